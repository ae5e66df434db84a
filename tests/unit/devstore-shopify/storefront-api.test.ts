import { describe, expect, it } from 'vitest';
import { createStorefrontApi } from '../../../src/devstore/shopify/storefront-api.ts';
import { KNOWN_PASSWORD, PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { DAY, gid, graphqlClient, mailedLink, MINUTE, newestMail, NOON, openShop } from './support.ts';

const PATH = '/api/2026-10/graphql.json';
const PASSWORD = 'a quiet lantern';

function open(quirks: Partial<Quirks> = {}) {
  const { shop, clock } = openShop(quirks);
  const handle = createStorefrontApi(shop, { privateToken: 'private', publicToken: 'public' });
  const ask = graphqlClient(handle, PATH, { 'shopify-storefront-private-token': 'private' });
  const askPublicly = graphqlClient(handle, PATH, { 'x-shopify-storefront-access-token': 'public' });
  return { shop, clock, handle, ask, askPublicly };
}

const RECOVER = `mutation R($email: String!) {
  customerRecover(email: $email) { customerUserErrors { field message code } userErrors { field message } }
}`;
const REST =
  'customer { email } customerAccessToken { accessToken expiresAt } customerUserErrors { field message code }';
const ACTIVATE = `mutation A($id: ID!, $input: CustomerActivateInput!) {
  customerActivate(id: $id, input: $input) { ${REST} userErrors { field message } }
}`;
const ACTIVATE_BY_URL = `mutation A($url: URL!, $password: String!) {
  customerActivateByUrl(activationUrl: $url, password: $password) { ${REST} }
}`;
const RESET = `mutation R($id: ID!, $input: CustomerResetInput!) {
  customerReset(id: $id, input: $input) { ${REST} userErrors { field message } }
}`;
const RESET_BY_URL = `mutation R($url: URL!, $password: String!) {
  customerResetByUrl(resetUrl: $url, password: $password) { ${REST} userErrors { field message } }
}`;
const SIGN_IN = `mutation S($input: CustomerAccessTokenCreateInput!) {
  customerAccessTokenCreate(input: $input) {
    customerAccessToken { accessToken expiresAt } customerUserErrors { field message code } userErrors { field message }
  }
}`;

describe('customerRecover', () => {
  it.each([
    ['enabled', ['password-reset']],
    ['enabledBlocked', ['password-reset']],
    ['migrated', []],
    ['invited', []],
    ['declined', []],
    ['disabledAfterEnabled', []],
  ] as const)('succeeds for %s and mails %j', async (name, kinds) => {
    const { ask, shop } = open();
    const before = shop.mails.length;
    expect(await ask(RECOVER, { email: PEOPLE[name].email })).toEqual({
      data: { customerRecover: { customerUserErrors: [], userErrors: [] } },
      extensions: { cost: { requestedQueryCost: 12 } },
    });
    expect(shop.mails.slice(before).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('gives an unknown address away, as recorded', async () => {
    const { data } = await open().ask(RECOVER, { email: 'nobody@example.com' });
    expect(data).toEqual({
      customerRecover: {
        customerUserErrors: [
          { field: ['email'], message: 'Could not find customer', code: 'UNIDENTIFIED_CUSTOMER' },
        ],
        userErrors: [{ field: ['email'], message: 'Could not find customer' }],
      },
    });
  });

  it('is limited by the buyer’s address on the internet, and recovers with the clock', async () => {
    const { ask, shop, clock } = open({ recoverLimit: { count: 2, windowMs: MINUTE } });
    const recover = (ip: string) =>
      ask(RECOVER, { email: PEOPLE.enabled.email }, { 'shopify-storefront-buyer-ip': ip });
    await recover('203.0.113.7');
    await recover('203.0.113.7');
    const before = shop.mails.length;
    const refused = await recover('203.0.113.7');
    expect(refused.errors).toMatchObject([
      {
        message: 'Resetting password limit exceeded. Please try again later.',
        path: ['customerRecover'],
        extensions: { code: 'THROTTLED' },
      },
    ]);
    expect(refused.data).toEqual({ customerRecover: null });
    expect(shop.mails.length).toBe(before);

    expect((await recover('203.0.113.8')).errors).toBeUndefined();
    clock.advance(MINUTE);
    expect((await recover('203.0.113.7')).errors).toBeUndefined();
  });

  it('takes the buyer’s address only from a private token', async () => {
    const { askPublicly } = open({ recoverLimit: { count: 1, windowMs: MINUTE } });
    const recover = (ip: string) =>
      askPublicly(RECOVER, { email: PEOPLE.enabled.email }, { 'shopify-storefront-buyer-ip': ip });
    expect((await recover('203.0.113.7')).errors).toBeUndefined();
    expect((await recover('203.0.113.8')).errors?.[0]?.extensions).toMatchObject({ code: 'THROTTLED' });
  });
});

describe('activation', () => {
  it('by id and token signs the customer in', async () => {
    const { ask, shop } = open();
    const { token } = mailedLink(shop, PEOPLE.invited.email);
    const answer = await ask(ACTIVATE, {
      id: gid(PEOPLE.invited),
      input: { activationToken: token, password: PASSWORD },
    });
    expect(answer.data).toEqual({
      customerActivate: {
        customer: { email: PEOPLE.invited.email },
        // 42 days, as recorded.
        customerAccessToken: {
          accessToken: expect.stringMatching(/^[0-9a-f]{32}$/),
          expiresAt: new Date(NOON + 42 * DAY).toISOString().replace('.000', ''),
        },
        customerUserErrors: [],
        userErrors: [],
      },
    });
    expect(answer.extensions).toEqual({ cost: { requestedQueryCost: 14 } });
    expect(shop.accounts.signIn(PEOPLE.invited.email, PASSWORD).kind).toBe('done');
  });

  it('by URL works once, and then says that the account is enabled', async () => {
    const { ask, shop } = open();
    const variables = { url: newestMail(shop, PEOPLE.invitedNorwegian.email).link, password: PASSWORD };
    const first = await ask(ACTIVATE_BY_URL, variables);
    expect(first.data).toMatchObject({ customerActivateByUrl: { customerUserErrors: [] } });
    expect(first.extensions).toEqual({ cost: { requestedQueryCost: 13 } });
    expect((await ask(ACTIVATE_BY_URL, variables)).data).toEqual({
      customerActivateByUrl: {
        customer: null,
        customerAccessToken: null,
        customerUserErrors: [{ field: null, message: 'Customer already enabled', code: 'ALREADY_ENABLED' }],
      },
    });
  });

  it('refuses a token that is not the customer’s, as recorded', async () => {
    const { data } = await open().ask(ACTIVATE, {
      id: gid(PEOPLE.invited),
      input: { activationToken: 'bad-token', password: PASSWORD },
    });
    expect(data).toEqual({
      customerActivate: {
        customer: null,
        customerAccessToken: null,
        customerUserErrors: [
          { field: ['input'], message: 'Invalid activation token', code: 'TOKEN_INVALID' },
        ],
        userErrors: [{ field: null, message: 'Invalid activation token' }],
      },
    });
  });

  it('refuses a link that is too old', async () => {
    const { ask, shop } = open();
    const url = newestMail(shop, PEOPLE.inviteExpired.email).link;
    expect((await ask(ACTIVATE_BY_URL, { url, password: PASSWORD })).data).toMatchObject({
      customerActivateByUrl: { customerUserErrors: [{ code: 'TOKEN_INVALID' }] },
    });
  });

  it.each([
    ['', "Password can't be blank", 'BLANK'],
    ['abcd', 'Password is too short (minimum is 5 characters)', 'TOO_SHORT'],
    [' abcdef', 'Password starts or ends with spaces', 'PASSWORD_STARTS_OR_ENDS_WITH_WHITESPACE'],
  ])('refuses the password %j', async (password, message, code) => {
    const { ask, shop } = open();
    const { token } = mailedLink(shop, PEOPLE.invited.email);
    const { data } = await ask(ACTIVATE, {
      id: gid(PEOPLE.invited),
      input: { activationToken: token, password },
    });
    expect(data).toMatchObject({
      customerActivate: {
        customer: null,
        customerUserErrors: [{ field: ['input', 'password'], message, code }],
        userErrors: [{ field: ['input', 'password'], message }],
      },
    });
  });
});

describe('reset', () => {
  it('by URL changes the password', async () => {
    const { ask, shop } = open();
    await ask(RECOVER, { email: PEOPLE.enabled.email });
    const url = newestMail(shop, PEOPLE.enabled.email).link;
    expect((await ask(RESET_BY_URL, { url, password: PASSWORD })).data).toMatchObject({
      customerResetByUrl: { customer: { email: PEOPLE.enabled.email }, customerUserErrors: [] },
    });
    expect(shop.accounts.signIn(PEOPLE.enabled.email, PASSWORD).kind).toBe('done');
  });

  it('by id and token refuses a bad token, as recorded', async () => {
    const { data } = await open().ask(RESET, {
      id: gid(PEOPLE.enabled),
      input: { resetToken: 'bad-token', password: PASSWORD },
    });
    expect(data).toEqual({
      customerReset: {
        customer: null,
        customerAccessToken: null,
        customerUserErrors: [{ field: ['input'], message: 'Invalid reset token', code: 'TOKEN_INVALID' }],
        userErrors: [{ field: null, message: 'Invalid reset token' }],
      },
    });
  });

  it.each([
    ['of the wrong shape (recorded)', () => 'https://shop.example/account/reset/bad-token'],
    ['of the other kind', (link: string) => link],
    [
      'of nobody',
      (link: string) => link.replace('activate', 'reset').replace(String(PEOPLE.invited.id), '1'),
    ],
  ])('by a URL %s is an error at the top', async (_case, urlFrom) => {
    const { ask, shop } = open();
    const url = urlFrom(newestMail(shop, PEOPLE.invited.email).link ?? '');
    const { errors, data } = await ask(RESET_BY_URL, { url, password: PASSWORD });
    expect(errors).toMatchObject([
      { message: 'Unidentified customer', path: ['customerResetByUrl'], extensions: { code: 'NOT_FOUND' } },
    ]);
    expect(data).toEqual({ customerResetByUrl: null });
  });
});

describe('customerAccessTokenCreate', () => {
  it.each([
    ['the right password', PEOPLE.enabled.email, KNOWN_PASSWORD, true],
    ['a wrong password', PEOPLE.enabled.email, 'something else', false],
    ['a customer who never activated', PEOPLE.migrated.email, KNOWN_PASSWORD, false],
    ['an unknown address', 'nobody@example.com', KNOWN_PASSWORD, false],
  ])('with %s', async (_case, email, password, works) => {
    const { data, extensions } = await open().ask(SIGN_IN, { input: { email, password } });
    const unidentified = { field: null, message: 'Unidentified customer' };
    expect(data).toEqual({
      customerAccessTokenCreate: {
        customerAccessToken: works ? expect.objectContaining({ accessToken: expect.any(String) }) : null,
        customerUserErrors: works ? [] : [{ ...unidentified, code: 'UNIDENTIFIED_CUSTOMER' }],
        userErrors: works ? [] : [unidentified],
      },
    });
    expect(extensions).toEqual({ cost: { requestedQueryCost: 13 } });
  });
});

it('models none of the password mutations on customer accounts', async () => {
  const { ask, shop } = open({ accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' });
  const before = shop.mails.length;
  const { errors } = await ask(RECOVER, { email: PEOPLE.enabled.email });
  expect(errors?.[0]?.message).toBe(
    'The local shop does not model Mutation.customerRecover on customer accounts',
  );
  expect(shop.mails.length).toBe(before);
});

it('tells the name of the shop to either kind of token', async () => {
  const { ask, askPublicly } = open();
  const answer = {
    data: { shop: { name: 'Fjell & Fjord' } },
    extensions: { cost: { requestedQueryCost: 1 } },
  };
  expect(await ask('{ shop { name } }')).toEqual(answer);
  expect(await askPublicly('{ shop { name } }')).toEqual(answer);
});

it('refuses what it does not model', async () => {
  const { errors } = await open().ask('{ products(first: 1) { nodes { id } } }');
  expect(errors?.[0]?.message).toBe('The local shop does not model QueryRoot.products');
});

it.each([
  [{}],
  [{ 'shopify-storefront-private-token': 'public' }],
  [{ 'x-shopify-storefront-access-token': 'private' }],
])('turns away a caller with %j', async (headers: Record<string, string>) => {
  const response = await open().handle(
    new Request(`http://127.0.0.1:4400${PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"query":"{ shop { name } }"}',
    }),
  );
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ errors: [{ message: '', extensions: { code: 'UNAUTHORIZED' } }] });
});

it('honours the fault storefront-api', async () => {
  const { ask, shop } = open();
  shop.faults.set('storefront-api', { kind: 'throttle', times: 1 });
  expect((await ask('{ shop { name } }')).errors?.[0]?.extensions).toEqual({ code: 'THROTTLED' });
  expect((await ask('{ shop { name } }')).errors).toBeUndefined();
});
