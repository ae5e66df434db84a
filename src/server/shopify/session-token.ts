import { Buffer } from 'node:buffer';
import { createSecretKey, type KeyObject } from 'node:crypto';
import { jwtVerify } from 'jose';

/** What Shopify's own library allows between its clock and ours. */
const TOLERANCE_SECONDS = 10;

/** A session token has about 700 characters. */
const LONGEST = 4_000;

const SHOP_URL = /^https:\/\/([a-z0-9][a-z0-9-]{0,62}\.myshopify\.com)$/;

/** The secret that signs session tokens, in the form that is quick to use. */
export function sessionTokenKey(apiSecret: string): KeyObject {
  return createSecretKey(Buffer.from(apiSecret, 'utf8'));
}

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
  options: { readonly apiKey: string; readonly key: KeyObject; readonly now: number },
): Promise<string | undefined> {
  if (token.length > LONGEST) return undefined;
  try {
    const { payload } = await jwtVerify(token, options.key, {
      algorithms: ['HS256'],
      currentDate: new Date(options.now),
      clockTolerance: TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'nbf', 'aud', 'iss', 'dest'],
    });
    const { aud, dest, iss } = payload;
    // One app and no list of them; what the library compares would be content with a list.
    if (aud !== options.apiKey || typeof dest !== 'string') return undefined;
    const shop = SHOP_URL.exec(dest)?.[1];
    return shop !== undefined && iss === `${dest}/admin` ? shop : undefined;
  } catch {
    return undefined;
  }
}
