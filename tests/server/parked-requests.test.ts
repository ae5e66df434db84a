import { describe, expect, it } from 'vitest';
import { createSessionToken } from '../../src/devstore/shopify/oauth.ts';
import { createAccessRequests } from '../../src/server/db/access-requests.ts';
import { createAddressVault } from '../../src/server/db/address-vault.ts';
import { newRequestId } from '../../src/server/db/request-id.ts';
import { eventually, SHOP } from '../support/service-under-test.ts';
import { QUEUE, setUpShopKeeping } from '../support/shop-keeping.ts';
import { APP, HOUR, MINUTE } from '../support/token-process.ts';

const setting = setUpShopKeeping();
const { database, keep, keptRequest, parked, refuse } = setting;

describe('a request of a shop that needs to be reconnected', () => {
  it('is parked once', async () => {
    await refuse();
    const id = await keptRequest();
    expect(await parked().park(QUEUE, id)).toBe(true);
    expect(await parked().park(QUEUE, id)).toBe(true);

    expect(await parked().resume(SHOP)).toBe(1);
    expect(await parked().resume(SHOP)).toBe(0);
  });

  it('is not parked once the shop is connected: it is to be tried at once', async () => {
    expect(await parked().park(QUEUE, await keptRequest())).toBe(false);
    expect(await database.query('SELECT 1 FROM parked_request')).toEqual([]);
  });

  it('waits for a reconnection that is being stored, and then is not parked behind its back', async () => {
    await refuse();
    const id = await keptRequest();
    const reconnection = await setting.pool.connect();
    await reconnection.query('BEGIN');
    await reconnection.query(`UPDATE shop SET state = 'installed' WHERE domain = $1`, [SHOP]);
    let isOver = false;
    const parking = parked()
      .park(QUEUE, id)
      .finally(() => {
        isOver = true;
      });
    const waiting = () => database.query('SELECT 1 FROM pg_locks WHERE NOT granted');
    await eventually(waiting, (locks) => locks.length > 0 || isOver);

    await reconnection.query('COMMIT');
    reconnection.release();

    expect(await parking).toBe(false);
    expect(await database.query('SELECT 1 FROM parked_request')).toEqual([]);
  });

  it('is not lost when a reconnection and the parking happen at once', async () => {
    setting.local.shop.setQuirks({ appTokensRenew: false });
    for (let round = 0; round < 20; round += 1) {
      await database.query(`UPDATE shop SET state = 'needs-reconnect'`);
      const id = await keptRequest();
      const [isParked] = await Promise.all([
        parked().park(QUEUE, id),
        setting.process
          .connect(createSessionToken(setting.local.shop, APP))
          .then(() => parked().resume(SHOP)),
      ]);
      await parked().resume(SHOP);
      // Either it waits for a job, which it has by now, or its own job is tried again.
      expect(setting.jobs.includes(id)).toBe(isParked);
    }
    expect(await database.query('SELECT 1 FROM parked_request')).toEqual([]);
  });

  it('stays parked when no job can be added, and gets one within the hour', async () => {
    await refuse();
    const id = await keptRequest();
    await parked().park(QUEUE, id);
    await setting.process.connect(createSessionToken(setting.local.shop, APP));
    setting.jobsFail = true;
    await keep();
    expect(setting.events).toContain('shop-follow-up-failed');
    expect(setting.jobs).toEqual([]);

    setting.jobsFail = false;
    await keep();

    expect(setting.jobs).toEqual([id]);
    expect(await setting.process.records.followUpsDue()).toEqual([]);
  });

  it('gets its job back however many there are', async () => {
    await refuse();
    await database.query(
      `INSERT INTO access_request (id, shop, address_hash, address_cipher, locale, received_at)
        SELECT id, $1, '', '', 'en', $2 FROM unnest($3::uuid[]) AS id`,
      [
        SHOP,
        new Date(setting.clock.now()),
        Array.from({ length: 2_500 }, () => newRequestId(setting.clock.now())),
      ],
    );
    await database.query(
      'INSERT INTO parked_request (queue, request_id, shop) SELECT $1, id, shop FROM access_request',
      [QUEUE],
    );
    await setting.process.connect(createSessionToken(setting.local.shop, APP));

    await keep();

    expect(new Set(setting.jobs).size).toBe(2_500);
  });
});

