import { describe, expect, it } from 'vitest';
import { sourceFiles, type SourceFile } from '../support/source-files.ts';

interface Rule {
  readonly folder: RegExp;
  readonly says: string;
  /** What such a file may import; project paths or package names. */
  readonly may: readonly RegExp[];
}

const contracts = /^src\/contracts\//;
const preact = /^preact(\/|$)/;
const signals = /^@preact\/signals$/;
const anyPackage = /^(?!src\/|tests\/|scripts\/|bench\/|extensions\/)/;
const packageButNoDriver = /^(?!src\/|tests\/|scripts\/|bench\/|extensions\/|node:|pg$|pg-boss$)/;

/** The table of docs/architecture.md, line by line. */
const RULES: readonly Rule[] = [
  { folder: /^src\/contracts\//, says: 'contracts import nothing', may: [contracts] },
  {
    folder: /^src\/islands\/ui\//,
    says: 'ui knows Preact and contracts',
    may: [/^src\/islands\/ui\//, contracts, preact],
  },
  {
    folder: /^src\/islands\/platform\//,
    says: 'platform knows contracts, and the library of what it does for the server',
    may: [/^src\/islands\/platform\//, contracts, /^altcha-lib(\/|$)/],
  },
  {
    folder: /^src\/islands\/runtime\//,
    says: 'runtime knows Preact and contracts',
    may: [/^src\/islands\/runtime\//, contracts, preact],
  },
  {
    folder: /^src\/islands\/entries\//,
    says: 'entries know the islands, but not each other',
    may: [/^src\/islands\/(?!entries\/)/, contracts, preact, signals],
  },
  {
    folder: /^src\/server\/domain\//,
    says: 'the domain knows contracts and its own ports',
    may: [/^src\/server\/domain\//, contracts],
  },
  {
    folder: /^src\/server\/(db|shopify|jobs|pwned-passwords|altcha)\//,
    says: 'adapters know the domain, contracts and their library',
    may: [/^src\/server\/(db|shopify|jobs|domain)\//, contracts, anyPackage],
  },
  {
    folder: /^src\/server\/routes\//,
    says: 'routes know http, domain, contracts and the app-proxy check',
    may: [
      /^src\/server\/(routes|http|domain)\//,
      /^src\/server\/shopify\/app-proxy\.ts$/,
      contracts,
      packageButNoDriver,
    ],
  },
  {
    folder: /^src\/server\//,
    says: 'the server knows itself and contracts',
    may: [/^src\/server\//, contracts, anyPackage],
  },
  {
    folder: /^src\/devstore\/start\.ts$/,
    says: 'only start.ts of the local shop knows the server',
    may: [/^src\/devstore\//, /^src\/server\/(service|config|logger)\.ts$/, contracts, anyPackage],
  },
  {
    folder: /^src\/devstore\/(?!start\.ts)/,
    says: 'the local shop knows itself and contracts',
    may: [/^src\/devstore\//, contracts, anyPackage],
  },
  {
    folder: /^extensions\/welcome-back\//,
    says: 'the block in customer accounts knows Preact, Shopify’s extension package and itself',
    may: [/^extensions\/welcome-back\/src\//, preact, /^@shopify\/ui-extensions(\/|$)/],
  },
  {
    folder: /^scripts\//,
    says: 'scripts do not reach into server or islands',
    may: [/^scripts\//, /^src\/devstore\//, contracts, anyPackage],
  },
];

const files = ['src', 'scripts', 'extensions/welcome-back/src'].flatMap(sourceFiles);

function offences(rule: Rule, file: SourceFile): string[] {
  return file.imports
    .filter((name) => !rule.may.some((allowed) => allowed.test(name)))
    .map((name) => `${file.path} → ${name}`);
}

describe('who may import whom', () => {
  it.each(RULES)('$says', (rule) => {
    const concerned = files.filter((file) => rule.folder.test(file.path));

    expect(concerned).not.toHaveLength(0);
    expect(concerned.flatMap((file) => offences(rule, file))).toEqual([]);
  });

  it('lets a feature of the islands know ui, contracts, signals and itself', () => {
    const features = files.filter((file) =>
      /^src\/islands\/(?!ui|platform|runtime|entries)[^/]+\//.test(file.path),
    );
    const found = features.flatMap((file) => {
      const own = new RegExp(`^${file.path.split('/').slice(0, 3).join('/')}/`);
      return offences(
        { folder: own, says: '', may: [own, /^src\/islands\/ui\//, contracts, preact, signals] },
        file,
      );
    });

    expect(features).not.toHaveLength(0);
    expect(found).toEqual([]);
  });

  it('has no folder of source that no rule speaks of', () => {
    const known = [
      /^src\/(contracts|islands|server|devstore)\//,
      /^scripts\//,
      /^extensions\/welcome-back\/src\//,
    ];

    expect(
      files.filter((file) => !known.some((rule) => rule.test(file.path))).map((file) => file.path),
    ).toEqual([]);
  });
});
