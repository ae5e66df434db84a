import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { silentLog } from '../support/silent-log.ts';
import {
  eventually,
  formPost,
  jsonPost,
  movableClock,
  testConfig,
  type MovableClock,
} from '../support/service-under-test.ts';

const database = useDatabase();
let clock: MovableClock;
let service: Service;

beforeEach(async () => {
  clock = movableClock();
  const config = testConfig(database.url, { LIMIT_ADDRESS_PER_HOUR: '2', LIMIT_IP_PER_10_MINUTES: '3' });
  service = createService({ config, clock, log: silentLog, roles: ['server'] });
  await service.start();
});
afterEach(async () => {
  await service.stop();
  await database.query('DELETE FROM rate_limit');
});

const ask = (email: string, ip = '203.0.113.7') =>
  service.handle(jsonPost({ email }, { now: clock.now(), ip }));
const statuses = async (requests: readonly Promise<Response>[]) =>
  (await Promise.all(requests)).map((response) => response.status);

describe('the limit of an address', () => {
  it('lets through as many as configured, then says how long to wait, in header and body alike', async () => {
    expect((await ask('ada@example.com', '192.0.2.1')).status).toBe(202);
    expect((await ask('ada@example.com', '192.0.2.2')).status).toBe(202);
    const third = await ask('ADA@example.com', '192.0.2.3');

    expect(third.status).toBe(429);
    // Half a minute past the hour, so that much less than an hour is left.
    expect(third.headers.get('Retry-After')).toBe('3570');
    expect(await third.json()).toEqual({ v: 1, error: { code: 'rate_limited', retryAfterSeconds: 3570 } });
  });

  it('does not touch other addresses', async () => {
    await ask('ada@example.com', '192.0.2.1');
    await ask('ada@example.com', '192.0.2.2');

    expect((await ask('grace@example.com', '192.0.2.3')).status).toBe(202);
  });

  it('starts anew when the hour rolls over', async () => {
    for (const ip of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) await ask('ada@example.com', ip);
    clock.advance(3_569_000);
    expect((await ask('ada@example.com', '192.0.2.4')).status).toBe(429);

    clock.advance(1_000);

    expect((await ask('ada@example.com', '192.0.2.5')).status).toBe(202);
  });

  it('tells a browser in a page, in whole minutes', async () => {
    for (const ip of ['192.0.2.1', '192.0.2.2']) await ask('ada@example.com', ip);
    const response = await service.handle(formPost({ email: 'ada@example.com' }, { ip: '192.0.2.3' }));

    expect(response.status).toBe(200);
    expect(await response.text()).toContain('in 60 minutes');
  });
});

describe('the limit of a network', () => {
  it('lets through as many as configured, also when they come at once', async () => {
    const all = Array.from({ length: 10 }, (_, index) => ask(`shopper${index}@example.com`));

    expect((await statuses(all)).filter((status) => status === 202)).toHaveLength(3);
  });

  it('counts an IPv6 household as one, and its neighbours apart', async () => {
    for (const last of [1, 2, 3]) await ask(`shopper${last}@example.com`, `2001:db8:1:2::${last}`);

    expect((await ask('shopper4@example.com', '2001:db8:1:2:ffff::4')).status).toBe(429);
    expect((await ask('shopper5@example.com', '2001:db8:1:3::1')).status).toBe(202);
  });

  it('believes the last forwarded entry only', async () => {
    const made = ['9.9.9.1', '9.9.9.2', '9.9.9.3', '9.9.9.4'].map((fake) =>
      ask(`a${fake}@example.com`, `${fake}, 192.0.2.9`),
    );

    expect((await statuses(made)).filter((status) => status === 429)).toHaveLength(1);
  });

  it('over it, uses up nothing of the limit of an address', async () => {
    for (const index of [1, 2, 3]) await ask(`shopper${index}@example.com`);
    for (let again = 0; again < 5; again += 1) expect((await ask('ada@example.com')).status).toBe(429);

    expect((await ask('ada@example.com', '192.0.2.77')).status).toBe(202);
  });

  it('starts anew when ten minutes roll over', async () => {
    for (const index of [1, 2, 3]) await ask(`shopper${index}@example.com`);
    const fourth = await ask('shopper4@example.com');
    expect(fourth.headers.get('Retry-After')).toBe('570');

    clock.advance(570_000);

    expect((await ask('shopper4@example.com')).status).toBe(202);
  });
});

describe('the limit of a shop', () => {
  beforeEach(async () => {
    await service.stop();
    const config = testConfig(database.url, { LIMIT_ADDRESS_PER_HOUR: '2', LIMIT_SHOP_PER_HOUR: '3' });
    service = createService({ config, clock, log: silentLog, roles: ['server'] });
    await service.start();
  });

  it('holds whoever asks for whomever, until the hour is over', async () => {
    for (const number of [1, 2, 3]) {
      expect((await ask(`shopper${number}@example.com`, `192.0.2.${number}`)).status).toBe(202);
    }
    const over = await ask('ada@example.com', '192.0.2.99');

    expect(over.status).toBe(429);
    expect(over.headers.get('Retry-After')).toBe('3570');
    expect(await over.json()).toEqual({ v: 1, error: { code: 'rate_limited', retryAfterSeconds: 3570 } });
    clock.advance(3_570_000);
    expect((await ask('ada@example.com', '192.0.2.99')).status).toBe(202);
  });

  it('says on the page, too, in how many minutes to try again', async () => {
    for (const number of [1, 2, 3]) await ask(`shopper${number}@example.com`, `192.0.2.${number}`);
    clock.advance(1_800_000);
    const response = await service.handle(
      formPost({ email: 'ada@example.com' }, { now: clock.now(), ip: '192.0.2.99' }),
    );

    expect(response.status).toBe(200);
    expect(await response.text()).toContain('in 30 minutes');
  });

  it('is used up by nobody who is over a limit of their own', async () => {
    for (const number of [1, 2, 3, 4, 5]) await ask('ada@example.com', `192.0.2.${number}`);

    expect((await ask('grace@example.com', '192.0.2.9')).status).toBe(202);
    expect((await ask('joan@example.com', '192.0.2.9')).status).toBe(429);
  });
});

it('throws away counts of windows that are over', async () => {
  await ask('ada@example.com');
  clock.advance(2 * 3_600_000);
  await ask('grace@example.com');

  const over = () =>
    database.query('SELECT 1 FROM rate_limit WHERE window_ends < $1', [Math.floor(clock.now() / 1000)]);
  expect(await eventually(over, (rows) => rows.length === 0)).toEqual([]);
  // Of the network, the address and the shop.
  expect(await database.query('SELECT 1 FROM rate_limit')).toHaveLength(3);
});

it('keeps neither addresses nor networks readable', async () => {
  await ask('ada@example.com');
  const rows = await database.query<{ key: string }>('SELECT key FROM rate_limit');

  expect(rows).toHaveLength(3);
  expect(JSON.stringify(rows)).not.toMatch(/ada@|example|203\.0|myshopify/);
});
