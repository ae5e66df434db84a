import { randomBytes } from 'node:crypto';
import type { Clock } from '../../contracts/clock.ts';

/** What an app gets for a shop: an Admin token for an hour, and one to renew it with. */
export interface AppTokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly refreshExpiresIn: number;
}

/** The tokens that this shop gave the app that is installed in it. */
export interface AppTokens {
  /** How often a pair was given out, by what it was given for. */
  readonly given: { readonly exchanged: number; readonly renewed: number };
  exchange(): AppTokenPair;
  /** @returns undefined where the token is refused */
  renew(refreshToken: string): AppTokenPair | undefined;
  /** Is this an Admin token that counts now? Using it ends the life of the refresh token before its own. */
  accepts(accessToken: string): boolean;
  /** The app is uninstalled: no token counts any more. */
  revokeAll(): void;
  clear(): void;
}

interface Pair {
  readonly accessToken: string;
  readonly accessEnds: number;
  readonly refreshEnds: number;
  /** Whether the app was seen with one of its tokens. */
  isUsed: boolean;
  /** What its refresh token was given for, first and again. */
  readonly successors: Pair[];
  firstRenewedAt: number | undefined;
}

/**
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens and, for a
 * refresh token that is used again because its answer was lost,
 * https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens
 */
const ACCESS_SECONDS = 3_600;
const REFRESH_SECONDS = 90 * 86_400;
const RETRYABLE_MS = 30 * 86_400_000;

/** @param renews asked at every renewal: a quirk turns it off */
export function createAppTokens(clock: Clock, renews: () => boolean): AppTokens {
  const byRefresh = new Map<string, Pair>();
  const byAccess = new Map<string, Pair>();
  const given = { exchanged: 0, renewed: 0 };

  function issue(): { pair: Pair; answer: AppTokenPair } {
    const now = clock.now();
    const accessToken = `shpat_${randomBytes(16).toString('hex')}`;
    const refreshToken = `shprt_${randomBytes(16).toString('hex')}`;
    const pair: Pair = {
      accessToken,
      accessEnds: now + ACCESS_SECONDS * 1000,
      refreshEnds: now + REFRESH_SECONDS * 1000,
      isUsed: false,
      successors: [],
      firstRenewedAt: undefined,
    };
    byRefresh.set(refreshToken, pair);
    byAccess.set(accessToken, pair);
    const answer = {
      accessToken,
      refreshToken,
      expiresIn: ACCESS_SECONDS,
      refreshExpiresIn: REFRESH_SECONDS,
    };
    return { pair, answer };
  }

  function revokeAll(): void {
    byRefresh.clear();
    byAccess.clear();
  }

  return {
    given,
    exchange() {
      given.exchanged += 1;
      return issue().answer;
    },
    renew(refreshToken) {
      const now = clock.now();
      const before = byRefresh.get(refreshToken);
      if (before === undefined || !renews() || now >= before.refreshEnds) return undefined;
      if (before.successors.some(({ isUsed }) => isUsed)) return undefined;
      if (before.firstRenewedAt !== undefined && now - before.firstRenewedAt > RETRYABLE_MS) return undefined;
      before.isUsed = true;
      before.firstRenewedAt ??= now;
      const { pair, answer } = issue();
      before.successors.push(pair);
      given.renewed += 1;
      return answer;
    },
    accepts(accessToken) {
      const pair = byAccess.get(accessToken);
      if (pair === undefined || clock.now() >= pair.accessEnds) return false;
      pair.isUsed = true;
      return true;
    },
    revokeAll,
    clear() {
      revokeAll();
      given.exchanged = 0;
      given.renewed = 0;
    },
  };
}
