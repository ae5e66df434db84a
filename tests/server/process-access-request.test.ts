import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseEmailAddress } from '../../src/contracts/email-address.ts';
import { createAccessRequests } from '../../src/server/db/access-requests.ts';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { createCustomerHistory } from '../../src/server/db/customer-history.ts';
import { createInbox } from '../../src/server/db/inbox.ts';
import { createPool, type Pool } from '../../src/server/db/pools.ts';
import type { Policies } from '../../src/server/domain/decide.ts';
import { createProcessAccessRequest } from '../../src/server/domain/process-access-request.ts';
import { createCustomerAccounts } from '../../src/server/shopify/customer-accounts.ts';
import { onlyShop } from '../../src/server/shopify/shops.ts';
import { useDatabase } from '../support/database.ts';
import {
  inviteAnswer,
  lookUpAnswer,
  recoverAnswer,
  startFakeShopify,
  THROTTLED,
  type Answer,
  type FakeCustomer,
  type FakeShopify,
} from '../support/fake-shopify.ts';
import { silentLog } from '../support/silent-log.ts';
import { movableClock, SHOP, testConfig, type MovableClock } from '../support/service-under-test.ts';

const database = useDatabase();
const vault = createAddressVault(Buffer.alloc(32, 7));
const ADA = 'gid://shopify/Customer/1';
const MINUTE = 60_000;
const DONE = { kind: 'done' };
const CLASSIC = { customerAccountsV2: { customerAccountsVersion: 'CLASSIC' } };
const POLICIES: Policies = {
  blockTags: ['blocked'],
  declined: 'review',
  unknownHistory: 'allow-if-never-enabled',
};
let pool: Pool;
let shopify: FakeShopify;
let clock: MovableClock;

beforeAll(async () => {
  pool = createPool({ url: database.url, name: 'test-work', max: 4, timeoutMs: 5_000 }, silentLog);
  shopify = await startFakeShopify();
});
afterAll(async () => {
  await pool.end();
  await shopify.close();
});
beforeEach(() => {
  clock = movableClock();
});
afterEach(async () => {
  await database.query('TRUNCATE access_request, customer_history');
  shopify.verify();
});

const requests = () => createAccessRequests(pool, vault);

function processor(policies: Partial<Policies> = {}, origin = shopify.origin) {
  const { shopDomain: domain, adminToken, storefrontToken } = testConfig(database.url);
  const shops = onlyShop({ domain, origin, adminToken, storefrontToken });
  return createProcessAccessRequest({
    clock,
    log: silentLog,
    requests: requests(),
    history: createCustomerHistory(pool),
    accounts: createCustomerAccounts({ shops, fetch }),
    policies: { ...POLICIES, ...policies },
    repeatWindowMs: MINUTE,
  });
}

/** Keeps a request as the server does, and gives back its id. */
async function kept(
  address = 'ada@example.com',
  buyerIp: string | undefined = '203.0.113.7',
): Promise<string> {
  let id = '';
  const addJobs = async (ids: readonly string[]) => {
    id = ids[0] ?? '';
  };
  const email = parseEmailAddress(address);
  if (!email.ok) throw new Error('a good address was expected');
  const inbox = createInbox({ pool, vault, clock, addJobs });
  await inbox.keep({ shop: SHOP, email: email.value, locale: 'en', reference: '7QX2M4RVWH', buyerIp });
  return id;
}

interface Row {
  readonly decision: string | null;
  readonly mail: string | null;
  readonly reason: string | null;
  readonly mail_state: string | null;
  readonly mail_why: string | null;
  readonly attempts: number;
}
async function row(id: string): Promise<Row | undefined> {
  const rows = await database.query<Row & Record<string, unknown>>(
    'SELECT decision, mail, reason, mail_state, mail_why, attempts FROM access_request WHERE id = $1',
    [id],
  );
  return rows[0];
}

const invites = () => shopify.callsOf('SendAccountInvite').length;
const resets = () => shopify.callsOf('RecoverCustomer').length;
const answerLookUps = (customer: FakeCustomer | null, version?: string) =>
  shopify.on('LookUpCustomer', () => lookUpAnswer(customer, version));
const answerInvites = (answer: Answer) => shopify.on('SendAccountInvite', () => answer);
const invited: FakeCustomer = { id: ADA, state: 'INVITED' };
const disabled: FakeCustomer = { id: ADA, state: 'DISABLED' };
const enabled: FakeCustomer = { id: ADA, state: 'ENABLED' };

