import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { buildExtension } from '../../../scripts/build-extension.ts';
import { weigh } from '../../../scripts/check-budgets.ts';
import { ACCOUNTS_METAFIELDS } from '../../../src/contracts/accounts.ts';
import { FIRST_LOCALES, OTHER_LOCALES } from '../../../src/contracts/mail-providers/provider.ts';
import { BLOCKS, EXTENSION, schemaOf, schemaText } from './support.ts';

const WITH_LOGIN_HINT = ['account-access', 'activation', 'reset', 'way-in', 'sign-in'] as const;
const require = createRequire(import.meta.url);

describe.each(BLOCKS)('the schema of %s', (block) => {
  test('has settings that Shopify’s own JSON schema takes', () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    const read = (name: string): object =>
      Object(
        JSON.parse(
          readFileSync(require.resolve(`@shopify/theme-check-docs-updater/data/${name}.json`), 'utf8'),
        ),
      );
    for (const name of ['setting', 'default_setting_values']) ajv.addSchema(read(name), `${name}.json`);
    const validate = ajv.compile(read('settings'));

    expect(validate(schemaOf(block).settings), JSON.stringify(validate.errors)).toBe(true);
  });

  test('has a name below 25 characters without the app’s', () => {
    const name = schemaText(schemaOf(block).name);

    expect(name.length).toBeLessThan(25);
    expect(name).not.toMatch(/latchkey/i);
  });

  test('has setting ids that merchants’ values hang on', () => {
    expect(schemaOf(block).settings.flatMap(({ id }) => id ?? [])).toMatchSnapshot();
  });

  test('has options that merchants’ choices hang on', () => {
    const selects = schemaOf(block).settings.filter(({ options }) => options !== undefined);

    expect(
      Object.fromEntries(
        selects.map(({ id, options }) => [id, options?.map(({ value }) => value).join(' ')]),
      ),
    ).toMatchSnapshot();
  });

  test('has no setting twice', () => {
    const ids = schemaOf(block).settings.flatMap(({ id }) => id ?? []);

    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('the app embed may appear where its journeys are, and nowhere else', () => {
  expect(schemaOf('account-access').target).toBe('body');
  expect(schemaOf('account-access').enabled_on?.templates.toSorted()).toEqual([
    '404',
    'customers/account',
    'customers/activate_account',
    'customers/login',
    'customers/register',
    'customers/reset_password',
  ]);
});

test('all Liquid together is no more than Shopify takes', () => {
  const bytes = ['blocks', 'snippets']
    .flatMap((folder) => readdirSync(join(EXTENSION, folder)).map((file) => join(EXTENSION, folder, file)))
    .reduce((sum, file) => sum + statSync(file).size, 0);

  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(100_000);
});

test.each(['sign-in', 'sign-in-hint'])('%s is there only where customers sign in with codes', (block) => {
  const { namespace, codes } = ACCOUNTS_METAFIELDS;

  expect(schemaOf(block).available_if).toBe(`{{ app.metafields.${namespace}.${codes} }}`);
  expect(schemaOf(block)).not.toHaveProperty('enabled_on');
});

test.each(WITH_LOGIN_HINT)('%s hands no address over unless the merchant wants it', (block) => {
  const setting = schemaOf(block).settings.find(({ id }) => id === 'login_hint');

  expect(setting).toMatchObject({ type: 'checkbox', default: false });
});

describe('the build', () => {
  test('emits every asset that a block names, flat, and every island the loader asks for', async () => {
    const { files } = await buildExtension();

    const named = BLOCKS.flatMap((block) => {
      const { javascript = [], stylesheet = [] } = schemaOf(block);
      return [javascript, stylesheet].flat();
    });
    expect(files).toEqual(
      expect.arrayContaining([
        ...named,
        'set-password.js',
        'way-in.js',
        'done.js',
        'editor.js',
        'sign-in.js',
        'sign-in-hint.js',
        'password-advice.js',
        'common-passwords.json',
        'address-advice.js',
        'inbox-help.js',
        'inbox-checks.js',
        ...[...FIRST_LOCALES, ...OTHER_LOCALES].flatMap((locale) => [
          `inbox-help-${locale}.json`,
          `inbox-checks-${locale}.json`,
        ]),
      ]),
    );
    expect(files.every((name) => /^[\w-]+\.(js|css|json)$/.test(name))).toBe(true);
  });

  test('fits the budgets', async () => {
    const heavy = (await weigh(await buildExtension())).filter(({ bytes, limit }) => bytes > limit);

    expect(heavy).toEqual([]);
  });

  test.each(['inbox-help.js', 'inbox-checks.js'])(
    'lets %s take the libraries from the island that fetches it, and has no second copy in it',
    async (name) => {
      const { folder, inputs } = await buildExtension();
      const read = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');
      const lent = namesIn(read('way-in.js'), /export ?\{([^}]*)\}/g, 'outside');
      const imports = read(name).match(/import[^;]*?from ?["'][^"']*["']/g) ?? [];
      const borrowed = namesIn(
        imports.join(';'),
        /import ?\{([^}]*)\} ?from ?["']\.\/way-in\.js["']/g,
        'inside',
      );

      expect(borrowed.length).toBeGreaterThan(2);
      expect(borrowed.filter((each) => !lent.includes(each))).toEqual([]);
      // Nothing is imported in another way, and nothing from elsewhere.
      expect(
        imports.filter((each) => !/^import ?\{[^}]*\} ?from ?["']\.\/way-in\.js["']$/.test(each)),
      ).toEqual([]);
      expect(Object.keys(inputs[name] ?? {}).filter((file) => file.includes('node_modules'))).toEqual([]);
      expect(Object.keys(inputs['way-in.js'] ?? {}).join()).toMatch(
        /node_modules\/preact\/.*@preact\/signals-core\//,
      );
    },
  );

  test('lends nothing that nobody takes', async () => {
    const { folder } = await buildExtension();
    const read = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');
    const taken = ['inbox-help.js', 'inbox-checks.js'].flatMap((name) =>
      namesIn(read(name), /import ?\{([^}]*)\} ?from ?["']\.\/way-in\.js["']/g, 'inside'),
    );

    const lent = namesIn(read('way-in.js'), /export ?\{([^}]*)\}/g, 'outside');
    expect(lent.toSorted()).toEqual([...new Set(taken)].toSorted());
  });

  test('makes the list of common passwords the same each time', async () => {
    const read = (folder: string) => readFileSync(`${folder}/common-passwords.json`);
    const { folder } = await buildExtension();
    const first = read(folder);
    await buildExtension();

    expect(read(folder).equals(first)).toBe(true);
  });

  test('leaves no way to speak in the code but the one about a broken island', async () => {
    const { folder, files } = await buildExtension();
    const spoken = files
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => readFileSync(`${folder}/${name}`, 'utf8').match(/console\.\w+/g) ?? []);

    expect(new Set(spoken)).toEqual(new Set(['console.error']));
  });
});

/**
 * The names that modules know one another by.
 *
 * @param list finds what stands in braces, as `a, b as c`
 * @param side of `as`: an export's name outside is the last, an import's name in the other module is the first
 */
function namesIn(code: string, list: RegExp, side: 'outside' | 'inside'): readonly string[] {
  return [...code.matchAll(list)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim().split(/ as /))
    .flatMap((parts) => (side === 'outside' ? parts.at(-1) : parts[0]) || []);
}
