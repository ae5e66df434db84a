import { describe, expect, it } from 'vitest';
import { allFiles, readProjectFile } from '../../support/source-files.ts';

const FOLDER = 'src/server/db/migrations';

/** The statements of a file, each on one line; bodies of functions are statements of PostgreSQL's own. */
function statementsOf(path: string): string[] {
  return readProjectFile(path)
    .replaceAll(/^\s*--.*$/gm, '')
    .replaceAll(/\$\$[\s\S]*?\$\$/g, "''")
    .split(';')
    .map((statement) => statement.replaceAll(/\s+/g, ' ').trim())
    .filter((statement) => statement !== '');
}

/** What a process of the release before would trip over while both run side by side. */
const BREAKS: readonly (readonly [string, RegExp])[] = [
  [
    'takes a table or a column away',
    /\bDROP (TABLE|COLUMN|SCHEMA|VIEW)\b|\bDROP (?!CONSTRAINT|TRIGGER|INDEX|FUNCTION)\w+,?$/i,
  ],
  ['renames', /\bRENAME\b/i],
  ['changes a type', /\bALTER COLUMN \w+ (SET DATA )?TYPE\b/i],
  ['forbids NULL', /\bSET NOT NULL\b/i],
  ['wants a value that nobody gives', /\bADD COLUMN \w+ (?![^,]*\bDEFAULT\b)[^,]*\bNOT NULL\b/i],
  ['empties a table', /^TRUNCATE\b/i],
];

const all = allFiles(FOLDER).filter((path) => path.endsWith('.sql'));

describe('a migration', () => {
  it.each(all)('%s only adds', (path) => {
    const broken = statementsOf(path).flatMap((statement) =>
      BREAKS.filter(([, pattern]) => pattern.test(statement)).map(([what]) => `${what}: ${statement}`),
    );

    expect(broken).toEqual([]);
  });

  it.each([
    ['takes a table or a column away', 'ALTER TABLE shop DROP COLUMN scopes'],
    ['takes a table or a column away', 'DROP TABLE shop'],
    ['renames', 'ALTER TABLE shop RENAME COLUMN scopes TO granted'],
    ['changes a type', 'ALTER TABLE shop ALTER COLUMN scopes TYPE jsonb'],
    ['forbids NULL', 'ALTER TABLE shop ALTER COLUMN sealed SET NOT NULL'],
    ['wants a value that nobody gives', 'ALTER TABLE shop ADD COLUMN plan text NOT NULL'],
    ['empties a table', 'TRUNCATE shop'],
  ])('would be found that %s', (what, statement) => {
    expect(BREAKS.filter(([, pattern]) => pattern.test(statement)).map(([name]) => name)).toEqual([what]);
  });

  it('that widens a CHECK takes nothing out of it', () => {
    const lists = new Map<string, Set<string>>();
    for (const path of all)
      for (const statement of statementsOf(path)) {
        const table = /^(?:CREATE (?:UNLOGGED )?TABLE|ALTER TABLE) (\w+)/.exec(statement)?.[1] ?? '';
        for (const [, column = '', values = ''] of statement.matchAll(/CHECK \((\w+) IN \(([^)]*)\)/g)) {
          const now = new Set(values.split(', '));
          const before = lists.get(`${table}.${column}`) ?? new Set();
          expect([`${path}: ${column}`, [...before].filter((value) => !now.has(value))]).toEqual([
            `${path}: ${column}`,
            [],
          ]);
          lists.set(`${table}.${column}`, now);
        }
      }
    expect(lists.get('access_request.mail_state')).toContain("'perhaps-sent'");
  });
});