describe('the decision table, through to the mail', () => {
  it.each([
    ['a customer who never activated', disabled, 'never-activated'],
    ['an invited customer', invited, 'invited'],
  ])('%s gets one invite, with the own template of the shop', async (_, customer, reason) => {
    answerLookUps(customer);
    answerInvites(inviteAnswer({ id: ADA, state: 'INVITED' }));
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'mail', mail: 'invite', reason, mail_state: 'sent' });
    const call = shopify.callsOf('SendAccountInvite')[0];
    expect(call).toMatchObject({ api: 'admin', variables: { customerId: ADA } });
    expect(call?.headers['x-shopify-access-token']).toBe('admin-token-for-tests');
    expect(shopify.callsOf('LookUpCustomer')[0]?.variables).toEqual({ emailAddress: 'ada@example.com' });
  });

  it('an active customer gets one password reset, asked for in the name of the own address', async () => {
    answerLookUps(enabled);
    shopify.on('RecoverCustomer', () => recoverAnswer());
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'mail', mail: 'reset', mail_state: 'sent' });
    const call = shopify.callsOf('RecoverCustomer')[0];
    expect(call).toMatchObject({ api: 'storefront', variables: { email: 'ada@example.com' } });
    expect(call?.headers['shopify-storefront-private-token']).toBe('storefront-token-for-tests');
    expect(call?.headers['shopify-storefront-buyer-ip']).toBe('203.0.113.7');
  });

  it('a shopper whose own address is not known is not given another', async () => {
    answerLookUps(enabled);
    shopify.on('RecoverCustomer', () => recoverAnswer());
    await processor()(await kept('ada@example.com', ''));

    expect(shopify.callsOf('RecoverCustomer')[0]?.headers).toHaveProperty('shopify-storefront-private-token');
  });

  it.each([
    ['an unknown address', null, 'CLASSIC', {}, 'unknown-address'],
    ['a blocked customer', { ...invited, tags: ['Blocked'] }, 'CLASSIC', {}, 'blocked-by-tag'],
    ['a customer who declined', { ...invited, state: 'DECLINED' }, 'CLASSIC', {}, 'declined-review'],
    ['a shop with codes', enabled, 'NEW_CUSTOMER_ACCOUNTS', {}, 'codes-not-passwords'],
    ['a disabled customer under review', disabled, 'CLASSIC', { unknownHistory: 'review' }, 'history-review'],
  ] as const)('%s gets no mail', async (_, customer, version, policies, reason) => {
    answerLookUps(customer, version);
    const id = await kept();

    expect(await processor(policies)(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'no-mail', mail: 'none', reason, mail_state: null });
    expect(shopify.calls).toHaveLength(1);
  });

  it('a customer seen active once and disabled later counts as blocked', async () => {
    answerLookUps(enabled);
    shopify.on('RecoverCustomer', () => recoverAnswer());
    await processor()(await kept());
    clock.advance(60 * MINUTE);
    answerLookUps(disabled);
    const id = await kept();

    await processor()(id);

    expect(await row(id)).toMatchObject({ decision: 'no-mail', reason: 'blocked-by-disabling' });
    expect(invites()).toBe(0);
  });
});

describe('a second request of the same customer', () => {
  beforeEach(() => {
    answerLookUps(invited);
    answerInvites(inviteAnswer(invited));
  });

  it('less than a minute after the mail ends as a repeat, without a second mail', async () => {
    await processor()(await kept());
    clock.advance(59_000);
    const id = await kept('ADA@example.com');

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'repeat', mail: 'none', mail_state: null });
    expect(invites()).toBe(1);
  });

  it('a minute after the mail gets a mail of its own', async () => {
    await processor()(await kept());
    clock.advance(MINUTE);
    const id = await kept();

    await processor()(id);

    expect(await row(id)).toMatchObject({ decision: 'mail', mail_state: 'sent' });
    expect(invites()).toBe(2);
  });

  it('at the very same time gets no second mail', async () => {
    const ids = [await kept(), await kept(), await kept()];

    await Promise.all(ids.map((id) => processor()(id)));

    const decisions: unknown[] = [];
    for (const id of ids) decisions.push((await row(id))?.decision);
    expect(decisions.filter((decision) => decision === 'mail')).toHaveLength(1);
    expect(decisions.filter((decision) => decision === 'repeat')).toHaveLength(2);
    expect(invites()).toBe(1);
  });

  it('while the first mail still waits for its turn gets no second mail', async () => {
    answerInvites(inviteAnswer(null, 'Error sending account invite to customer.'));
    await processor()(await kept());
    clock.advance(5 * MINUTE);
    const id = await kept();

    await processor()(id);

    expect(await row(id)).toMatchObject({ decision: 'repeat' });
  });

  it('after the first was refused is decided anew', async () => {
    answerInvites(inviteAnswer(null, "Customer can't be found"));
    await processor()(await kept());
    answerInvites(inviteAnswer(invited));
    const id = await kept();

    await processor()(id);

    expect(await row(id)).toMatchObject({ decision: 'mail', mail_state: 'sent' });
  });
});

