import { describe, expect, it } from 'vitest';
import { allFiles, readProjectFile, sourceFiles } from '../support/source-files.ts';

const source = ['src', 'extensions/welcome-back/src'].flatMap(sourceFiles);

/** The only files that may ask the machine what time it is; everything else is handed a clock. */
const CLOCKS = [
  'extensions/welcome-back/src/WelcomeBack.tsx',
  'src/devstore/controls/clock.ts',
  'src/islands/platform/clock.ts',
  'src/server/node/system-clock.ts',
];

/** Long, and a list each: nothing to gain from two rooms. */
const LISTS: readonly string[] = ['src/devstore/examples.ts'];

describe('habits that a reader may rely on', () => {
  it('asks for the time in one place of each runtime only', () => {
    const asking = source
      .filter(({ text }) => /\bDate\.now\(|new Date\(\)/.test(text))
      .map(({ path }) => path);

    expect(asking.filter((path) => !CLOCKS.includes(path))).toEqual([]);
  });

  it('keeps every file short enough to be read at once', () => {
    const long = source.filter(({ text, path }) => text.split('\n').length > 250 && !LISTS.includes(path));

    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('keeps SQL in server/db', () => {
    const sql = /\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|TRUNCATE)\b/;
    const elsewhere = source.filter(({ path, text }) => !path.startsWith('src/server/db/') && sql.test(text));

    expect(elsewhere.map(({ path }) => path)).toEqual([]);
  });

  it('ships nothing in the extension that Shopify does not take', () => {
    const allowed = [
      /^extensions\/account-access\/shopify\.extension\.toml$/,
      /^extensions\/account-access\/(blocks|snippets)\/[a-z-]+\.liquid$/,
      /^extensions\/account-access\/locales\/[a-zA-Z-]+(\.default)?(\.schema)?\.json$/,
      /^extensions\/account-access\/assets\/[\w-]+\.(js|css|svg|png|json)$/,
    ];
    const strangers = allFiles('extensions/account-access').filter(
      (path) => !allowed.some((rule) => rule.test(path)),
    );

    expect(strangers).toEqual([]);
  });

  it('has nothing in the block for customer accounts but what its bundle is made of', () => {
    const allowed = [
      /^extensions\/welcome-back\/shopify\.extension\.toml$/,
      /^extensions\/welcome-back\/src\/[\w-]+\.tsx?$/,
      /^extensions\/welcome-back\/src\/shopify\.d\.ts$/,
      /^extensions\/welcome-back\/locales\/[a-zA-Z-]+(\.default)?\.json$/,
      // What `shopify app build` leaves behind, which git does not keep.
      /^extensions\/welcome-back\/(dist\/.+|manifest\.json)$/,
    ];
    const strangers = allFiles('extensions/welcome-back').filter(
      (path) => !allowed.some((rule) => rule.test(path)),
    );

    expect(strangers).toEqual([]);
  });

  it('never spells out the proxy path in JavaScript, because a merchant can rename it', () => {
    const island = source.filter(({ path }) => path.startsWith('src/islands/'));

    expect(island.filter(({ text }) => /\/apps\/account-access/.test(text)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it('describes every test stage of the runner in package.json', () => {
    const { scripts } = JSON.parse(readProjectFile('package.json')) as { scripts: Record<string, string> };
    const stages = [
      ...readProjectFile('scripts/stages.ts').matchAll(/name: '([\w-]+)'|vitest\('([\w-]+)'/g),
    ].map((match) => match[1] ?? match[2]);

    expect(stages.length).toBeGreaterThan(8);
    expect(stages.filter((name) => scripts[`test:${name}`] === undefined)).toEqual([]);
  });
});
