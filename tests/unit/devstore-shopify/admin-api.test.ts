import { describe, expect, it, vi } from 'vitest';
import { ConnectionCut } from '../../../src/devstore/faults/apply-fault.ts';
import { createAdminApi } from '../../../src/devstore/shopify/admin-api.ts';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { gid, graphqlClient, isAlive, linkParts, newestMail, openShop } from './support.ts';

const TOKEN = 'admin token';
const PATH = '/admin/api/2026-10/graphql.json';

function open(quirks: Partial<Quirks> = {}) {
  const { shop, clock } = openShop(quirks);
  const handle = createAdminApi(shop, { accessToken: TOKEN });
  const ask = graphqlClient(handle, PATH, { 'x-shopify-access-token': TOKEN });
  return { shop, clock, handle, ask };
}

interface Page {
  readonly nodes: readonly { email: string }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string };
}

const INVITE = `mutation Invite($id: ID!, $email: EmailInput) {
  customerSendAccountInviteEmail(customerId: $id, email: $email) {
    customer { id state }
    userErrors { field message code }
  }
}`;
const ACTIVATION_URL = `mutation Link($id: ID!) {
  customerGenerateAccountActivationUrl(customerId: $id) { accountActivationUrl userErrors { field message } }
}`;
const BY_ADDRESS = `query Find($address: String!) {
  customerByIdentifier(identifier: { emailAddress: $address }) { id email state tags locale }
}`;

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

