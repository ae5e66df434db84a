import type { Clock } from '../../contracts/clock.ts';
import { ok } from '../../contracts/result.ts';
import type { Gate, Heard } from '../domain/gate-ports.ts';
import type { Grant, GrantOutcome, TokenOffice } from '../domain/shop-ports.ts';
import { problemOfNetwork } from './graphql.ts';
import { readAnswer } from './read-answer.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** Longer than any answer seen. */
const TIMEOUT_MS = 10_000;

/** The longest answer that is read, in bytes; one with tokens has a few hundred. */
const LONGEST_ANSWER = 64_000;

/** A token serves shoppers and bulk alike, so that anybody may look whether it can be had again. */
const ASKED = { dependency: 'tokens', lane: 'self-service', cost: 0 } as const;

/**
 * What Shopify says of the app and not of the shop's token: a wrong secret must not have every merchant reconnect.
 */
const ABOUT_THE_APP: ReadonlySet<unknown> = new Set([
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'application_cannot_be_found',
]);

/**
 * Shopify's token endpoint. Neither tokens nor messages of Shopify leave here but as what they are for.
 *
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens
 *
 * @param deps.originOf where a shop is called
 */
export function createTokenOffice(deps: {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly originOf: (shop: string) => string;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  /** Everything passes unless given. */
  readonly gate?: Gate | undefined;
}): TokenOffice {
  const { apiKey, apiSecret, originOf, clock, fetch, gate } = deps;

  async function ask(
    shop: string,
    request: Readonly<Record<string, string>>,
  ): Promise<{ readonly outcome: GrantOutcome; readonly heard: Heard }> {
    // Before the answer: the tokens live a little longer than is believed, never shorter.
    const asked = clock.now();
    let response: Response;
    let body: unknown;
    try {
      response = await fetch(`${originOf(shop)}/admin/oauth/access_token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({ client_id: apiKey, client_secret: apiSecret, ...request }),
        // Not followed: it would carry the secret to wherever it points.
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      body = await readAnswer(response, LONGEST_ANSWER);
    } catch (error) {
      return { outcome: { kind: 'failed', problem: problemOfNetwork(error) }, heard: { answered: false } };
    }
    const { status, headers } = response;
    const retryAfter = retryAfterSeconds(headers);
    const judged = judge(status, isBody(body) ? body : undefined, asked);
    const failed = judged.kind === 'failed';
    const outcome =
      failed && retryAfter !== undefined ? { ...judged, afterSeconds: Math.ceil(retryAfter) } : judged;
    const answered = status < 500 && !(failed && judged.problem === 'not-json');
    return { outcome, heard: { answered, retryAfterSeconds: retryAfter } };
  }

  return {
    async enter(shop) {
      const entered = await gate?.enter({ shop, ...ASKED });
      if (entered?.ok === false) return entered;
      const askOnce = async (request: Readonly<Record<string, string>>) => {
        const { outcome, heard } = await ask(shop, request);
        await entered?.value.report(heard);
        return outcome;
      };
      return ok({
        exchange: (sessionToken: string) =>
          askOnce({
            grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
            subject_token: sessionToken,
            subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
            requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
            expiring: '1',
          }),
        refresh: (refreshToken: string) =>
          askOnce({ grant_type: 'refresh_token', refresh_token: refreshToken }),
      });
    },
  };
}

type Body = Readonly<Record<string, unknown>>;

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null;
}

function judge(status: number, body: Body | undefined, asked: number): GrantOutcome {
  if (status === 200) {
    const grant = grantOf(body, asked);
    return grant === undefined ? { kind: 'failed', problem: 'not-json' } : { kind: 'granted', grant };
  }
  if (status === 429) return { kind: 'failed', problem: 'throttled' };
  if (status !== 400 && status !== 401 && status !== 403) return { kind: 'failed', problem: 'http-error' };
  // A page of a gateway or of a shop with a password is no refusal of Shopify's.
  if (typeof body?.['error'] !== 'string') return { kind: 'failed', problem: 'not-json' };
  return ABOUT_THE_APP.has(body['error']) ? { kind: 'failed', problem: 'unauthorized' } : { kind: 'refused' };
}

/** Without `expires_in` a token does not expire: Shopify gives such ones to apps from before April 2026. */
function grantOf(body: Body | undefined, asked: number): Grant | undefined {
  const { access_token: adminToken, refresh_token: refreshToken, scope } = body ?? {};
  if (typeof adminToken !== 'string' || adminToken === '') return undefined;
  const expiry = (seconds: unknown) =>
    typeof seconds === 'number' && seconds > 0 ? asked + seconds * 1000 : undefined;
  return {
    adminToken,
    accessExpiresAt: expiry(body?.['expires_in']),
    refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined,
    refreshExpiresAt: expiry(body?.['refresh_token_expires_in']),
    scopes: typeof scope === 'string' ? scope : '',
  };
}
