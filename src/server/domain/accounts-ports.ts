import type { AccountsVersion } from '../../contracts/accounts.ts';
import type { Lane } from './pace-ports.ts';
import type { Answered, ShopifyProblem } from './ports.ts';

/** Who brought the news: Shopify by itself, a customer's look-up, or a question of ours. */
export type AccountsToldBy = 'webhook' | 'look-up' | 'check';

export interface AccountsNews {
  readonly version: AccountsVersion;
  /** When it was so, in milliseconds since the Unix epoch. News comes late and in any order. */
  readonly at: number;
  readonly by: AccountsToldBy;
}

/** What is known of a shop. */
export interface KnownAccounts {
  readonly id: string;
  readonly shop: string;
  /** The latest news; undefined while there was none. */
  readonly news: AccountsNews | undefined;
  /** What the metafields at Shopify are known to say. */
  readonly mirrored: AccountsVersion | undefined;
}

/** What stood before the news, and what stands now. */
export interface NotedNews {
  readonly before: AccountsVersion | undefined;
  readonly version: AccountsVersion;
}

/** The table of which accounts each shop has. */
export interface AccountsRecords {
  load(id: string): Promise<KnownAccounts | undefined>;
  find(shop: string): Promise<KnownAccounts | undefined>;
  /** The version alone, for whoever answers a shopper. */
  readonly versionOf: (shop: string) => Promise<AccountsVersion | undefined>;
  /**
   * Notes news unless later news is known. News that is another than what stood, later or not, has Shopify asked: in
   * the same transaction, so that it is not lost.
   *
   * @param now milliseconds since the Unix epoch; news that is known with a later date is not believed its date
   */
  note(shop: string, news: AccountsNews, now: number): Promise<NotedNews>;
  /** Which of these shops nothing is known of. */
  unknown(shops: readonly string[]): Promise<readonly string[]>;
  /** Has Shopify asked about each of these shops, by a job for each. */
  ask(shops: readonly string[], at: number): Promise<void>;
  /** @param version undefined where nobody knows what the metafields say */
  noteMirror(id: string, version: AccountsVersion | undefined): Promise<void>;
}

/** What Shopify says. */
export interface ReadAccounts {
  readonly version: AccountsVersion;
  /** `gid://shopify/AppInstallation/1`: the owner of the metafields. */
  readonly installationId: string;
  /** What the metafields say; undefined where they are missing or at odds. */
  readonly mirrored: AccountsVersion | undefined;
}

/** A shop's kind of accounts at Shopify, and its mirror for Liquid. */
export interface AccountsAtShopify {
  read(shop: string, lane: Lane): Promise<Answered<ReadAccounts>>;
  /** Writing the same twice is as good as once. @returns why it was not written, or undefined */
  mirror(
    shop: string,
    installationId: string,
    version: AccountsVersion,
    lane: Lane,
  ): Promise<{ readonly problem: ShopifyProblem; readonly afterSeconds?: number | undefined } | undefined>;
}
