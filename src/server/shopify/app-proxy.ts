import { Buffer } from 'node:buffer';
import { ok, refused, type Result } from '../../contracts/result.ts';
import { SHOP_DOMAIN } from '../../contracts/shop-domain.ts';
import type { ClientSecrets } from './client-secrets.ts';

/** What a verified query tells. */
export interface SignedQuery {
  /** `shop-name.myshopify.com` */
  readonly shop: string;
  /** Where this shop shows the proxy: `/apps/account-access`. Merchants can rename it. */
  readonly pathPrefix: string;
}

/**
 * `parameters-changed` is a query that Shopify's secret signed and that is refused all the same, because
 * Shopify added a parameter: worth telling the operator, while any other refusal is noise.
 */
export type SignatureProblem = 'refused' | 'parameters-changed';

/** Shopify's own library allows this much between the timestamp and now, in both directions. */
const TOLERANCE_SECONDS = 90;

const SIGNATURE = /^[0-9a-f]{64}$/;
const SHAPES: Readonly<Record<string, RegExp>> = {
  shop: SHOP_DOMAIN,
  logged_in_customer_id: /^\d{0,20}$/,
  path_prefix: /^\/(a|apps|community|tools)\/[\w-]{1,30}$/,
  timestamp: /^\d{1,12}$/,
  signature: SIGNATURE,
};
const PARAMETERS = Object.entries(SHAPES);

/** Of what newsletters and advertisements add to a link: more than any was seen to. */
const MOST_FOREIGN = 30;
const LONGEST_CANONICAL = 4_096;

/**
 * The string that Shopify signs: `key=value` of every parameter but the signature, values of one key joined
 * by commas, sorted, and joined by nothing.
 * https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
 */
export function canonicalQuery(query: URLSearchParams): string {
  const values = new Map<string, string>();
  for (const [key, value] of query) {
    if (key === 'signature') continue;
    const before = values.get(key);
    values.set(key, before === undefined ? value : `${before},${value}`);
  }
  // oxlint-disable-next-line require-array-sort-compare -- by code unit, as Shopify does; never by locale
  return Array.from(values, ([key, value]) => `${key}=${value}`)
    .sort()
    .join('');
}

/**
 * Checks that a query was made by Shopify's app proxy, just now.
 *
 * Stricter than the signature alone. Pairs are signed without a separator between them, so a query signed
 * for one shop can be cut up anew to name another; and of a parameter given twice, one reader takes the first
 * and another the last. Therefore exactly Shopify's five parameters are accepted, once each, in their exact
 * shapes.
 *
 * @param now milliseconds since the Unix epoch
 * @param options.allowsForeign may the shopper's link have brought parameters of its own, which Shopify signs with the
 *   others? For pages that only show something; {@link isUnambiguous} says what is left of the attack
 */
export function verifyAppProxyQuery(
  query: URLSearchParams,
  secrets: Pick<ClientSecrets, 'signed'>,
  now: number,
  { allowsForeign = false }: { readonly allowsForeign?: boolean } = {},
): Result<SignedQuery, SignatureProblem> {
  if (!hasExactShape(query) && !(allowsForeign && isUnambiguous(query))) {
    return refused(isSigned(query, secrets) && hasForeignKeysOnly(query) ? 'parameters-changed' : 'refused');
  }
  const age = Math.abs(Math.floor(now / 1000) - Number(query.get('timestamp')));
  if (age > TOLERANCE_SECONDS || !isSigned(query, secrets)) return refused('refused');
  return ok({ shop: query.get('shop') ?? '', pathPrefix: query.get('path_prefix') ?? '' });
}

function hasExactShape(query: URLSearchParams): boolean {
  if (query.size !== PARAMETERS.length) return false;
  // As many parameters as shapes and a fitting one for each shape: so each is there exactly once.
  return PARAMETERS.every(([key, shape]) => {
    const value = query.get(key);
    return value !== null && shape.test(value);
  });
}

/** Shopify's five as they should be, and others beside them. */
function hasForeignKeysOnly(query: URLSearchParams): boolean {
  const own = ownParameters(query);
  return own.size < query.size && hasExactShape(own);
}

function ownParameters(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...query].filter(([key]) => Object.hasOwn(SHAPES, key)));
}

/**
 * Can the signed string be cut up into one shop only, whoever made the foreign parameters?
 *
 * The name of each of Shopify's parameters occurs in it once, as itself: wherever else somebody cuts, `shop=` stands where
 * Shopify put it, and what follows it fits the shape of a shop in one length only (a longer one has a second dot), as
 * does the timestamp (a key behind it begins no earlier in the alphabet than `t`, so with no digit). What is left: signs
 * of a foreign key can be counted to the path, which makes links of a page that lead nowhere in the same shop.
 */
function isUnambiguous(query: URLSearchParams): boolean {
  if (query.size > PARAMETERS.length + MOST_FOREIGN || !hasForeignKeysOnly(query)) return false;
  const canonical = canonicalQuery(query);
  return (
    canonical.length <= LONGEST_CANONICAL &&
    PARAMETERS.every(([key]) => canonical.split(`${key}=`).length - 1 === (key === 'signature' ? 0 : 1))
  );
}

/** By HMAC-SHA256 of the canonical string, written in lower-case hexadecimal. */
function isSigned(query: URLSearchParams, secrets: Pick<ClientSecrets, 'signed'>): boolean {
  const given = query.get('signature') ?? '';
  return SIGNATURE.test(given) && secrets.signed(canonicalQuery(query), Buffer.from(given, 'hex'));
}
