import type { Result } from '../../contracts/result.ts';
import type { Held } from './gate-ports.ts';
import type { Trouble } from './ports.ts';

/**
 * `needs-reconnect`: Shopify refuses to renew the tokens, so the merchant has to open the app once. Requests are
 * taken all the same and wait.
 */
export type ShopState = 'installed' | 'needs-reconnect' | 'uninstalled';

/** What a merchant's shop granted. Times are milliseconds since the Unix epoch; undefined means for good. */
export interface Grant {
  readonly adminToken: string;
  readonly accessExpiresAt: number | undefined;
  readonly refreshToken: string | undefined;
  readonly refreshExpiresAt: number | undefined;
  /** As Shopify writes them: `read_customers,write_customers`. */
  readonly scopes: string;
}

export interface StoredShop {
  readonly domain: string;
  readonly state: ShopState;
  /** Undefined where the app is uninstalled. */
  readonly grant: Grant | undefined;
}

export type GrantOutcome =
  | { readonly kind: 'granted'; readonly grant: Grant }
  /** Shopify takes this token no more. */
  | { readonly kind: 'refused' }
  /** No answer to go by; asking again is right. */
  | ({ readonly kind: 'failed' } & Trouble);

/** Where Shopify gives tokens. */
export interface TokenOffice {
  /**
   * To be asked before anything is held or waited for: while the endpoint does not answer, all but one are sent away at
   * once.
   */
  enter(shop: string): Promise<Result<TokenPass, Held>>;
}

/** The right to ask for a shop's tokens once. */
export interface TokenPass {
  /** @param sessionToken of a merchant who has the app open; verified before */
  exchange(sessionToken: string): Promise<GrantOutcome>;
  refresh(refreshToken: string): Promise<GrantOutcome>;
}

/** A shop whose tokens nobody else changes at the same time, in this process or any other. */
export interface HeldShop {
  readonly state: ShopState | undefined;
  /** @throws UnknownKey when the tokens were sealed with a key that is gone; connecting does without them */
  current(): StoredShop | undefined;
  /** Stores what a merchant who opened the app granted. */
  connect(grant: Grant, at: number): Promise<void>;
  /** Stores what took the place of the tokens before. Not where the app was uninstalled meanwhile. */
  renew(grant: Grant, at: number): Promise<void>;
  needsReconnect(at: number): Promise<void>;
}

/** The shops that installed the app. */
export interface ShopRecords {
  find(domain: string): Promise<StoredShop | undefined>;
  /** Of a shop's row only the state; opens no token. */
  stateOf(domain: string): Promise<ShopState | undefined>;
  /** Every shop that can be called now: neither removed nor to be reconnected. */
  domains(): Promise<readonly string[]>;
  /**
   * Runs `work` while no other process does the same for this shop. What it stored is undone when it throws.
   *
   * @param options.wait for whoever holds it; otherwise undefined is the answer at once
   */
  holding<T>(
    domain: string,
    options: { readonly wait: boolean },
    work: (held: HeldShop) => Promise<T>,
  ): Promise<T | undefined>;
  /** Forgets the tokens, unless a merchant connected the shop after `at`. @returns whether that changed anything */
  uninstall(domain: string, at: number): Promise<boolean>;
  /** What a shop grants by now, unless a merchant connected it after `at`. */
  noteScopes(domain: string, scopes: string, at: number): Promise<void>;
  /** Shops whose refresh token is a third through its life, and those refused since `refusedAfter`, oldest first. */
  dueForRenewal(now: number, refusedAfter: number): Promise<readonly string[]>;
  /** Seals tokens anew that an older key sealed. @returns how many, and how many no key opens */
  reseal(): Promise<{ readonly resealed: number; readonly unreadable: number }>;
  /** Connected shops for which `followUpDone` was not said yet, or that have parked requests. */
  followUpsDue(): Promise<readonly string[]>;
  followUpDone(domain: string): Promise<void>;
}