describe('a look-up that fails', () => {
  it.each([
    ['is throttled', THROTTLED, 'throttled'],
    ['answers 429', { text: 'slow down', status: 429 }, 'throttled'],
    ['answers 503', { text: '<h1>Down</h1>', status: 503 }, 'http-error'],
    ['answers 401', { json: { errors: 'Invalid API key' }, status: 401 }, 'unauthorized'],
    ['answers something that is not JSON', { text: '<h1>Hello</h1>', status: 200 }, 'not-json'],
    ['hangs up', 'cut', 'cut-off'],
    ['reports errors', { json: { errors: [{ message: 'boom' }] } }, 'graphql-error'],
    ['names an unheard-of state', lookUpAnswer({ id: ADA, state: 'ASLEEP' }), 'state-unknown'],
    ['names an unheard-of kind of accounts', lookUpAnswer(invited, 'NEXT'), 'state-unknown'],
    ['answers no data at all', { json: {} }, 'not-json'],
    ['answers null', { json: null }, 'not-json'],
    ['answers data of another kind', { json: { data: {} } }, 'state-unknown'],
    ['leaves out the customer', { json: { data: { shop: CLASSIC } } }, 'state-unknown'],
    [
      'leaves out the tags',
      { json: { data: { shop: CLASSIC, customerByIdentifier: { id: ADA, state: 'INVITED' } } } },
      'state-unknown',
    ],
    ['leads elsewhere', { text: '', status: 301 }, 'http-error'],
    ['answers 500', { text: '', status: 500 }, 'http-error'],
  ] satisfies [string, Answer, string][])(
    'because Shopify %s is retried, nothing is decided',
    async (_, answer, problem) => {
      shopify.on('LookUpCustomer', () => answer);
      const id = await kept();

      expect(await processor()(id)).toEqual({ kind: 'retry', problem });

      expect(await row(id)).toMatchObject({ decision: null });
    },
  );

  it('because nobody listens is retried, and works out once somebody does', async () => {
    const id = await kept();
    const gone = await startFakeShopify();
    await gone.close();
    expect(await processor({}, gone.origin)(id)).toEqual({ kind: 'retry', problem: 'unreachable' });

    answerLookUps(null);
    expect(await processor()(id)).toEqual(DONE);
    expect(await row(id)).toMatchObject({ decision: 'no-mail' });
  });
});

describe('a mail that surely was not sent', () => {
  it.each([
    ['throttled', THROTTLED],
    ['throttled', { text: '', status: 429 }],
    ['http-error', { text: '', status: 503 }],
    ['http-error', { text: '', status: 404 }],
    ['unauthorized', { json: { errors: 'Invalid API key' }, status: 401 }],
    ['unauthorized', { json: { errors: [{ message: 'no', extensions: { code: 'ACCESS_DENIED' } }] } }],
  ] satisfies [string, Answer][])(
    '(%s) is due again, and sent at the next attempt',
    async (problem, answer) => {
      answerLookUps(disabled);
      answerInvites(answer);
      const id = await kept();

      expect(await processor()(id)).toEqual({ kind: 'retry', problem });
      expect(await row(id)).toMatchObject({
        decision: 'mail',
        mail_state: 'due',
        mail_why: problem,
        attempts: 1,
      });

      answerInvites(inviteAnswer(invited));
      expect(await processor()(id)).toEqual(DONE);
      expect(await row(id)).toMatchObject({ mail_state: 'sent', attempts: 2 });
      expect(shopify.callsOf('LookUpCustomer')).toHaveLength(2);
    },
  );

  it('because of what may be the invite limit waits longer every time', async () => {
    answerLookUps(disabled);
    answerInvites(inviteAnswer(null, 'Error sending account invite to customer.'));
    const id = await kept();
    const waits: unknown[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) waits.push(await processor()(id));

    const later = (minutes: number) => ({ kind: 'later', afterSeconds: minutes * 60 });
    expect(waits).toEqual([later(2), later(4), later(8), later(15), later(15)]);
  });

  it('because of the limit of password resets waits too', async () => {
    answerLookUps(enabled);
    const message = 'Resetting password limit exceeded. Please try again later.';
    shopify.on('RecoverCustomer', () => ({
      json: { data: { customerRecover: null }, errors: [{ message }] },
    }));
    const id = await kept();

    expect(await processor()(id)).toEqual({ kind: 'later', afterSeconds: 120 });
    expect(await row(id)).toMatchObject({ mail_state: 'due' });
  });
});

