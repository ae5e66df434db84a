import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAdminApi } from '../../src/devstore/shopify/admin-api.ts';
import { PEOPLE, type Person } from '../../src/devstore/shopify/seed.ts';
import { createLocalShop, type ControlledShop } from '../../src/devstore/shopify/shop.ts';
import { referenceOf } from '../../src/contracts/reference.ts';
import { openReview } from '../../src/server/cli/open-review.ts';
import { runReview } from '../../src/server/cli/review.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import {
  eventually,
  jsonPost,
  movableClock,
  SECRET,
  SHOP,
  testConfig,
} from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';

const database = useDatabase();
const clock = movableClock();
const MIGRATED = PEOPLE.migrated;
let shop: ControlledShop;
let service: Service;
let callShop: typeof fetch;

const config = () => testConfig(database.url, { LEDGER_REBUILD: 'on', LIMIT_ADDRESS_PER_HOUR: '100' });

beforeAll(() => {
  shop = createLocalShop({ clock, domain: SHOP });
  const adminApi = createAdminApi(shop, { accessToken: 'admin-token-for-tests' });
  callShop = (input, init) => adminApi(new Request(input, init));
});
beforeEach(async () => {
  service = createService({
    config: config(),
    clock,
    log: silentLog,
    roles: ['server', 'worker'],
    fetch: callShop,
  });
  await service.start();
  shop.webhooks.connect({ secret: SECRET, deliver: (request) => service.handle(request) });
  await eventually(
    () => run('blocked'),
    ({ out = '' }) => out.includes('Customers of the shop: read ('),
  );
});
afterEach(async () => {
  await service.stop();
  shop.reset();
  await database.query(
    'TRUNCATE access_request, customer_history, webhook_delivery, block_entry, ledger_rebuild, mail_pace',
  );
  await database.query('DELETE FROM pgboss.job');
});
afterAll(() => shop.webhooks.clear());

const run = (...argv: readonly string[]) =>
  runReview(argv, 'kim', async (use) => {
    const tool = await openReview(config(), { clock, log: silentLog, fetch: callShop });
    return use(tool).finally(() => tool.close());
  });

/** Everything that the shop told has arrived and is worked on. */
async function heard(): Promise<void> {
  await shop.webhooks.idle();
  await eventually(
    () => database.query('SELECT 1 FROM webhook_delivery WHERE done_at IS NULL'),
    (rows) => rows.length === 0,
  );
}

/** Asks for a mail and waits for what becomes of it. @returns why */
async function ask({ email }: Pick<Person, 'email'>, uuid: string = crypto.randomUUID()): Promise<unknown> {
  // Ids are ordered by time.
  clock.advance(1);
  const before = await decided();
  const response = await service.handle(jsonPost({ email, reference: uuid }, { now: clock.now() }));
  expect(await response.text()).toBe('{"v":1,"state":"check-inbox"}');
  const rows = await eventually(decided, (all) => all.length > before.length);
  return rows.at(-1)?.reason;
}
const decided = () =>
  database.query<{ reason: string }>(
    `SELECT reason FROM access_request WHERE decision IS NOT NULL
      AND (mail_state IS NULL OR mail_state = 'sent') ORDER BY id`,
  );
const mailsTo = ({ email }: Pick<Person, 'email'>) => shop.mails.filter(({ to }) => to === email);

describe('a customer who was active and is disabled by the merchant', () => {
  it('asks and gets no mail, and the merchant sees the attempt and why', async () => {
    shop.setState(MIGRATED.id, 'ENABLED');
    shop.setState(MIGRATED.id, 'DISABLED');
    await heard();
    const uuid = crypto.randomUUID();

    expect(await ask(MIGRATED, uuid)).toBe('blocked-by-disabling');

    expect(mailsTo(MIGRATED)).toEqual([]);
    const { out: attempts = '' } = await run('attempts');
    expect(attempts).toContain('the shop disabled the account after it had been active');
    expect(attempts).toContain(`/customers/${MIGRATED.id}`);
    expect(attempts).not.toContain('@');
    const { out: found = '' } = await run('find', referenceOf(uuid, 'check-inbox'));
    expect(found).toContain('no mail, because the shop disabled the account after it had been active');
    expect(found).toMatch(/account: DISABLED\n *enabled before: since .+ \(Shopify told us\)\n *disabled: /);
    expect(found).not.toMatch(/@|oliver/i);
  });

  it.each([
    ['twice', { webhookCopies: 2 }],
    ['in another order', { webhookOrder: 'reversed' as const }],
    ['three times and in another order', { webhookCopies: 3, webhookOrder: 'reversed' as const }],
  ])('is blocked all the same when Shopify tells it %s', async (_, quirks) => {
    shop.setQuirks(quirks);
    shop.setState(MIGRATED.id, 'ENABLED');
    shop.setState(MIGRATED.id, 'DISABLED');
    await heard();

    const kept = await database.query<{ topic: string }>('SELECT topic FROM webhook_delivery ORDER BY topic');
    expect(kept.map(({ topic }) => topic)).toEqual([
      'customers/disable',
      'customers/enable',
      'customers/update',
    ]);
    expect(await ask(MIGRATED)).toBe('blocked-by-disabling');
    expect(mailsTo(MIGRATED)).toEqual([]);
  });

  it('was active before the app was there: reading all customers told, even if no webhook ever came', async () => {
    shop.setQuirks({ webhookCopies: 0 });
    shop.setState(PEOPLE.enabled.id, 'DISABLED');

    expect(await ask(PEOPLE.enabled)).toBe('blocked-by-disabling');
    expect((await run('blocked')).out).toMatch(
      /read \(\d+ customers, \d+ of them active, 2 with a block tag/,
    );
  });

  it('is let in again when the merchant invites them', async () => {
    shop.setState(MIGRATED.id, 'ENABLED');
    shop.setState(MIGRATED.id, 'DISABLED');
    shop.accounts.invite(MIGRATED.id);
    await heard();

    expect(await ask(MIGRATED)).toBe('invited');
  });
});

describe('a customer on the merchant’s list', () => {
  it.each([
    ['by address', MIGRATED.email.toUpperCase()],
    ['by number', String(MIGRATED.id)],
  ])('%s gets no mail until they are taken off', async (_, target) => {
    expect((await run('block', target)).exitCode).toBe(0);
    expect(await ask(MIGRATED)).toBe('blocked-by-list');
    expect(mailsTo(MIGRATED)).toEqual([]);
    expect((await run('attempts')).out).toContain('the customer is on the shop’s block list');

    expect((await run('unblock', target)).exitCode).toBe(0);
    expect(await ask(MIGRATED)).toBe('never-activated');
    expect(mailsTo(MIGRATED)).toHaveLength(1);
  });

  it('cannot be taken off twice', async () => {
    expect((await run('unblock', MIGRATED.email)).exitCode).toBe(1);
  });
});

it('a customer who is deleted is forgotten, whatever order that is told in', async () => {
  shop.setQuirks({ webhookOrder: 'reversed', webhookCopies: 2 });
  shop.setState(MIGRATED.id, 'ENABLED');
  shop.deleteCustomer(MIGRATED.id);
  await heard();

  expect(
    await database.query('SELECT 1 FROM customer_history WHERE customer_id LIKE $1', [`%${MIGRATED.id}`]),
  ).toEqual([]);
  expect(await ask(MIGRATED)).toBe('unknown-address');
});
