import { spawnSync } from 'node:child_process';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openReview } from '../../src/server/cli/open-review.ts';
import { runReview, type ToolAnswer } from '../../src/server/cli/review.ts';
import { createLog } from '../../src/server/logger.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { inviteAnswer, recoverAnswer, startFakeShopify, type FakeShopify } from '../support/fake-shopify.ts';
import { silentLog } from '../support/silent-log.ts';
import { eventually, movableClock, testConfig, type MovableClock } from '../support/service-under-test.ts';
import {
  ADA,
  fakeRecords,
  FIELDS,
  mailboxPost,
  NEW,
  OLD,
  type FakeRecords,
} from '../support/mailbox-requests.ts';

const database = useDatabase();
const DAY = 24 * 3_600_000;
let shopify: FakeShopify;
let clock: MovableClock;
let service: Service;
let records: FakeRecords;
let lines: string[];

beforeAll(async () => {
  shopify = await startFakeShopify();
});
afterAll(() => shopify.close());
beforeEach(async () => {
  clock = movableClock();
  lines = [];
  const destination = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  service = createService({
    config: config(),
    clock,
    log: createLog('debug', destination),
    roles: ['server', 'worker'],
  });
  records = fakeRecords(shopify);
  await service.start();
});
afterEach(async () => {
  await service.stop();
  await database.query(
    'TRUNCATE mailbox_request, mailbox_request_event, access_request, rate_limit, customer_history',
  );
  shopify.verify();
});

const config = () => testConfig(database.url, { SHOPIFY_ORIGIN: shopify.origin });

/** The tool as a member of staff runs it: its own connections, opened and closed again. */
function run(...argv: readonly string[]): Promise<ToolAnswer> {
  return runReview(argv, 'kim', async (use) => {
    const tool = await openReview(config(), { clock, log: silentLog });
    return use(tool).finally(() => tool.close());
  });
}

/** Sends the form, and waits until the worker has matched it. */
async function matched(fields: Partial<typeof FIELDS> = {}): Promise<string> {
  const response = await service.handle(mailboxPost({ ...FIELDS, ...fields }, { now: clock.now() }));
  const { reference } = (await response.json()) as { reference: string };
  const states = () =>
    database.query<{ state: string }>('SELECT state FROM mailbox_request WHERE reference = $1', [reference]);
  await eventually(states, ([row]) => row?.state === 'waiting');
  return reference;
}

describe('from the form to the mail', () => {
  it.each([
    ['who never activated gets an invite', 'DISABLED', 'SendAccountInvite', { customerId: ADA }],
    [
      'who declined gets an invite, because the merchant said yes',
      'DECLINED',
      'SendAccountInvite',
      { customerId: ADA },
    ],
    ['who is active gets a password reset', 'ENABLED', 'RecoverCustomer', { email: NEW }],
  ] as const)('a customer %s, at the new address', async (_, state, operation, variables) => {
    records.customers.set(OLD, { id: ADA, state });
    shopify.on('SendAccountInvite', () => inviteAnswer({ id: ADA, state: 'INVITED' }));
    shopify.on('RecoverCustomer', () => recoverAnswer());
    const reference = await matched();
    clock.advance(DAY);

    expect(await run('approve', reference)).toMatchObject({ exitCode: 0 });

    const mail = () => database.query<{ mail_state: string | null }>('SELECT mail_state FROM access_request');
    await eventually(mail, ([row]) => row?.mail_state === 'sent');
    expect(shopify.callsOf(operation).map((call) => call.variables)).toEqual([variables]);
    const shown = await run('show', reference);
    expect(shown.out).toMatch(/Mail to the new address +sent/);
    expect((await run('approve', reference)).out).toContain('approved before');
  });

  it('a mail that went to the old address a moment ago does not stand in for it', async () => {
    shopify.on('SendAccountInvite', () => inviteAnswer({ id: ADA, state: 'INVITED' }));
    const reference = await matched();
    clock.advance(DAY);
    await database.query(
      `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, received_at, decision, reason, mail,
         customer_id, decided_at, mail_state, mail_state_at)
       SELECT gen_random_uuid(), shop, old_address_hash, cipher, 'en', $1, 'mail', 'invited', 'invite', $2, $1, 'sent', $1
         FROM mailbox_request`,
      [new Date(clock.now()), ADA],
    );

    await run('approve', reference);

    const mail = () =>
      database.query<{ mail_state: string | null }>('SELECT mail_state FROM access_request WHERE approved');
    await eventually(mail, ([row]) => row?.mail_state === 'sent');
    expect(shopify.callsOf('SendAccountInvite')).toHaveLength(1);
  });

  it('logs neither addresses nor facts nor references', async () => {
    const reference = await matched({ postcode: '9999' });

    // The signs of an id can spell anything.
    const log = lines.join('').replaceAll(/[\da-f-]{36}/g, 'ID');
    expect(log).toContain('mailbox-request-matched');
    expect(log).not.toMatch(/ada|example|1001|9999|Customer|postcode|employer/i);
    expect(log).not.toContain(reference);
  });
});