describe('a mail that Shopify refuses', () => {
  it.each([
    ["Customer can't be found", 'customer-gone'],
    ['From Sender is invalid', 'shopify-refused'],
  ])('as "%s" is not tried again', async (message, why) => {
    answerLookUps(disabled);
    answerInvites(inviteAnswer(null, message));
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);
    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'mail', mail_state: 'refused', mail_why: why });
    expect(invites()).toBe(1);
  });

  it('because the customer is gone by now is not tried again', async () => {
    answerLookUps(enabled);
    shopify.on('RecoverCustomer', () => recoverAnswer('UNIDENTIFIED_CUSTOMER'));
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'refused', mail_why: 'customer-gone' });
  });
});

describe('a mail that may or may not be out', () => {
  it.each([
    ['the connection was cut', 'cut'],
    ['the answer was not JSON', { text: '<h1>Gateway</h1>', status: 200 }],
    ['the answer was JSON of another kind', { json: { data: { customerSendAccountInviteEmail: {} } } }],
    ['a gateway gave up', { text: '<h1>Bad gateway</h1>', status: 502 }],
    ['a gateway timed out', { text: '', status: 504 }],
    ['something failed', { json: { errors: 'Internal server error' }, status: 500 }],
    ['an error came instead of data', { json: { errors: [{ message: 'boom' }] } }],
    [
      'Shopify failed inside',
      { json: { errors: [{ message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] } },
    ],
    [
      'the payload was lost on the way',
      { json: { data: { customerSendAccountInviteEmail: null }, errors: [{ message: 'x' }] } },
    ],
  ] satisfies [string, Answer][])('because %s is left alone for ten minutes', async (_, answer) => {
    answerLookUps(disabled);
    answerInvites(answer);
    const id = await kept();

    expect(await processor()(id)).toEqual({ kind: 'later', afterSeconds: 600 });
    expect(await row(id)).toMatchObject({ mail_state: 'unknown' });
    clock.advance(9 * MINUTE);
    expect(await processor()(id)).toEqual({ kind: 'later', afterSeconds: 60 });

    expect(invites()).toBe(1);
  });

  it('counts as sent when the customer is invited by then', async () => {
    answerLookUps(disabled);
    answerInvites('cut');
    const id = await kept();
    await processor()(id);
    clock.advance(10 * MINUTE);
    answerLookUps(invited);

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'sent' });
    expect(invites()).toBe(1);
  });

  it('is sent again when the customer still is not invited', async () => {
    answerLookUps(disabled);
    answerInvites('cut');
    const id = await kept();
    await processor()(id);
    clock.advance(10 * MINUTE);
    answerInvites(inviteAnswer(invited));

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'sent', attempts: 2 });
    expect(invites()).toBe(2);
  });

  it('is not sent again to a customer who was deleted meanwhile', async () => {
    answerLookUps(disabled);
    answerInvites('cut');
    const id = await kept();
    await processor()(id);
    clock.advance(10 * MINUTE);
    answerLookUps(null);

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'refused', mail_why: 'customer-gone' });
  });

  it('is sent again when it is a password reset', async () => {
    answerLookUps(enabled);
    shopify.on('RecoverCustomer', () => 'cut');
    const id = await kept();
    await processor()(id);
    clock.advance(10 * MINUTE);
    shopify.on('RecoverCustomer', () => recoverAnswer());

    expect(await processor()(id)).toEqual(DONE);

    expect(resets()).toBe(2);
  });
});

