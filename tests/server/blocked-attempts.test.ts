import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { parseEmailAddress } from '../../src/contracts/email-address.ts';
import { createAccessRequests } from '../../src/server/db/access-requests.ts';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { createListAttempts } from '../../src/server/db/blocked-attempts.ts';
import { createInbox } from '../../src/server/db/inbox.ts';
import { createPool, type Pool } from '../../src/server/db/pools.ts';
import { createSupportLookUp } from '../../src/server/db/support-look-up.ts';
import type { DecisionFacts } from '../../src/server/domain/assess-customer.ts';
import { useDatabase } from '../support/database.ts';
import { movableClock, SHOP } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';

const database = useDatabase();
const vault = createAddressVault(Buffer.alloc(32, 7));
const clock = movableClock();
const ADA = 'gid://shopify/Customer/1';
const FACTS: DecisionFacts = {
  accounts: 'CLASSIC',
  state: 'DISABLED',
  approved: false,
  declinedPolicy: 'review',
  unknownHistory: 'allow-if-never-enabled',
};
const SIGNS = '7QX2M4RVWH';
let pool: Pool;

beforeAll(() => {
  pool = createPool({ url: database.url, name: 'test-attempts', max: 2, timeoutMs: 5_000 }, silentLog);
});
afterAll(() => pool.end());
afterEach(() => database.query('TRUNCATE access_request').then(() => undefined));

const requests = () => createAccessRequests(pool, vault);

/** @returns the id of a request that was kept a moment after the one before */
async function keep(shop = SHOP): Promise<string> {
  clock.advance(1_000);
  const email = parseEmailAddress('ada@example.com');
  if (!email.ok) throw new Error('a good address was expected');
  let id = '';
  const addJobs = async (ids: readonly string[]) => void (id = ids[0] ?? '');
  const inbox = createInbox({ pool, vault, clock, addJobs });
  await inbox.keep({ shop, email: email.value, locale: 'en', reference: SIGNS, buyerIp: undefined });
  return id;
}

async function refuse(id: string, reason: 'blocked-by-tag' | 'unknown-address'): Promise<void> {
  const decision = { decision: 'no-mail', mail: 'none', reason, customerId: ADA, facts: FACTS } as const;
  await requests().decide(id, decision, clock.now(), 0);
}

it('shows those who were blocked at once and while their mail waited, newest first, and no others', async () => {
  await refuse(await keep(), 'blocked-by-tag');
  await refuse(await keep(), 'unknown-address');
  await refuse(await keep('another.myshopify.com'), 'blocked-by-tag');
  const waited = await keep();
  const mail = { mail: 'invite', reason: 'never-activated', customerId: ADA, facts: FACTS } as const;
  await requests().decide(waited, { decision: 'mail', ...mail }, clock.now(), 0);
  await requests().settleMail(
    { request: { id: waited }, attempts: 0 },
    'refused',
    'blocked-by-disabling',
    clock.now(),
  );

  const attempts = await createListAttempts(pool)(SHOP, 10);

  expect(attempts.map(({ reason }) => reason)).toEqual(['blocked-by-disabling', 'blocked-by-tag']);
  expect(attempts[0]).toEqual({
    receivedAt: clock.now(),
    reference: SIGNS,
    reason: 'blocked-by-disabling',
    customerId: ADA,
  });
  expect(await createListAttempts(pool)(SHOP, 1)).toHaveLength(1);
});

it('what a mail was held back for takes the place of what it was decided on', async () => {
  const id = await keep();
  const mail = { mail: 'invite', reason: 'never-activated', customerId: ADA, facts: FACTS } as const;
  await requests().decide(id, { decision: 'mail', ...mail }, clock.now(), 0);
  const facts = async () => (await createSupportLookUp(pool, SHOP)(SIGNS)).requests[0]?.facts;
  expect(await facts()).toEqual(FACTS);

  const since = { ...FACTS, seenEnabledAt: 1_000, toldBy: 'webhook', disabledAt: 2_000 } as const;
  await requests().explain(id, since);

  expect(await facts()).toEqual(since);
});
