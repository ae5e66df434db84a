import type { AccountsVersion, CustomerState } from './decide.ts';
import type { Answered } from './ports.ts';

/** How the ledger learned that a customer was enabled. */
export type ToldBy =
  | 'look-up'
  | 'webhook'
  | 'rebuild'
  /** Nobody saw them enabled, but Shopify told of their being disabled. */
  | 'disabling';

/** What the ledger knows of a customer who was enabled once. */
export interface Remembered {
  /** Milliseconds since the Unix epoch, as every time here. */
  readonly seenEnabledAt: number;
  readonly toldBy: ToldBy;
  readonly disabledAt: number | undefined;
}

/** The webhook history of the block ledger. Every note may come twice and in any order. */
export interface CustomerEvents {
  noteEnabled(shop: string, customerId: string, at: number): Promise<void>;
  /** @param impliesEnabled count the customer as enabled before, even if nobody saw them so */
  noteDisabled(shop: string, customerId: string, at: number, impliesEnabled: boolean): Promise<void>;
  /** Forgets a deleted customer; what is told late of them is not noted any more. */
  noteDeleted(shop: string, customerId: string): Promise<void>;
}

export type BlockKind = 'customer' | 'address';

/** Whom a merchant names: an address, or a customer by id. */
export type BlockTarget =
  | { readonly kind: 'customer'; readonly customerId: string }
  | { readonly kind: 'address'; readonly email: string };

export interface BlockEntry {
  readonly kind: BlockKind;
  /** The first signs of the keyed hash: tells two entries apart, and nobody who. */
  readonly mark: string;
  readonly at: number;
  readonly by: string;
}

/** The merchant's own list. */
export interface BlockList {
  /** Is this customer, or one of these addresses, on the list? @returns by what */
  find(
    shop: string,
    who: { readonly customerId: string | undefined; readonly emails: readonly string[] },
  ): Promise<BlockKind | undefined>;
  /** @returns false for one that is on the list already */
  add(
    shop: string,
    target: BlockTarget,
    act: { readonly who: string; readonly at: number },
  ): Promise<boolean>;
  /** @returns false for one that is not on the list */
  remove(shop: string, target: BlockTarget): Promise<boolean>;
  /** Newest first. */
  list(shop: string): Promise<readonly BlockEntry[]>;
}

/** A way-in request of a customer whom the shop blocks. */
export interface BlockedAttempt {
  readonly receivedAt: number;
  /** Ten signs, or undefined for a mail that a merchant's decision led to. */
  readonly reference: string | undefined;
  readonly reason: string;
  readonly customerId: string | undefined;
}

export type ListAttempts = (shop: string, limit: number) => Promise<readonly BlockedAttempt[]>;

export type RebuildState = 'running' | 'done' | 'given-up';

export interface Rebuild {
  readonly id: string;
  readonly shop: string;
  readonly state: RebuildState;
  readonly cursor: string | undefined;
  readonly customers: number;
  readonly enabled: number;
  readonly tagged: number;
  readonly startedAt: number;
  readonly updatedAt: number;
}

/** A page of all customers of a shop. */
export interface CustomerPage {
  readonly accounts: AccountsVersion;
  readonly customers: readonly {
    readonly id: string;
    readonly state: CustomerState;
    readonly tags: readonly string[];
  }[];
  /** Where the next page begins; undefined after the last. */
  readonly next: string | undefined;
}

/** Reads customers in the order of their ids. */
export type ReadCustomerPage = (shop: string, cursor: string | undefined) => Promise<Answered<CustomerPage>>;

/** How far the reading of all customers is. */
export interface Rebuilds {
  /**
   * Begins with the first page, with its job.
   *
   * @param anew also where one is done or given up, or was left lying for an hour
   * @returns false where nothing was begun
   */
  begin(shop: string, at: number, anew: boolean): Promise<boolean>;
  load(id: string): Promise<Rebuild | undefined>;
  find(shop: string): Promise<Rebuild | undefined>;
  /**
   * Notes the enabled customers of a page and moves the cursor, both or neither. Nothing where another worker has
   * moved it.
   */
  advance(
    from: Rebuild,
    page: { readonly enabledIds: readonly string[]; readonly customers: number; readonly tagged: number },
    next: string | undefined,
    at: number,
  ): Promise<void>;
  giveUp(id: string, at: number): Promise<void>;
}
