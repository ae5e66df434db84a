import { beforeEach, describe, expect, it } from 'vitest';
import { createOAuth, createSessionToken } from '../../../src/devstore/shopify/oauth.ts';
import { createLocalShop, type ControlledShop } from '../../../src/devstore/shopify/shop.ts';
import { movableClock, type MovableClock } from '../../support/service-under-test.ts';

const APP = { apiKey: 'client-id', apiSecret: 'client secret' };
const DAY = 86_400_000;
let clock: MovableClock;
let shop: ControlledShop;

beforeEach(() => {
  clock = movableClock();
  shop = createLocalShop({ clock });
});

interface Answer {
  readonly status: number;
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly refresh_token_expires_in: number;
  readonly error: string;
}

async function ask(fields: object): Promise<Answer> {
  const body = JSON.stringify({ client_id: APP.apiKey, client_secret: APP.apiSecret, ...fields });
  const request = new Request('http://shop.invalid/admin/oauth/access_token', { method: 'POST', body });
  const response = await createOAuth(shop, APP)(request);
  return { ...((await response.json()) as Answer), status: response.status };
}

const exchange = (fields: object = {}) =>
  ask({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: createSessionToken(shop, APP),
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
    ...fields,
  });
const renew = (refresh_token: string) => ask({ grant_type: 'refresh_token', refresh_token });

describe('a session token in exchange', () => {
  it('gets an Admin token for an hour and one to renew it for ninety days', async () => {
    const given = await exchange();

    expect(given).toMatchObject({ status: 200, expires_in: 3_600, refresh_token_expires_in: 7_776_000 });
    expect(shop.appTokens.accepts(given.access_token)).toBe(true);
    clock.advance(3_600_000);
    expect(shop.appTokens.accepts(given.access_token)).toBe(false);
  });

  it.each([
    [
      'of another app',
      (): object => ({ subject_token: createSessionToken(shop, { ...APP, apiKey: 'other' }) }),
    ],
    [
      'with another signature',
      (): object => ({ subject_token: createSessionToken(shop, { ...APP, apiSecret: 'x' }) }),
    ],
    [
      'of another shop',
      (): object => ({
        subject_token: createSessionToken(createLocalShop({ clock, domain: 'x.myshopify.com' }), APP),
      }),
    ],
  ])('is refused when it is %s', async (_, fields) => {
    expect(await exchange(fields())).toMatchObject({ status: 400, error: 'invalid_subject_token' });
  });

  it('is refused a minute later', async () => {
    const subject_token = createSessionToken(shop, APP);
    clock.advance(61_000);

    expect(await exchange({ subject_token })).toMatchObject({ status: 400, error: 'invalid_subject_token' });
  });

  it('gets nothing without the secret of the app', async () => {
    expect(await exchange({ client_secret: 'wrong' })).toMatchObject({
      status: 401,
      error: 'invalid_client',
    });
  });
});

describe('a refresh token', () => {
  it('gets a new pair, and dies once that is used', async () => {
    const first = await exchange();
    const second = await renew(first.refresh_token);
    expect(shop.appTokens.accepts(second.access_token)).toBe(true);

    expect(await renew(first.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect((await renew(second.refresh_token)).status).toBe(200);
  });

  it('can be sent again while nothing that it got was used, for thirty days', async () => {
    const { refresh_token } = await exchange();
    await renew(refresh_token);
    clock.advance(29 * DAY);
    expect((await renew(refresh_token)).status).toBe(200);

    clock.advance(2 * DAY);
    expect(await renew(refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it('dies after ninety days', async () => {
    const { refresh_token } = await exchange();
    clock.advance(90 * DAY);

    expect((await renew(refresh_token)).status).toBe(400);
  });

  it('is refused while the shop is told to refuse, and when the app is uninstalled', async () => {
    const { refresh_token, access_token } = await exchange();
    shop.setQuirks({ appTokensRenew: false });
    expect((await renew(refresh_token)).status).toBe(400);
    shop.setQuirks({ appTokensRenew: true });

    shop.appTokens.revokeAll();

    expect((await renew(refresh_token)).status).toBe(400);
    expect(shop.appTokens.accepts(access_token)).toBe(false);
  });
});
