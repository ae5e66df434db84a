import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { open, BY_ADDRESS } from './admin-api-support.ts';
import { gid } from './support.ts';

interface Page {
  readonly nodes: readonly { email: string }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string };
}

describe('looking customers up', () => {
  it('finds one by address, whatever its capitals and spaces', async () => {
    const { ask } = open();
    const { data } = await ask(BY_ADDRESS, { address: ' maria.lopez@EXAMPLE.com' });
    expect(data).toEqual({
      customerByIdentifier: {
        id: gid(PEOPLE.capitals),
        email: 'Maria.Lopez@Example.COM',
        state: 'DISABLED',
        tags: [],
        locale: 'en',
      },
    });
  });

  it('answers null without an error for an address it does not know', async () => {
    const answer = await open().ask(BY_ADDRESS, { address: 'nobody@example.com' });
    expect(answer.data).toEqual({ customerByIdentifier: null });
    expect(answer.errors).toBeUndefined();
  });

  it('tells every field that is modelled', async () => {
    const { data } = await open().ask(
      `query One($id: ID!) { customer(id: $id) {
        __typename id legacyResourceId firstName lastName displayName email state tags locale canDelete validEmailAddress
        defaultEmailAddress { emailAddress validFormat marketingState }
      } }`,
      { id: gid(PEOPLE.enabledBlocked) },
    );
    expect(data).toEqual({
      customer: {
        __typename: 'Customer',
        id: gid(PEOPLE.enabledBlocked),
        legacyResourceId: String(PEOPLE.enabledBlocked.id),
        firstName: 'Paula',
        lastName: 'Stone',
        displayName: 'Paula Stone',
        email: PEOPLE.enabledBlocked.email,
        state: 'ENABLED',
        tags: ['vip', 'blocked'],
        locale: 'en',
        canDelete: true,
        validEmailAddress: true,
        defaultEmailAddress: {
          emailAddress: PEOPLE.enabledBlocked.email,
          validFormat: true,
          marketingState: 'NOT_SUBSCRIBED',
        },
      },
    });
  });

  const search = `query Search($first: Int!, $after: String, $query: String) {
    customers(first: $first, after: $after, query: $query) {
      nodes { email state } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }`;

  it.each([
    ['email:"oliver.hughes@example.com"', ['oliver.hughes@example.com']],
    ['email:oliver.hughes@example.com', ['oliver.hughes@example.com']],
    // Tokenised: the tail of another address matches too.
    ['email:"hughes@example.com"', ['oliver.hughes@example.com']],
    ['email:"nobody@example.com"', []],
    ['state:declined AND tag:blocked', []],
    ['state:ENABLED tag:blocked', ['paula.stone@example.com']],
    [`id:${PEOPLE.invited.id}`, ['amelia.wright@example.com']],
  ])('searches %s', async (query, addresses) => {
    const { data } = await open().ask(search, { first: 50, query });
    expect(data).toMatchObject({ customers: { nodes: addresses.map((email) => ({ email })) } });
  });

  it('pages through all customers, each once', async () => {
    const { ask, shop } = open();
    const seen: unknown[] = [];
    let after: unknown = null;
    for (let more: unknown = true; more === true;) {
      const { data } = await ask(
        'query Page($after: String) { customers(first: 7, after: $after) { nodes { email } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      const page: Page | undefined = JSON.parse(JSON.stringify(data?.['customers']));
      seen.push(...(page?.nodes ?? []).map(({ email }) => email));
      more = page?.pageInfo.hasNextPage;
      after = page?.pageInfo.endCursor;
    }
    expect(seen).toEqual(shop.customers.map(({ email }) => email));
  });

  it.each(['phone:1', 'just words', 'email:a@b.c OR state:invited', '-state:invited', 'email:*'])(
    'refuses to guess what %j would find',
    async (query) => {
      const { errors } = await open().ask(search, { first: 1, query });
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'NOT_MODELLED' } });
    },
  );

  it('wants to know how many', async () => {
    const { errors } = await open().ask('{ customers { nodes { id } } }');
    expect(errors?.[0]?.message).toBe('you must provide one of first or last');
  });

  it('refuses a cursor that is none of its own', async () => {
    const { errors } = await open().ask(search, { first: 1, after: 'nonsense' });
    expect(errors?.[0]?.message).toMatch(/Invalid cursor/);
  });
});

it('tells which customer accounts the shop has', async () => {
  const query = '{ shop { name myshopifyDomain customerAccountsV2 { customerAccountsVersion } } }';
  expect((await open().ask(query)).data).toEqual({
    shop: {
      name: 'Fjell & Fjord',
      myshopifyDomain: 'latchkey-demo.myshopify.com',
      customerAccountsV2: { customerAccountsVersion: 'CLASSIC' },
    },
  });
  const upgraded = open({ accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' });
  expect((await upgraded.ask(query)).data).toMatchObject({
    shop: { customerAccountsV2: { customerAccountsVersion: 'NEW_CUSTOMER_ACCOUNTS' } },
  });
});
