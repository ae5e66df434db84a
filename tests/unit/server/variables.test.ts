import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/server/config.ts';
import { readProjectFile } from '../../support/source-files.ts';

const KEY = Buffer.alloc(32, 9).toString('base64');
const BOTH = {
  SHOPIFY_API_SECRET: 'secret',
  ADDRESS_KEY: KEY,
  DATABASE_URL: 'postgres://db.example/latchkey',
};
const CUSTOM_APP = {
  ...BOTH,
  SHOP_DOMAIN: 'shop-name.myshopify.com',
  SHOPIFY_ADMIN_TOKEN: 'admin',
  SHOPIFY_STOREFRONT_TOKEN: 'storefront',
};
const INSTALLED = { ...BOTH, SHOPIFY_API_KEY: 'client-id', TOKEN_KEYS: KEY };

/** Which are asked for, whether they are set or not. */
function namesReadWith(env: Readonly<Record<string, string>>): string[] {
  const names: string[] = [];
  readConfig(
    new Proxy(env, {
      get(target, name) {
        names.push(String(name));
        return Reflect.get(target, name) as unknown;
      },
    }),
  );
  return names;
}

/** Read past the configuration: by OpenTelemetry's exporter, and by compose.yaml. */
const READ_ELSEWHERE = ['OTEL_EXPORTER_OTLP_HEADERS'];
const OF_COMPOSE = ['POSTGRES_PASSWORD'];
const ALL = [
  ...new Set([...namesReadWith(CUSTOM_APP), ...namesReadWith(INSTALLED), ...READ_ELSEWHERE]),
].toSorted();

const lines = Array.from(
  readProjectFile('.env.example').matchAll(/^(#?)([A-Z][A-Z0-9_]*)=(.*)$/gm),
  ([, mark, name = '', value = '']) => ({ name, value, isDefault: mark === '#' }),
);
const rows = readProjectFile('docs/operations.md').match(/^\| `[A-Z][A-Z0-9_]+` .*$/gm) ?? [];
const documented = rows.map((row) => ({
  name: /`([A-Z0-9_]+)`/.exec(row)?.[1] ?? '',
  value: /^\| `[A-Z0-9_]+`\s+\| (?:`(.*?)`)?\s*\|/.exec(row)?.[1] ?? '',
}));

describe('every variable that the server reads', () => {
  it('stands in .env.example once, and no other does', () => {
    const names = lines.map(({ name }) => name).filter((name) => !OF_COMPOSE.includes(name));

    expect(ALL.length).toBeGreaterThan(40);
    expect(names.toSorted()).toEqual(ALL);
  });

  it('stands in docs/operations.md once, and no other does', () => {
    expect(documented.map(({ name }) => name).toSorted()).toEqual(ALL);
  });

  it('is left out of .env.example where it is a secret, and has to be filled in', () => {
    const secrets = lines.filter(({ name }) => /SECRET|TOKEN|KEY|PASSWORD$/.test(name));

    expect(secrets.length).toBeGreaterThan(5);
    expect(secrets.filter(({ value }) => value !== '')).toEqual([]);
    expect(secrets.filter(({ isDefault }) => isDefault)).toEqual([]);
  });
});

describe('a default', () => {
  const shown = (list: readonly { readonly name: string; readonly value: string }[]) =>
    Object.fromEntries(list.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]));

  it('in .env.example is the one that holds where nothing is set', () => {
    const defaults = shown(lines.filter(({ isDefault }) => isDefault));

    expect(Object.keys(defaults).length).toBeGreaterThan(30);
    expect(readConfig({ ...CUSTOM_APP, ...defaults })).toEqual(readConfig(CUSTOM_APP));
  });

  it('in docs/operations.md is the same', () => {
    expect(shown(documented)).toEqual(shown([...lines.filter(({ isDefault }) => isDefault), FORWARDED_HOPS]));
  });

  /** compose.yaml needs another than the default: its users have a proxy of their own. */
  const FORWARDED_HOPS = { name: 'FORWARDED_HOPS', value: '1' };
});