describe('two days after it came, a parked request', () => {
  const INVITE = {
    decision: 'mail',
    mail: 'invite',
    reason: 'never-activated',
    customerId: 'gid://shopify/Customer/1',
  } as const;
  const requests = () => createAccessRequests(setting.pool, createAddressVault(Buffer.alloc(32, 7)));
  const ending = async (id: string) =>
    (
      await database.query(
        'SELECT decision, reason, mail, mail_state, mail_why FROM access_request WHERE id = $1',
        [id],
      )
    )[0];

  it('whose shop is connected again in time has its job, also where its mail was decided before', async () => {
    await refuse();
    const [undecided, decided] = [await keptRequest(), await keptRequest()];
    await requests().decide(decided, INVITE, setting.clock.now(), MINUTE);
    for (const id of [undecided, decided]) await parked().park(QUEUE, id);
    setting.clock.advance(47 * HOUR);
    await keep();
    expect(setting.jobs).toEqual([]);

    await setting.process.connect(createSessionToken(setting.local.shop, APP));
    setting.clock.advance(HOUR);
    await keep();

    expect(setting.jobs.toSorted()).toEqual([undecided, decided].toSorted());
    expect(await ending(decided)).toMatchObject({ mail_state: 'due' });
  });

  it('ends by name where its shop is not connected, whether or not its mail was decided', async () => {
    await refuse();
    const [undecided, decided, uncertain] = [await keptRequest(), await keptRequest(), await keptRequest()];
    for (const id of [decided, uncertain])
      await requests().decide(id, { ...INVITE, customerId: id }, setting.clock.now(), MINUTE);
    await requests().claimMail(uncertain, 'due', setting.clock.now(), INVITE, setting.clock.now());
    for (const id of [undecided, decided, uncertain]) await parked().park(QUEUE, id);
    setting.clock.advance(48 * HOUR + 1);

    await keep();
    await keep();

    expect(await ending(undecided)).toMatchObject({
      decision: 'failed',
      reason: 'needs-reconnect',
      mail: 'none',
    });
    expect(await ending(decided)).toMatchObject({ mail_state: 'given-up', mail_why: 'needs-reconnect' });
    expect(await ending(uncertain)).toMatchObject({ decision: 'mail', mail_state: 'perhaps-sent' });
    expect(setting.events.filter((event) => event === 'parked-requests-ended')).toHaveLength(1);
    expect(await database.query('SELECT 1 FROM parked_request')).toEqual([]);
  });

  it('gets no job when its shop is connected after all, because its mail would only be a surprise', async () => {
    await refuse();
    const late = await keptRequest();
    await parked().park(QUEUE, late);
    setting.clock.advance(48 * HOUR + 1);
    const recent = await keptRequest();
    await parked().park(QUEUE, recent);
    await setting.process.connect(createSessionToken(setting.local.shop, APP));

    await keep();

    expect(setting.jobs).toEqual([recent]);
    expect(await ending(late)).toMatchObject({ decision: 'failed', reason: 'needs-reconnect' });
  });

  it('of a shopper without their mailbox stays parked: the merchant ends it', async () => {
    await refuse();
    const id = newRequestId(setting.clock.now());
    await database.query(
      `INSERT INTO mailbox_request (id, shop, reference, old_address_hash, cipher, locale, received_at, state_at)
        VALUES ($1, $2, '22222-22222', '', '', 'en', $3, $3)`,
      [id, SHOP, new Date(setting.clock.now())],
    );
    await parked().park('mailbox-requests', id);
    setting.clock.advance(72 * HOUR);

    await keep();

    expect(await database.query('SELECT request_id FROM parked_request')).toEqual([{ request_id: id }]);
    await database.query('TRUNCATE mailbox_request');
  });
});

describe('a parked request that was deleted', () => {
  it('is forgotten within the hour', async () => {
    await refuse();
    await parked().park(QUEUE, await keptRequest());
    await database.query('DELETE FROM access_request');

    await keep();

    expect(await database.query('SELECT 1 FROM parked_request')).toEqual([]);
    expect(setting.jobs).toEqual([]);
  });
});
