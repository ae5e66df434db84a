import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, parse, validate, type IntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { fileOf, opened } from './support/opened.ts';

const PACKED = join(import.meta.dirname, '../../src/devstore/shopify/schemas/customer_2026-07.json.gz');

describe('what the block asks Shopify', () => {
  it('goes to the Customer Account API of the version that the extension has, twice and nowhere else', async () => {
    using page = await opened();
    const [, version] = /^api_version = "(.+)"$/m.exec(fileOf('shopify.extension.toml')) ?? [];

    const address = `shopify://customer-account/api/${version}/graphql.json`;
    expect(page.asked.mock.calls.map(([asked]) => asked)).toEqual([address, address]);
  });

  it('is what Shopify’s published schema has', async () => {
    const { data } = JSON.parse(String(gunzipSync(readFileSync(PACKED)))) as { data: IntrospectionQuery };
    const schema = buildClientSchema(data, { assumeValid: true });
    using page = await opened();
    const queries = page.asked.mock.calls.map(([, query]) => query);

    expect(queries).toHaveLength(2);
    for (const query of queries) expect(validate(schema, parse(query))).toEqual([]);
  });

  it('asks for no name, address line, mail address or anything of what was bought', async () => {
    using page = await opened();
    const words = page.asked.mock.calls.flatMap(([, query]) => query.match(/\b[a-z]\w+/gi) ?? []);

    expect([...new Set(words)].toSorted()).toEqual(
      [
        ...['query', 'WelcomeBackCustomer', 'WelcomeBackOrders', 'customer', 'creationDate'],
        ...['addresses', 'orders', 'first', 'nodes', 'id', 'processedAt', 'pageInfo', 'hasNextPage'],
        ...['sortKey', 'PROCESSED_AT', 'reverse', 'true'],
      ].toSorted(),
    );
  });

  it('needs no capability, and is placed by nobody but the merchant', () => {
    const settings = fileOf('shopify.extension.toml')
      .split('\n')
      .filter((line) => !line.startsWith('#'));

    expect(settings.join('\n')).not.toMatch(/capabilities|default_placement|network_access/);
  });
});
