import { errors, jwtVerify, type JWTPayload } from 'jose';
import { SHOP_DOMAIN } from '../../contracts/shop-domain.ts';
import type { ClientSecrets } from './client-secrets.ts';

/** What Shopify's own library allows between its clock and ours. */
const TOLERANCE_SECONDS = 10;

/** A session token has about 700 characters. */
const LONGEST = 4_000;

const HTTPS = 'https://';

/**
 * Checks a session token of App Bridge.
 * https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens
 *
 * Why a token is refused is not told: the messages of libraries can contain the token.
 *
 * @param options.apiKey the app's client id, which the token must be made for
 * @param options.now milliseconds since the Unix epoch
 * @returns the shop whose merchant it speaks for; undefined where it is to be refused
 */
export async function shopOfSessionToken(
  token: string,
  options: {
    readonly apiKey: string;
    readonly secrets: Pick<ClientSecrets, 'keys'>;
    readonly now: number;
  },
): Promise<string | undefined> {
  if (token.length > LONGEST) return undefined;
  const { aud, dest, iss } = (await payloadOf(token, options)) ?? {};
  // One app and no list of them; what the library compares would be content with a list.
  if (aud !== options.apiKey || typeof dest !== 'string' || !dest.startsWith(HTTPS)) return undefined;
  const shop = dest.slice(HTTPS.length);
  return SHOP_DOMAIN.test(shop) && iss === `${dest}/admin` ? shop : undefined;
}

async function payloadOf(
  token: string,
  { secrets, now }: { readonly secrets: Pick<ClientSecrets, 'keys'>; readonly now: number },
): Promise<JWTPayload | undefined> {
  for (const key of secrets.keys) {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        currentDate: new Date(now),
        clockTolerance: TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'nbf', 'aud', 'iss', 'dest'],
      });
      return payload;
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) return undefined;
    }
  }
  return undefined;
}
