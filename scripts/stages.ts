/** Every check that `npm test` makes, in order. Each can be run alone: `npm test -- lint unit`. */
export interface Stage {
  readonly name: string;
  readonly says: string;
  readonly command: readonly string[];
  /** Where the runner leaves its counts; a stage without one counts as a single check. */
  readonly report?: { readonly kind: 'vitest' | 'playwright'; readonly file: string };
  /** Cheap and independent of each other: run side by side. */
  readonly static?: true;
}

const vitest = (name: string, says: string): Stage => {
  const file = `.cache/report-${name}.json`;
  const command = [
    'vitest',
    'run',
    '--project',
    name,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  return { name, says, command, report: { kind: 'vitest', file } };
};

export const STAGES: readonly Stage[] = [
  {
    name: 'format',
    says: 'the code is formatted',
    command: ['prettier', '--check', '--log-level=warn', '.'],
    static: true,
  },
  {
    name: 'lint',
    says: 'the linter finds nothing',
    command: ['oxlint', '--type-aware', '--deny-warnings'],
    static: true,
  },
  { name: 'types', says: 'the types hold', command: ['tsc', '-b'], static: true },
  {
    name: 'theme-check',
    says: 'Theme Check finds nothing',
    command: [
      'shopify',
      'theme',
      'check',
      '--path',
      'extensions/account-access',
      '--fail-level',
      'info',
      '--no-color',
    ],
    static: true,
  },
  {
    name: 'budgets',
    says: 'the built files keep their budgets, and README says what is in each byte',
    command: ['node', 'scripts/check-budgets.ts'],
    static: true,
  },
  vitest('architecture', 'nothing imports what it may not'),
  vitest('unit', 'units behave'),
  vitest('liquid', 'Liquid renders as Shopify would render it'),
  vitest('islands', 'islands behave'),
  vitest('ui-extension', 'the block in customer accounts behaves, in Shopify’s own tester'),
  vitest('server', 'the server behaves on a real PostgreSQL'),
  vitest('chaos', 'three minutes of kills, restarts and a shop that misbehaves cost nobody anything'),
  {
    name: 'e2e',
    says: 'the journeys work in real browsers',
    command: ['playwright', 'test'],
    report: { kind: 'playwright', file: '.cache/report-e2e.json' },
  },
];
