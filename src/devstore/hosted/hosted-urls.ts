import type { LocalShop } from '../shopify/types.ts';

/** Where the hosted pages are, on their own origin. */
export const HOSTED_PATHS = {
  signIn: '/authentication/login',
  code: '/authentication/code',
  resend: '/authentication/code/new',
  signOut: '/authentication/logout',
  orders: '/account/orders',
  profile: '/account/profile',
} as const;

/** Where the storefront takes in whom the hosted pages let through, and lets go of them. */
export const STOREFRONT_PATHS = {
  signIn: '/customer_authentication/login',
  signedIn: '/customer_authentication/callback',
  signedOut: '/customer_authentication/logout',
} as const;

/**
 * A page of this shop to go to after signing in: of the storefront, by path or whole address, or of the hosted pages.
 * Anything else becomes the list of orders, so that no sign-in sends people elsewhere.
 */
export function safeReturn(
  value: string | undefined,
  { storefront, accounts }: LocalShop['origins'],
): string {
  const fallback = `${accounts}${HOSTED_PATHS.orders}`;
  const url = value === undefined || value === '' ? null : URL.parse(value, storefront);
  return url !== null && [storefront, accounts].includes(url.origin) ? url.href : fallback;
}
