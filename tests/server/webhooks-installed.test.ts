import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { eventually, movableClock, SHOP, START, testConfig } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';
import { webhook } from '../support/webhook-signer.ts';

const database = useDatabase();
const HOUR = 3_600_000;
let service: Service;

beforeEach(async () => {
  const config = testConfig(database.url, {
    SHOPIFY_ADMIN_TOKEN: '',
    SHOPIFY_API_KEY: 'a client id',
    TOKEN_KEYS: Buffer.alloc(32, 9).toString('base64'),
  });
  const clock = movableClock();
  service = createService({ config, clock, log: silentLog, roles: ['server', 'worker'] });
  await service.start();
  await database.query(
    `INSERT INTO shop (domain, state, state_at, connected_at, scopes, sealed, key_id, renewed_at, follow_up_due)
      VALUES ($1, 'installed', $2, $2, 'read_customers', 'sealed', 'k', $2, false)`,
    [SHOP, new Date(START - HOUR)],
  );
});
afterEach(async () => {
  await service.stop();
  await database.query('TRUNCATE shop, webhook_delivery');
});

/** @param ago how long before now it happened, in milliseconds */
async function tell(topic: string, payload: object, ago: number): Promise<void> {
  const triggeredAt = new Date(START - ago).toISOString();
  expect((await service.handle(webhook(topic, payload, { triggeredAt }))).status).toBe(200);
  await eventually(
    () => database.query('SELECT 1 FROM webhook_delivery WHERE done_at IS NULL'),
    (rows) => rows.length === 0,
  );
}
const shop = async () => (await database.query('SELECT state, scopes, sealed FROM shop'))[0];

describe('a shop that installed the app', () => {
  it('loses its tokens as soon as Shopify tells that the app was removed', async () => {
    await tell('app/uninstalled', { myshopify_domain: SHOP }, 0);

    expect(await shop()).toMatchObject({ state: 'uninstalled', sealed: null });
  });

  it('keeps them when that is old news, because it was connected again since', async () => {
    await tell('app/uninstalled', { myshopify_domain: SHOP }, 2 * HOUR);

    expect(await shop()).toMatchObject({ state: 'installed' });
  });

  it('is known to grant what Shopify says it grants', async () => {
    await tell('app/scopes_update', { previous: [], current: ['read_customers', 'write_customers'] }, 0);

    expect(await shop()).toMatchObject({ scopes: 'read_customers,write_customers' });
  });
});