describe('customerSendAccountInviteEmail', () => {
  it('mails the invite and makes the customer INVITED', async () => {
    const { ask, shop } = open();
    const { data } = await ask(INVITE, { id: gid(PEOPLE.migrated) });
    expect(data).toEqual({
      customerSendAccountInviteEmail: {
        customer: { id: gid(PEOPLE.migrated), state: 'INVITED' },
        userErrors: [],
      },
    });
    expect(isAlive(shop, 'activation', PEOPLE.migrated.email)).toBe(true);
  });

  it.each([
    ['unknown', { id: 1 }, {}, { message: "Customer can't be found", code: null }],
    ['enabled', PEOPLE.enabled, {}, { message: 'Account already enabled', code: 'INVALID' }],
    [
      'declined, where the quirk says so',
      PEOPLE.declined,
      { declinedCanBeInvited: false },
      { message: 'Error sending account invite to customer.', code: 'INVALID' },
    ],
    [
      'on customer accounts',
      PEOPLE.migrated,
      { accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' },
      { message: 'This only works when legacy customer accounts are enabled on the shop.', code: 'INVALID' },
    ],
  ] as const)('answers with a userError when the customer is %s', async (_case, person, quirks, error) => {
    const { ask, shop } = open(quirks);
    const before = shop.mails.length;
    const { data } = await ask(INVITE, { id: gid(person) });
    expect(data).toEqual({
      customerSendAccountInviteEmail: { customer: null, userErrors: [{ field: ['customerId'], ...error }] },
    });
    expect(shop.mails.length).toBe(before);
  });

  // Recorded: customer-invite-email-validation.json of airhorns/shopify-draft-proxy.
  it.each([
    [{ subject: '' }, ['email', 'subject'], "Subject can't be blank"],
    [{ subject: 'Account invite', to: 'not-an-email' }, ['email', 'to'], 'To is invalid'],
    [{ subject: 'Account invite', from: 'not-an-email' }, ['email', 'from'], 'From Sender is invalid'],
    [
      { subject: 'Account invite', bcc: ['bad', 'ok@example.com'] },
      ['email', 'bcc'],
      'Bcc bad is not a valid bcc address and ok@example.com is not a valid bcc address',
    ],
    [{ subject: 's'.repeat(1_001) }, ['customerId'], 'Error sending account invite to customer.'],
    [{ customMessage: 'm'.repeat(5_001) }, ['customerId'], 'Error sending account invite to customer.'],
    [
      { customMessage: '<script>alert(1)</script>' },
      ['customerId'],
      'Error sending account invite to customer.',
    ],
  ])('refuses the mail %j as recorded', async (email, field, message) => {
    const { ask, shop } = open();
    const before = shop.mails.length;
    const { data } = await ask(INVITE, { id: gid(PEOPLE.migrated), email });
    expect(data).toEqual({
      customerSendAccountInviteEmail: { customer: null, userErrors: [{ field, message, code: 'INVALID' }] },
    });
    expect(shop.mails.length).toBe(before);
    expect(shop.accounts.find(PEOPLE.migrated.id)?.state).toBe('DISABLED');
  });

  it('takes a subject and a message of the merchant’s own', async () => {
    const { ask, shop } = open();
    const email = { subject: 'Welcome back', customMessage: 'We moved house.' };
    await ask(INVITE, { id: gid(PEOPLE.migrated), email });
    const mail = newestMail(shop, PEOPLE.migrated.email);
    expect(mail.subject).toBe('Welcome back');
    expect(mail.text).toContain('We moved house.');
  });

  it('takes null for anything that could be left out', async () => {
    const { ask, shop } = open();
    const email = { subject: null, to: null, from: null, bcc: null, body: null, customMessage: null };
    await ask(INVITE, { id: gid(PEOPLE.migrated), email });
    expect(newestMail(shop, PEOPLE.migrated.email).subject).toBe('Customer account activation');
  });

  it('says so when the limit of invites is reached', async () => {
    const { ask } = open({ inviteLimit: { count: 1, windowMs: 60_000 } });
    await ask(INVITE, { id: gid(PEOPLE.migrated) });
    const { data } = await ask(INVITE, { id: gid(PEOPLE.migratedGerman) });
    expect(data).toEqual({
      customerSendAccountInviteEmail: {
        customer: null,
        userErrors: [
          { field: ['customerId'], message: 'Error sending account invite to customer.', code: 'INVALID' },
        ],
      },
    });
  });

  it('does not model a body of the caller’s own', async () => {
    const { ask, shop } = open();
    const before = shop.mails.length;
    const { errors } = await ask(INVITE, { id: gid(PEOPLE.migrated), email: { body: 'x' } });
    expect(errors?.[0]?.message).toBe('The local shop does not model EmailInput.body');
    expect(shop.mails.length).toBe(before);
  });
});

describe('customerGenerateAccountActivationUrl', () => {
  it('makes a link that works, ends the older one and mails nothing', async () => {
    const { ask, shop } = open({ inviteKillsOlderLink: false });
    const before = shop.mails.length;
    const { data } = await ask(ACTIVATION_URL, { id: gid(PEOPLE.invited) });
    const accountActivationUrl = String(
      data?.['customerGenerateAccountActivationUrl']?.['accountActivationUrl'],
    );
    const { id, token } = linkParts(accountActivationUrl);
    expect(accountActivationUrl).toBe(`http://127.0.0.1:4400/account/activate/${PEOPLE.invited.id}/${token}`);
    expect(shop.accounts.linkIsLive('activation', id, token)).toBe(true);
    expect(isAlive(shop, 'activation', PEOPLE.invited.email)).toBe(false);
    expect(shop.mails.length).toBe(before);
  });

  it.each([
    ['unknown', { id: 1 }, {}, "The customer can't be found."],
    ['enabled', PEOPLE.enabled, {}, 'Account already enabled.'],
    [
      'declined, where the quirk says so',
      PEOPLE.declined,
      { declinedCanBeInvited: false },
      'Error sending account invite to customer.',
    ],
    [
      'on customer accounts',
      PEOPLE.migrated,
      { accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' },
      'This only works when legacy customer accounts are enabled on the shop.',
    ],
  ] as const)('answers with a userError when the customer is %s', async (_case, person, quirks, message) => {
    const { data } = await open(quirks).ask(ACTIVATION_URL, { id: gid(person) });
    expect(data).toEqual({
      customerGenerateAccountActivationUrl: {
        accountActivationUrl: null,
        userErrors: [{ field: ['customerId'], message }],
      },
    });
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

describe('at the door', () => {
  const post = (path: string, init: RequestInit = {}) =>
    open().handle(
      new Request(`http://127.0.0.1:4400${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-shopify-access-token': TOKEN },
        body: '{"query":"{ shop { name } }"}',
        ...init,
      }),
    );
  const json = { 'content-type': 'application/json' };

  it.each([
    ['no token', json],
    ['a wrong token', { ...json, 'x-shopify-access-token': 'other' }],
    ['a longer token', { ...json, 'x-shopify-access-token': `${TOKEN}.` }],
  ])('turns away %s', async (_case, headers) => {
    const response = await post(PATH, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
    });
  });

  it.each([
    ['another version', '/admin/api/2026-07/graphql.json', {}, 404],
    ['another file', '/admin/api/2026-10/customers.json', {}, 404],
    ['a path below', '/admin/api/2026-10/graphql.json/x', {}, 404],
    ['another API', '/api/2026-10/graphql.json', {}, 404],
    ['GET', PATH, { method: 'GET', body: null }, 405],
    ['another content type', PATH, { headers: { 'x-shopify-access-token': TOKEN } }, 415],
    ['a body that is no JSON', PATH, { body: '{' }, 400],
    ['a body without a query', PATH, { body: '{"variables":{}}' }, 400],
  ] as const)('answers %s with an error that says so', async (_case, path, init, status) => {
    const response = await post(path, init);
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('errors');
  });

  it('names the version it serves', async () => {
    expect(JSON.stringify(await (await post('/admin/api/2025-01/graphql.json')).json())).toContain('2026-10');
  });
});

describe('the fault admin-api', () => {
  it('cuts the connection', async () => {
    const { shop, ask } = open();
    shop.faults.set('admin-api', { kind: 'refuse', times: 1 });
    await expect(ask('{ shop { name } }')).rejects.toBeInstanceOf(ConnectionCut);
    expect((await ask('{ shop { name } }')).data).toBeDefined();
  });

  it('throttles although there are points', async () => {
    const { shop, ask } = open();
    shop.faults.set('admin-api', { kind: 'throttle' });
    const answer = await ask(INVITE, { id: gid(PEOPLE.migrated) });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'THROTTLED' });
    expect(answer.extensions?.cost).toMatchObject({ actualQueryCost: null });
  });

  it('answers late, and then properly', async () => {
    vi.useFakeTimers();
    try {
      const { shop, ask } = open();
      shop.faults.set('admin-api', { kind: 'delay', ms: 5_000 });
      const answer = ask('{ nonsense }');
      await vi.advanceTimersByTimeAsync(4_999);
      expect(vi.getTimerCount()).toBe(1);
      await vi.advanceTimersByTimeAsync(1);
      expect((await answer).errors).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });
});