describe('an answer with errors beside its data', () => {
  const errors = [{ message: 'hidden', extensions: { code: 'ACCESS_DENIED' } }];

  it('means that the invite is out, and is not sent again', async () => {
    answerLookUps(disabled);
    answerInvites({ json: { data: { customerSendAccountInviteEmail: { userErrors: [] } }, errors } });
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'sent' });
  });

  it('means that the reset is out, and is not sent again', async () => {
    answerLookUps(enabled);
    const data = { customerRecover: { customerUserErrors: [] } };
    shopify.on('RecoverCustomer', () => ({ json: { data, errors } }));
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'sent' });
  });

  it('is not believed about a customer, whose tags may be what is missing', async () => {
    const data = {
      shop: { customerAccountsV2: { customerAccountsVersion: 'CLASSIC' } },
      customerByIdentifier: { ...invited, tags: [] },
    };
    shopify.on('LookUpCustomer', () => ({ json: { data, errors } }));
    const id = await kept();

    expect(await processor()(id)).toEqual({ kind: 'retry', problem: 'unauthorized' });

    expect(await row(id)).toMatchObject({ decision: null });
  });
});

describe('a customer who changes between look-up and mail', () => {
  const answerAlreadyEnabled = () => answerInvites(inviteAnswer(null, 'Account already enabled'));
  const answerResets = () => shopify.on('RecoverCustomer', () => recoverAnswer());
  /** Each look-up finds the next, and the last one stays. */
  const lookUpsInTurn = (...customers: readonly (FakeCustomer | null)[]) => {
    let turn = 0;
    shopify.on('LookUpCustomer', () =>
      lookUpAnswer(customers[Math.min(turn++, customers.length - 1)] ?? null),
    );
  };
  /** A mail that has to wait, because Shopify throttles. */
  async function waiting(customer: FakeCustomer): Promise<string> {
    answerLookUps(customer);
    answerInvites(THROTTLED);
    shopify.on('RecoverCustomer', () => THROTTLED);
    const id = await kept();
    expect(await processor()(id)).toEqual({ kind: 'retry', problem: 'throttled' });
    answerInvites(inviteAnswer(invited));
    answerResets();
    return id;
  }

  it('by activating gets a password reset at once', async () => {
    lookUpsInTurn(invited, enabled);
    answerAlreadyEnabled();
    answerResets();
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({
      decision: 'mail',
      mail: 'reset',
      reason: 'enabled',
      mail_state: 'sent',
    });
    expect([invites(), resets()]).toEqual([1, 1]);
  });

  it('by activating gets the reset later when Shopify cannot be asked just now', async () => {
    let lookUps = 0;
    shopify.on('LookUpCustomer', () => (lookUps++ === 0 ? lookUpAnswer(invited) : { text: '', status: 503 }));
    answerAlreadyEnabled();
    const id = await kept();
    expect(await processor()(id)).toEqual({ kind: 'retry', problem: 'http-error' });

    answerLookUps(enabled);
    answerResets();
    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail: 'reset', mail_state: 'sent' });
    expect([invites(), resets()]).toEqual([1, 1]);
  });

  it('and is called active by one answer and invited by the next gets no invite after invite', async () => {
    answerLookUps(invited);
    answerAlreadyEnabled();
    const id = await kept();

    expect(await processor()(id)).toEqual(DONE);
    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'refused', mail_why: 'already-enabled' });
    expect(invites()).toBe(1);
  });

  it.each([
    ['activated', disabled, enabled, 'reset', [1, 1]],
    [
      'disabled before ever being active',
      { ...enabled, id: 'gid://shopify/Customer/2' },
      invited,
      'invite',
      [1, 1],
    ],
  ] as const)(
    'and was %s while the mail waited gets the right mail',
    async (_, before, after, mail, sent) => {
      const id = await waiting(before);
      answerLookUps(after);

      expect(await processor()(id)).toEqual(DONE);

      expect(await row(id)).toMatchObject({ decision: 'mail', mail, mail_state: 'sent' });
      expect([invites(), resets()]).toEqual(sent);
    },
  );

  it.each([
    ['blocked by a tag', { ...disabled, tags: ['blocked'] }, 'CLASSIC', 'blocked-by-tag'],
    ['deleted', null, 'CLASSIC', 'customer-gone'],
    ['moved to codes with the whole shop', disabled, 'NEW_CUSTOMER_ACCOUNTS', 'codes-not-passwords'],
  ] as const)('and was %s while the mail waited gets none', async (_, after, version, why) => {
    const id = await waiting(disabled);
    answerLookUps(after, version);

    expect(await processor()(id)).toEqual(DONE);
    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ decision: 'mail', mail_state: 'refused', mail_why: why });
    expect(invites()).toBe(1);
  });

  it('and was disabled after being active while the mail waited gets none', async () => {
    const id = await waiting(enabled);
    answerLookUps(disabled);

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'refused', mail_why: 'blocked-by-disabling' });
    expect(invites()).toBe(0);
  });

  it('and was blocked while the outcome of the mail was unknown gets no other', async () => {
    answerLookUps(disabled);
    answerInvites('cut');
    const id = await kept();
    await processor()(id);
    clock.advance(10 * MINUTE);
    answerLookUps({ ...disabled, tags: ['blocked'] });

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'refused', mail_why: 'blocked-by-tag' });
    expect(invites()).toBe(1);
  });
});

