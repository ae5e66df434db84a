import type { AccountsVersion, CustomerState } from './decide.ts';
import type { BlockKind } from './ledger-ports.ts';
import type { Answered } from './ports.ts';

/** A customer, for as long as it takes to count one. Of this nothing is kept or written anywhere. */
export interface SurveyedCustomer {
  readonly id: string;
  readonly state: CustomerState;
  readonly tags: readonly string[];
  /** As Shopify has it, such as `nb` or `pt-BR`; undefined where it has none. */
  readonly locale: string | undefined;
  /** Undefined where the customer has none, and where none was asked for. */
  readonly email: string | undefined;
}

/** A page of all customers of a shop. */
export interface SurveyPage {
  readonly accounts: AccountsVersion;
  readonly customers: readonly SurveyedCustomer[];
  /** Where the next page begins; undefined after the last. */
  readonly next: string | undefined;
}

/** @param withAddresses false: no address leaves Shopify */
export type ReadSurveyPage = (
  shop: string,
  cursor: string | undefined,
  withAddresses: boolean,
) => Promise<Answered<SurveyPage>>;

/** What the block ledger knows of a customer. */
export interface LedgerNote {
  readonly seenEnabled: boolean;
  /** On the merchant's list, by what. */
  readonly listed: BlockKind | undefined;
}

/** Asks the block ledger about a page of customers. @returns nothing for whom it does not know */
export type RecallCustomers = (
  shop: string,
  customers: readonly Pick<SurveyedCustomer, 'id' | 'email'>[],
) => Promise<ReadonlyMap<string, LedgerNote>>;

/** What of a shop is not finished. */
export interface OpenWork {
  /** Way-in requests that no worker has decided on. */
  readonly undecided: number;
  /** Mails that were decided on and wait for their turn. */
  readonly mailsWaiting: number;
  /** Mails of which Shopify's answer is awaited, or was lost. */
  readonly mailsUnderWay: number;
  /** Requests of shoppers without their mailbox that staff have not finished. */
  readonly mailboxRequests: number;
}

/** @param now milliseconds since the Unix epoch */
export type CountOpenWork = (shop: string, now: number) => Promise<OpenWork>;
