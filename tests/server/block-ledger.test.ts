import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { createBlockList } from '../../src/server/db/block-list.ts';
import { createCustomerHistory } from '../../src/server/db/customer-history.ts';
import { createRebuilds } from '../../src/server/db/ledger-rebuilds.ts';
import { createPool, type Pool } from '../../src/server/db/pools.ts';
import type { CustomerPage } from '../../src/server/domain/ledger-ports.ts';
import { createRebuildLedger } from '../../src/server/domain/rebuild-ledger.ts';
import { useDatabase } from '../support/database.ts';
import { silentLog } from '../support/silent-log.ts';
import { movableClock, SHOP, type MovableClock } from '../support/service-under-test.ts';

const database = useDatabase();
const vault = createAddressVault(Buffer.alloc(32, 7));
const ADA = 'gid://shopify/Customer/1';
const ELSEWHERE = 'another.myshopify.com';
let pool: Pool;
let clock: MovableClock;

beforeAll(() => {
  pool = createPool({ url: database.url, name: 'test-ledger', max: 4, timeoutMs: 5_000 }, silentLog);
});
afterAll(() => pool.end());
beforeEach(() => {
  clock = movableClock();
});
afterEach(() =>
  database
    .query('TRUNCATE customer_history, webhook_delivery, block_entry, ledger_rebuild')
    .then(() => undefined),
);

describe('the history of a customer', () => {
  const history = () => createCustomerHistory(pool);
  const T = Date.UTC(2026, 0, 1);
  const enabled = (at: number) => history().noteEnabled(SHOP, ADA, at);
  const disabled = (at: number) => history().noteDisabled(SHOP, ADA, at, true);

  it.each([
    ['as it happened', [() => enabled(T), () => disabled(T + 2), () => enabled(T + 1)]],
    ['backwards', [() => enabled(T + 1), () => disabled(T + 2), () => enabled(T)]],
    ['disabled first', [() => disabled(T + 2), () => enabled(T), () => enabled(T + 1)]],
    ['everything twice', [() => disabled(T + 2), () => enabled(T), () => disabled(T + 2), () => enabled(T)]],
    ['at once', [() => Promise.all([disabled(T + 2), enabled(T), enabled(T + 1), disabled(T + 2)])]],
  ])('is the same whatever order it is told in: %s', async (_, steps) => {
    for (const step of steps) await step();

    expect(await history().recall(SHOP, ADA)).toEqual({
      seenEnabledAt: T,
      toldBy: 'webhook',
      disabledAt: T + 2,
    });
  });

  it('of whom nobody saw enabled begins with their being disabled, where that counts', async () => {
    await history().noteDisabled(SHOP, ADA, T, false);
    expect(await history().recall(SHOP, ADA)).toBeUndefined();

    await disabled(T);
    expect(await history().recall(SHOP, ADA)).toEqual({
      seenEnabledAt: T,
      toldBy: 'disabling',
      disabledAt: T,
    });
  });

  it('belongs to one shop', async () => {
    await enabled(T);

    expect(await history().recall(ELSEWHERE, ADA)).toBeUndefined();
  });

  it('ends with their being deleted, and late news does not begin it again', async () => {
    await enabled(T);
    await database.query(
      `INSERT INTO webhook_delivery (id, shop, delivery_id, topic, happened_at, received_at, customer_id, event)
        VALUES (gen_random_uuid(), $1, 'd', 'customers/delete', now(), now(), $2, '{}')`,
      [SHOP, ADA],
    );
    await history().noteDeleted(SHOP, ADA);
    await enabled(T + 1);
    await disabled(T + 2);

    expect(await history().recall(SHOP, ADA)).toBeUndefined();
  });
});

describe('the merchant’s list', () => {
  const list = () => createBlockList(pool, vault);
  const act = { who: 'kim', at: Date.UTC(2026, 0, 1) };
  const ask = (customerId: string, ...emails: string[]) => list().find(SHOP, { customerId, emails });

  it('finds an address however it is spelled, and a customer by id', async () => {
    await list().add(SHOP, { kind: 'address', email: 'Ada@Example.com' }, act);
    await list().add(SHOP, { kind: 'customer', customerId: 'gid://shopify/Customer/2' }, act);

    expect(await ask(ADA, 'ada@example.COM')).toBe('address');
    expect(await ask('gid://shopify/Customer/2', 'grace@example.com')).toBe('customer');
    expect(await ask(ADA, 'grace@example.com')).toBeUndefined();
    expect(await list().find(ELSEWHERE, { customerId: ADA, emails: ['ada@example.com'] })).toBeUndefined();
  });

  it('holds nothing that could be read', async () => {
    await list().add(SHOP, { kind: 'address', email: 'ada@example.com' }, act);
    await list().add(SHOP, { kind: 'customer', customerId: ADA }, act);

    const rows = await database.query<{ row: string }>('SELECT e::text AS row FROM block_entry AS e');
    expect(JSON.stringify(rows)).not.toMatch(/ada@|example|gid:/);
    const [newest] = await list().list(SHOP);
    expect(newest).toEqual({
      kind: expect.stringMatching(/^(address|customer)$/) as unknown,
      mark: expect.stringMatching(/^[0-9a-f]{8}$/) as unknown,
      at: act.at,
      by: 'kim',
    });
  });

  it('takes each once, and lets go of what is on it', async () => {
    const target = { kind: 'address', email: 'ada@example.com' } as const;

    expect(await list().remove(SHOP, target)).toBe(false);
    expect(await list().add(SHOP, target, act)).toBe(true);
    expect(await list().add(SHOP, target, act)).toBe(false);
    expect(await list().remove(SHOP, target)).toBe(true);
    expect(await ask(ADA, 'ada@example.com')).toBeUndefined();
  });
});

