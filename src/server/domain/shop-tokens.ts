import type { Clock } from '../../contracts/clock.ts';
import { ok, refused, type Result } from '../../contracts/result.ts';
import { codeOf } from './error-code.ts';
import type { Answered, Log, ShopifyProblem } from './ports.ts';
import type {
  Grant,
  GrantOutcome,
  HeldShop,
  ShopRecords,
  StoredShop,
  TokenOffice,
  TokenPass,
} from './shop-ports.ts';

/** A token to call the Admin API with. */
export interface FreshToken {
  readonly adminToken: string;
  /** Until when it can be used, in milliseconds since the Unix epoch; undefined: for good. */
  readonly usableUntil: number | undefined;
}

export interface ShopTokens {
  /** The shop's token. One that expires soon is renewed beside its use, one that is about to, or did, first. */
  fresh(domain: string): Promise<Answered<FreshToken>>;
  /** Renews the tokens of a shop that may have been idle, or been refused by mistake. */
  keepAlive(domain: string): Promise<Answered<FreshToken>>;
}

/** Renewed this long before it expires: a sixth of its hour, so that Shopify may be away for some minutes. */
const RENEW_BEFORE_MS = 10 * 60_000;

/** A call takes ten seconds at most, and clocks differ a little. */
const LEAST_LIFE_MS = 60_000;

/**
 * Access tokens live for an hour and refresh tokens change with every use, so of all processes one renews at a time,
 * and the others take what it stored. Shopify keeps taking a refresh token until the one after it is used: a process
 * that dies before it stored the answer costs nothing.
 * https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens
 */
export function createShopTokens(deps: {
  readonly records: ShopRecords;
  readonly office: TokenOffice;
  readonly clock: Clock;
  readonly log: Log;
}): ShopTokens {
  const { records, office, clock, log } = deps;
  // Of one process, one call per shop: the others would each hold a connection to wait for it.
  const underWay = new Map<string, Promise<Answered<FreshToken>>>();

  return {
    async fresh(domain) {
      const shop = await records.find(domain);
      if (shop?.state !== 'installed' || shop.grant === undefined) return refused(problemOf(shop));
      const { grant } = shop;
      if (lasts(grant, RENEW_BEFORE_MS)) return usable(grant);
      if (!lasts(grant, LEAST_LIFE_MS)) return enter(domain, isDue, { wait: true });
      // Nobody waits for Shopify while the token lives, or for a process that renews it already.
      void enter(domain, isDue, { wait: false }).catch((error: unknown) =>
        log.warn('tokens-not-renewed', { shop: domain, code: codeOf(error) }),
      );
      return usable(grant);
    },

    keepAlive: (domain) => enter(domain, () => true, { wait: true }),
  };

  /** Before anything is waited for: whoever an open circuit holds back goes at once, and comes again. */
  async function enter(
    domain: string,
    isWanted: IsWanted,
    options: { readonly wait: boolean },
  ): Promise<Answered<FreshToken>> {
    const entered = await office.enter(domain);
    if (entered.ok) return alone(domain, () => renew(domain, entered.value, isWanted, options));
    const { problem: reason, afterSeconds } = entered.reason;
    return { ok: false, reason, afterSeconds };
  }

  async function alone(
    domain: string,
    renewNow: () => Promise<Answered<FreshToken>>,
  ): Promise<Answered<FreshToken>> {
    const before = underWay.get(domain);
    if (before !== undefined) return before;
    const started = renewNow().finally(() => underWay.delete(domain));
    underWay.set(domain, started);
    return started;
  }

  /**
   * @param isWanted looks at the shop once it is held: another process may have renewed it meanwhile
   * @param options.wait for a process that holds the shop; otherwise it is left to that one
   */
  async function renew(
    domain: string,
    pass: TokenPass,
    isWanted: IsWanted,
    options: { readonly wait: boolean },
  ): Promise<Answered<FreshToken>> {
    const renewed = await records.holding(domain, options, async (held) => {
      const current = held.current();
      if (current?.grant === undefined) return refused(problemOf(current));
      if (isWanted(current, current.grant)) return ask(held, domain, pass, current.grant);
      return current.state === 'installed' ? usable(current.grant) : refused(problemOf(current));
    });
    // Somebody else is at it: worth asking again in a moment.
    return renewed ?? refused('unreachable');
  }

  async function ask(
    held: HeldShop,
    domain: string,
    pass: TokenPass,
    { refreshToken, refreshExpiresAt }: Grant,
  ): Promise<Answered<FreshToken>> {
    const asked = clock.now();
    const isDead =
      refreshToken === undefined || (refreshExpiresAt !== undefined && refreshExpiresAt <= asked);
    const outcome: GrantOutcome = isDead ? { kind: 'refused' } : await pass.refresh(refreshToken);
    if (outcome.kind === 'granted') {
      await held.renew(outcome.grant, asked);
      return usable(outcome.grant);
    }
    if (outcome.kind === 'refused') {
      if (held.state === 'installed') log.warn('shop-needs-reconnect', { shop: domain });
      await held.needsReconnect(asked);
      return refused('needs-reconnect');
    }
    log.warn('tokens-not-renewed', { shop: domain, code: outcome.problem });
    return { ok: false, reason: outcome.problem, afterSeconds: outcome.afterSeconds };
  }

  function isDue({ state }: StoredShop, grant: Grant): boolean {
    return state === 'installed' && !lasts(grant, RENEW_BEFORE_MS);
  }

  function lasts({ accessExpiresAt }: Grant, ms: number): boolean {
    return accessExpiresAt === undefined || accessExpiresAt - clock.now() > ms;
  }
}

type IsWanted = (shop: StoredShop, grant: Grant) => boolean;

function usable({ adminToken, accessExpiresAt }: Grant): Result<FreshToken, never> {
  const usableUntil = accessExpiresAt === undefined ? undefined : accessExpiresAt - LEAST_LIFE_MS;
  return ok({ adminToken, usableUntil });
}

function problemOf(shop: StoredShop | undefined): ShopifyProblem {
  return shop?.state === 'needs-reconnect' ? 'needs-reconnect' : 'shop-unknown';
}
