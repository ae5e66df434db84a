import { createHmac, timingSafeEqual } from 'node:crypto';
import { applyFault } from '../faults/apply-fault.ts';
import type { AppTokenPair } from './app-tokens.ts';
import { isRecord } from './is-record.ts';
import type { ControlledShop } from './shop.ts';

/** An app as Shopify knows it. */
export interface AppCredentials {
  readonly apiKey: string;
  readonly apiSecret: string;
}

const SCOPES = 'read_customers,read_orders,unauthenticated_write_customers,write_app_proxy,write_customers';

/**
 * Where an app gets its tokens: `POST /admin/oauth/access_token`, with a session token of a merchant in exchange or a
 * refresh token, and nothing else. The fault `oauth` comes before everything.
 *
 * Known of the refusals are 400 and `invalid_subject_token`, and `invalid_grant` from one practitioner; the other
 * codes are OAuth's own (RFC 6749, 5.2).
 */
export function createOAuth(
  shop: ControlledShop,
  app: AppCredentials,
): (request: Request) => Promise<Response> {
  const answer = async (request: Request): Promise<Response> => {
    if (request.method !== 'POST') return Response.json({ error: 'invalid_request' }, { status: 405 });
    const fields = await readFields(request);
    if (fields['client_id'] !== app.apiKey || fields['client_secret'] !== app.apiSecret)
      return refusal('invalid_client', 401);
    if (fields['grant_type'] === 'refresh_token') {
      const pair = shop.appTokens.renew(String(fields['refresh_token']));
      return pair === undefined ? refusal('invalid_grant') : granted(pair);
    }
    if (fields['grant_type'] !== 'urn:ietf:params:oauth:grant-type:token-exchange')
      return refusal('unsupported_grant_type');
    const isModelled =
      fields['subject_token_type'] === 'urn:ietf:params:oauth:token-type:id_token' &&
      fields['requested_token_type'] === 'urn:shopify:params:oauth:token-type:offline-access-token' &&
      fields['expiring'] === '1';
    if (!isModelled) return refusal('invalid_request');
    const isOurs = isSessionToken(String(fields['subject_token']), app, shop);
    return isOurs ? granted(shop.appTokens.exchange()) : refusal('invalid_subject_token');
  };
  return (request) => applyFault(shop.faults.next('oauth'), () => answer(request));
}

async function readFields(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await request.json().catch(() => undefined);
  return isRecord(body) ? body : {};
}

function granted(pair: AppTokenPair): Response {
  return Response.json({
    access_token: pair.accessToken,
    scope: SCOPES,
    expires_in: pair.expiresIn,
    refresh_token: pair.refreshToken,
    refresh_token_expires_in: pair.refreshExpiresIn,
  });
}

function refusal(error: string, status = 400): Response {
  return Response.json({ error, error_description: 'The local shop refuses this.' }, { status });
}

/** Shopify checks what it made itself: signature, time, app and shop. */
function isSessionToken(token: string, { apiKey, apiSecret }: AppCredentials, shop: ControlledShop): boolean {
  const [head = '', body = '', signature = ''] = token.split('.');
  const expected = createHmac('sha256', apiSecret).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  if (!isRecord(claims)) return false;
  const now = shop.clock.now() / 1000;
  return (
    claims['aud'] === apiKey && claims['dest'] === `https://${shop.domain}` && Number(claims['exp']) > now
  );
}

/** The session token that App Bridge hands to a page of the app, for a minute. */
export function createSessionToken(shop: ControlledShop, { apiKey, apiSecret }: AppCredentials): string {
  const now = Math.floor(shop.clock.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const dest = `https://${shop.domain}`;
  const times = { exp: now + 60, nbf: now, iat: now };
  const claims = {
    iss: `${dest}/admin`,
    dest,
    aud: apiKey,
    sub: '1',
    ...times,
    jti: crypto.randomUUID(),
    sid: '1',
  };
  const unsigned = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${unsigned}.${createHmac('sha256', apiSecret).update(unsigned).digest('base64url')}`;
}