describe('the tool', () => {
  it('lists requests with masked addresses', async () => {
    expect(await run('list')).toEqual({ exitCode: 0, out: 'No requests.' });
    const reference = await matched();

    const { out } = await run('list');

    expect(out).toContain(`${reference}  waiting until 2026-11-23 03:00 UTC`);
    expect(out).toContain('all matches');
    expect(out).toContain('a***@o***.example → a***@n***.example');
    expect(out).not.toContain(OLD);
    expect(out).not.toContain(NEW);
  });

  it('shows one in full, with what matches, the notice and the log, and notes who looked', async () => {
    const reference = await matched({ postcode: '9999' });

    const { out } = await run('show', reference.toLowerCase().replace('-', ' '), '--by', 'Lou');
    expect(out).toContain(OLD);
    expect(out).toContain(NEW);
    expect(out).toContain('  My employer closed this mailbox.');
    expect(out).toMatch(/Postcode matches the order +no\n/);
    expect(out).toContain('Somebody told the shop');
    expect(out).toContain('not sent');
    expect((await run('show', reference)).out).toContain('Lou looked at it');
  });

  it('shows who else asks for the same account', async () => {
    const first = await matched();
    const second = await matched({ newEmail: 'mallory@new.example' });

    expect((await run('show', first)).out).toContain(`Other requests for this account  ${second} (waiting)`);
  });

  it('refuses, lists what is closed with --all only, and sends nothing', async () => {
    const reference = await matched();

    expect(await run('refuse', reference, '--reason', 'Could not be reached')).toMatchObject({ exitCode: 0 });

    expect((await run('list')).out).toBe('No requests.');
    expect((await run('list', '--all')).out).toContain(`${reference}  refused`);
    expect((await run('show', reference)).out).toContain('kim refused it: Could not be reached');
    expect(shopify.callsOf('ChangeCustomerEmail')).toEqual([]);
    expect(await database.query('SELECT 1 FROM access_request')).toEqual([]);
  });

  it('says why something cannot be done, and exits with 1', async () => {
    const reference = await matched();

    const early = await run('approve', reference);
    expect(early).toMatchObject({ exitCode: 1 });
    expect(early.problem).toContain('--now --reason');
    expect(await run('show', '22222-22222')).toMatchObject({
      exitCode: 1,
      problem: expect.stringContaining('no request') as unknown,
    });
  });

  it('opens nothing for a command that it does not understand', async () => {
    const never = () => Promise.reject(new Error('not to be opened'));

    expect(await runReview(['aprove', '22222-22222'], 'kim', never)).toMatchObject({ exitCode: 2 });
    expect(await runReview([], 'kim', never)).toMatchObject({ exitCode: 0 });
  });

  it('as a process of its own needs the environment for what it opens only', async () => {
    const runProcess = (...argv: readonly string[]) => {
      const main = fileURLToPath(new URL('../../src/server/cli/main.ts', import.meta.url));
      const { PATH } = process.env;
      return spawnSync(process.execPath, [main, ...argv], { encoding: 'utf8', env: { PATH } });
    };

    expect(runProcess('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('approve') as unknown,
    });
    expect(runProcess('approve')).toMatchObject({ status: 2, stdout: '' });
    const list = runProcess('list');
    expect(list.status).toBe(1);
    expect(list.stderr).toContain('ADDRESS_KEY: missing');
  });
});
