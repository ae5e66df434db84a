import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { open, INVITE } from './admin-api-support.ts';
import { gid } from './support.ts';

describe('cost', () => {
  const costOf = async (query: string, variables: object) =>
    (await open().ask(query, variables)).extensions?.cost;

  it('has the recorded shape: a mutation is 10 of 2,000 points that come back at 100 a second', async () => {
    expect(await costOf(INVITE, { id: gid(PEOPLE.migrated) })).toEqual({
      requestedQueryCost: 10,
      actualQueryCost: 10,
      throttleStatus: { maximumAvailable: 2_000, currentlyAvailable: 1_990, restoreRate: 100 },
    });
  });

  // Every pair of numbers here is recorded in airhorns/shopify-draft-proxy, fixtures/conformance/…/customers.
  const id = gid(PEOPLE.migrated);
  const nothing = 'tag:nobody-has-this';
  const some = 'email:example';
  it.each([
    ['one customer', 'query A($id: ID!) { customer(id: $id) { id state } }', { id }, 1, 1],
    [
      'with an object in it',
      'query A($id: ID!) { customer(id: $id) { defaultEmailAddress { emailAddress } } }',
      { id },
      2,
      2,
    ],
    ['one that is not there', 'query A($id: ID!) { customer(id: $id) { id } }', { id: gid({ id: 1 }) }, 1, 1],
    [
      'a page of one',
      'query A($query: String) { customers(first: 1, query: $query) { nodes { id } } }',
      { query: some },
      3,
      3,
    ],
    [
      'a page of two, asked for twice',
      'query A($query: String) { customers(first: 2, query: $query) { edges { cursor node { email } } nodes { email } pageInfo { hasNextPage } } }',
      { query: some },
      4,
      4,
    ],
    [
      'an empty page of five',
      'query A($first: Int!, $query: String!) { customers(first: $first, query: $query) { edges { node { id } } } }',
      { first: 5, query: nothing },
      5,
      2,
    ],
    [
      'a mutation with an object in its customer',
      'mutation A($id: ID!) { customerSendAccountInviteEmail(customerId: $id) { customer { ...Address } userErrors { message } } } fragment Address on Customer { defaultEmailAddress { emailAddress } }',
      { id },
      11,
      11,
    ],
    [
      'the same, refused',
      'mutation A($id: ID!) { customerSendAccountInviteEmail(customerId: $id) { customer { defaultEmailAddress { emailAddress } } userErrors { message } } }',
      { id: gid(PEOPLE.enabled) },
      11,
      10,
    ],
    [
      'two mutations',
      'mutation A($id: ID!) { a: customerSendAccountInviteEmail(customerId: $id) { userErrors { message } } b: customerGenerateAccountActivationUrl(customerId: $id) { userErrors { message } } }',
      { id: gid({ id: 1 }) },
      20,
      20,
    ],
  ] as const)('of %s', async (_case, query, variables, requestedQueryCost, actualQueryCost) => {
    expect(await costOf(query, variables)).toMatchObject({ requestedQueryCost, actualQueryCost });
  });

  it('throttles at HTTP 200 when the points are gone, runs nothing, and recovers with the clock', async () => {
    const { ask, shop, clock } = open({ adminRestoreRate: 1, inviteLimit: null });
    const invite = () => ask(INVITE, { id: gid(PEOPLE.migrated) });
    await invite();
    await invite();
    const before = shop.mails.length;
    expect(await invite()).toEqual({
      errors: [
        {
          message: 'Throttled',
          extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' },
        },
      ],
      extensions: {
        cost: {
          requestedQueryCost: 10,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 20, currentlyAvailable: 0, restoreRate: 1 },
        },
      },
    });
    expect(shop.mails.length).toBe(before);

    clock.advance(9_000);
    expect((await invite()).errors?.[0]?.message).toBe('Throttled');
    clock.advance(1_000);
    expect((await invite()).errors).toBeUndefined();
    expect(shop.mails.length).toBe(before + 1);
  });

  it('never holds more than its size, and survives a clock that is put back', async () => {
    const { shop, clock } = open();
    shop.adminBucket.take(100);
    clock.advance(60 * 60_000);
    expect(shop.adminBucket.status().currentlyAvailable).toBe(2_000);
    shop.adminBucket.take(500);
    clock.advance(-60 * 60_000);
    expect(shop.adminBucket.status().currentlyAvailable).toBe(1_500);
    clock.advance(1_000);
    expect(shop.adminBucket.status().currentlyAvailable).toBe(1_600);
  });
});