describe('reading all customers', () => {
  const PAGES = 4;
  let jobs: string[];
  let asked: (string | undefined)[];

  beforeEach(() => {
    jobs = [];
    asked = [];
  });

  const rebuilds = () => createRebuilds({ pool, addJobs: async (ids) => void jobs.push(...ids) });
  const customer = (number: number, state: 'ENABLED' | 'DISABLED', tags: string[] = []) => ({
    id: `gid://shopify/Customer/${number}`,
    state,
    tags,
  });
  const page = (cursor: string | undefined): CustomerPage => {
    const at = Number(cursor ?? '0');
    return {
      accounts: 'CLASSIC',
      customers: [customer(at * 2, 'ENABLED', ['VIP', 'Blocked']), customer(at * 2 + 1, 'DISABLED')],
      next: at + 1 < PAGES ? String(at + 1) : undefined,
    };
  };
  type Read = Parameters<typeof createRebuildLedger>[0]['readPage'];
  const worker = (
    readPage: Read = async (_, cursor) => {
      asked.push(cursor);
      return { ok: true, value: page(cursor) };
    },
  ) =>
    createRebuildLedger({
      clock,
      log: silentLog,
      rebuilds: rebuilds(),
      readPage,
      blockTags: ['blocked'],
      pauseSeconds: 2,
    });
  const seen = async () =>
    (
      await database.query<{ customer_id: string }>(
        'SELECT customer_id FROM customer_history ORDER BY customer_id',
      )
    ).map((row) => row.customer_id.replace(/^.*\//, ''));

  async function begin(): Promise<string> {
    expect(await rebuilds().begin(SHOP, clock.now(), false)).toBe(true);
    return jobs.at(-1) ?? '';
  }

  it('notes who is enabled, a page at a time with a pause between, and counts', async () => {
    const id = await begin();
    const outcomes = [];
    for (let run = 0; run <= PAGES; run += 1) outcomes.push(await worker().process(id));

    const pause = { kind: 'later', afterSeconds: 2 };
    expect(outcomes).toEqual([pause, pause, pause, { kind: 'done' }, { kind: 'done' }]);
    expect(asked).toEqual([undefined, '1', '2', '3']);
    expect(await seen()).toEqual(['0', '2', '4', '6']);
    expect(await rebuilds().find(SHOP)).toMatchObject({ state: 'done', customers: 8, enabled: 4, tagged: 4 });
  });

  it('goes on after a crash where it was, and two workers at once note a page once', async () => {
    const id = await begin();
    await worker().process(id);
    const crashed = worker(() => Promise.reject(new Error('killed')));
    await expect(crashed.process(id)).rejects.toThrow('killed');

    await Promise.all([worker().process(id), worker().process(id)]);

    // Beside each other they read one page, one after the other two.
    const rebuild = await rebuilds().find(SHOP);
    expect(rebuild?.cursor).toMatch(/^[23]$/);
    expect(rebuild).toMatchObject({ state: 'running', customers: 2 * Number(rebuild?.cursor) });
  });

  it('waits longer where Shopify has had enough, and as long as it is told to', async () => {
    const id = await begin();
    const refusing = (reason: 'throttled' | 'unreachable', afterSeconds?: number) =>
      worker(async () => ({ ok: false, reason, afterSeconds })).process(id);

    expect(await refusing('throttled')).toEqual({ kind: 'later', afterSeconds: 60 });
    expect(await refusing('throttled', 7)).toEqual({ kind: 'later', afterSeconds: 7 });
    expect(await refusing('unreachable')).toEqual({ kind: 'retry', problem: 'unreachable' });
    expect(await rebuilds().find(SHOP)).toMatchObject({ state: 'running', customers: 0 });
  });

  it('has nothing to note where customers sign in with codes', async () => {
    const id = await begin();
    const onCodes = worker(async () => ({
      ok: true,
      value: { ...page(undefined), accounts: 'NEW_CUSTOMER_ACCOUNTS' },
    }));

    expect(await onCodes.process(id)).toEqual({ kind: 'done' });
    expect(await seen()).toEqual([]);
    expect(await rebuilds().find(SHOP)).toMatchObject({ state: 'done', enabled: 0 });
  });

  it('begins anew where it is asked to and is not under way', async () => {
    const first = await begin();
    expect(await rebuilds().begin(SHOP, clock.now(), true)).toBe(false);
    await worker().giveUp(first);
    expect(await rebuilds().begin(SHOP, clock.now(), false)).toBe(false);

    expect(await rebuilds().begin(SHOP, clock.now(), true)).toBe(true);

    expect(await worker().process(first)).toEqual({ kind: 'done' });
    expect(await rebuilds().find(SHOP)).toMatchObject({ state: 'running', id: jobs.at(-1), customers: 0 });
  });

  it('leaves alone what was known better', async () => {
    await createCustomerHistory(pool).noteEnabled(SHOP, 'gid://shopify/Customer/0', 1_000);
    await worker().process(await begin());

    expect(await createCustomerHistory(pool).recall(SHOP, 'gid://shopify/Customer/0')).toMatchObject({
      seenEnabledAt: 1_000,
      toldBy: 'webhook',
    });
  });
});