describe('a worker that was killed', () => {
  it('between decision and mail costs nothing: the next one sends it', async () => {
    answerLookUps(disabled);
    const id = await kept();
    const decision = {
      decision: 'mail',
      mail: 'invite',
      reason: 'never-activated',
      customerId: ADA,
    } as const;
    await requests().decide(id, decision, clock.now(), MINUTE);
    answerInvites(inviteAnswer(invited));

    expect(await processor()(id)).toEqual(DONE);

    expect(invites()).toBe(1);
    expect(shopify.callsOf('LookUpCustomer')).toHaveLength(1);
  });

  it('while sending makes the next one wait and look, not send', async () => {
    const id = await kept();
    const decision = {
      decision: 'mail',
      mail: 'invite',
      reason: 'never-activated',
      customerId: ADA,
    } as const;
    await requests().decide(id, decision, clock.now(), MINUTE);
    await requests().claimMail(id, 'due', clock.now(), decision, clock.now());

    expect(await processor()(id)).toEqual({ kind: 'later', afterSeconds: 600 });
    clock.advance(10 * MINUTE);
    answerLookUps(invited);
    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({ mail_state: 'sent' });
    expect(invites()).toBe(0);
  });

  it('after everything was done leaves nothing to do', async () => {
    answerLookUps(invited);
    answerInvites(inviteAnswer(invited));
    const id = await kept();
    for (let again = 0; again < 3; again += 1) expect(await processor()(id)).toEqual(DONE);

    expect(invites()).toBe(1);
  });
});

describe('several workers on one request', () => {
  it('send one mail', async () => {
    answerLookUps(disabled);
    answerInvites(inviteAnswer(invited));
    const id = await kept();

    await Promise.all(Array.from({ length: 4 }, () => processor()(id)));

    expect(invites()).toBe(1);
    expect(await row(id)).toMatchObject({ decision: 'mail', mail_state: 'sent' });
  });
});

describe('giving up', () => {
  it('a request without a decision ends as failed', async () => {
    const id = await kept();

    await requests().giveUp(id, clock.now());

    expect(await row(id)).toMatchObject({
      decision: 'failed',
      reason: 'gave-up',
      mail: 'none',
      mail_state: null,
    });
  });

  it('a mail that could not be sent for two days is given up, and the decision stays', async () => {
    answerLookUps(disabled);
    answerInvites(inviteAnswer(null, 'Error sending account invite to customer.'));
    const id = await kept();
    await processor()(id);
    clock.advance(48 * 60 * MINUTE + 1);

    expect(await processor()(id)).toEqual(DONE);

    expect(await row(id)).toMatchObject({
      decision: 'mail',
      reason: 'never-activated',
      mail_state: 'given-up',
    });
    expect(invites()).toBe(1);
  });

  it('a mail that was sent stays sent', async () => {
    answerLookUps(invited);
    answerInvites(inviteAnswer(invited));
    const id = await kept();
    await processor()(id);

    await requests().giveUp(id, clock.now());

    expect(await row(id)).toMatchObject({ decision: 'mail', mail_state: 'sent' });
  });
});

it('a request that does not exist is nothing to do', async () => {
  expect(await processor()('00000000-0000-7000-8000-000000000000')).toEqual(DONE);
});
