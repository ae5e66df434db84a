import { afterAll, beforeAll, expect, it } from 'vitest';
import { newRequestId } from '../../src/server/db/request-id.ts';
import { ACCESS_REQUESTS } from '../../src/server/jobs/queue.ts';
import { createService } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { startFakeShopify, type FakeShopify } from '../support/fake-shopify.ts';
import { eventually, jsonPost, runningClock, SHOP, testConfig } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';
import { readProjectFile } from '../support/source-files.ts';

const database = useDatabase();
let shopify: FakeShopify;

beforeAll(async () => {
  shopify = await startFakeShopify();
});
afterAll(() => shopify.close());

/** What docs/operations.md tells who restored an old backup to run before the first worker starts. */
const [, SQL = ''] = /```sql\n(BEGIN;\nUPDATE access_request SET decision[^`]+)```/.exec(
  readProjectFile('docs/operations.md'),
) ?? [''];

const states = () =>
  database.query<{ mail_state: string | null; decision: string | null; n: number }>(
    `SELECT decision, mail_state, count(*)::integer AS n FROM access_request GROUP BY 1, 2 ORDER BY 1, 2`,
  );

it('an old backup mails nobody again once what was waiting is ended as the runbook says', async () => {
  const config = testConfig(database.url, { SHOPIFY_ORIGIN: shopify.origin });
  const clock = runningClock();
  const server = createService({ config, clock, log: silentLog, roles: ['server'] });
  await server.start();
  for (const name of ['ada', 'grace', 'edsger']) {
    const answer = await server.handle(jsonPost({ email: `${name}@example.com` }, { now: clock.now() }));
    expect(answer.status).toBe(202);
  }
  await server.stop();
  const [ada, grace] = await database.query<{ id: string }>('SELECT id FROM access_request ORDER BY id');
  for (const [id, state] of [
    [ada?.id, 'due'],
    [grace?.id, 'sending'],
    [newRequestId(clock.now()), 'unknown'],
    [newRequestId(clock.now()), 'sent'],
  ])
    await database.query(
      `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, received_at, decision, mail,
          decided_at, mail_state, mail_state_at)
        VALUES ($1, $2, '', '', 'en', now(), 'mail', 'invite', now(), $3, now())
        ON CONFLICT (id) DO UPDATE SET decision = 'mail', mail = 'invite', decided_at = now(), mail_state = $3,
          mail_state_at = now()`,
      [id, SHOP, state],
    );
  await database.query(
    'INSERT INTO parked_request (queue, request_id, shop) SELECT $1, id, shop FROM access_request',
    [ACCESS_REQUESTS.name],
  );

  expect(SQL).toContain('COMMIT;');
  await database.query(SQL);

  expect(await states()).toEqual([
    { decision: 'failed', mail_state: null, n: 1 },
    { decision: 'mail', mail_state: 'given-up', n: 3 },
    { decision: 'mail', mail_state: 'sent', n: 1 },
  ]);
  expect(await database.query('SELECT 1 FROM parked_request')).toEqual([]);

  // A worker takes what comes now, and asks Shopify about nobody else.
  shopify.on('LookUpCustomer', () => ({
    json: {
      data: {
        shop: { customerAccountsV2: { customerAccountsVersion: 'CLASSIC' } },
        customerByIdentifier: null,
      },
    },
  }));
  const all = createService({ config, clock, log: silentLog, roles: ['server', 'worker'] });
  await all.start();
  await all.handle(jsonPost({ email: 'new@example.com' }, { now: clock.now() }));
  await eventually(states, (rows) => rows.some(({ decision }) => decision === 'no-mail'));
  await all.stop();

  expect(shopify.calls.map(({ variables }) => variables['emailAddress'])).toEqual(['new@example.com']);
});
