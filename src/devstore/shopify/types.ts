/**
 * The vocabulary of the local shop: what the stand-in for Shopify knows, which of its unconfirmed
 * behaviours can be switched, and what can be made to fail. Pages, APIs and tests share these types;
 * each folder owns its implementation.
 */
import type { Clock } from '../../contracts/clock.ts';
import type { Order } from './orders.ts';
import type { Quirks } from './quirks.ts';
import type { SignInCodes } from './sign-in-codes.ts';

/** Admin API `CustomerState`. */
export type CustomerState = 'DECLINED' | 'DISABLED' | 'ENABLED' | 'INVITED';

export interface Customer {
  /** The number at the end of `gid://shopify/Customer/…` and in account links. */
  readonly id: number;
  firstName: string;
  lastName: string;
  email: string;
  /** Language of the mails this customer receives. */
  locale: string;
  state: CustomerState;
  tags: string[];
  /** Only customers that were ENABLED once have one. */
  password: string | undefined;
}

export type AccountLinkKind = 'activation' | 'reset';

/** What a form post runs into; `form.errors` in Liquid is built from it. */
export interface FormError {
  readonly field: 'form' | 'email' | 'password' | 'password_confirmation' | 'first_name' | 'last_name';
  /** A key below `errors` in locales of the local shop's own system texts. */
  readonly code:
    | 'invalid_credentials'
    | 'unknown_email'
    | 'taken'
    | 'blank'
    | 'invalid'
    | 'too_short'
    | 'confirmation'
    | 'starts_or_ends_with_space'
    | 'token_invalid';
}

export type AccountOutcome =
  | { readonly kind: 'done'; readonly customer: Customer }
  | { readonly kind: 'errors'; readonly errors: readonly FormError[] }
  /** The link behind the form no longer works: where the visitor lands is a quirk. */
  | { readonly kind: 'dead-link' };

/** Legacy customer accounts, as the storefront's pages use them. */
export interface Accounts {
  find(id: number): Customer | undefined;
  signIn(email: string, password: string): AccountOutcome;
  register(fields: { email: string; password: string; firstName: string; lastName: string }): AccountOutcome;
  /** Mails ENABLED customers only, yet reports success for everybody (unless quirk `recoverTellsUnknown`). */
  recover(email: string): readonly FormError[];
  linkIsLive(kind: AccountLinkKind, customerId: number, token: string): boolean;
  activate(customerId: number, token: string, password: string, confirmation: string): AccountOutcome;
  decline(customerId: number, token: string): AccountOutcome;
  reset(customerId: number, token: string, password: string, confirmation: string): AccountOutcome;
  /** What the merchant's "Send account invite" and the Admin mutation do; returns a userError message or null. */
  invite(customerId: number): string | null;
}

export type MailKind = 'account-invite' | 'password-reset' | 'account-welcome' | 'sign-in-code';

export interface Mail {
  readonly id: number;
  readonly kind: MailKind;
  /** Milliseconds since the Unix epoch, by the shop's clock. */
  readonly sentAt: number;
  readonly from: string;
  readonly to: string;
  readonly locale: string;
  readonly subject: string;
  /** Plain text; the link stands on a line of its own. */
  readonly text: string;
  /** The account link the mail carries, absolute. */
  readonly link: string | undefined;
  /** The six digits of a mail that carries a code; newer ones end it. */
  readonly code: string | undefined;
}

export { DEFAULT_QUIRKS, type Quirks, type ThemeName } from './quirks.ts';

/** Everything between shopper, Shopify and app that can be made to fail or dawdle. */
export const FAULT_TARGETS = [
  'admin-api',
  'storefront-api',
  'oauth',
  'app-proxy',
  'app-server',
  'cdn',
  'database',
] as const;
export type FaultTarget = (typeof FAULT_TARGETS)[number];

export type Fault =
  /** Answers late, and then properly. */
  | { readonly kind: 'delay'; readonly ms: number; readonly times?: number }
  /** Answers with this HTTP status and an HTML page. 200 makes a healthy-looking non-JSON answer. */
  | { readonly kind: 'status'; readonly status: number; readonly times?: number }
  /** Cuts the connection. */
  | { readonly kind: 'refuse'; readonly times?: number }
  /** GraphQL targets only: HTTP 200 with a THROTTLED error. */
  | { readonly kind: 'throttle'; readonly times?: number };

export interface Faults {
  /** What is wrong with this dependency for the next call; counts down `times`. */
  next(target: FaultTarget): Fault | undefined;
  current(): Readonly<Partial<Record<FaultTarget, Fault>>>;
  /** undefined heals it. */
  set(target: FaultTarget, fault: Fault | undefined): void;
}

export { SHOP_LOCALES, type ShopLocale } from './shop-locales.ts';

/** One shop: its data, its mail, its switches. Storefront pages and APIs are views on it. */
export interface LocalShop {
  /** `latchkey-demo.myshopify.com`: a name, never an address that is connected to. */
  readonly domain: string;
  readonly name: string;
  readonly clock: Clock;
  readonly quirks: Quirks;
  readonly faults: Faults;
  readonly accounts: Accounts;
  readonly customers: readonly Customer[];
  readonly mails: readonly Mail[];
  readonly orders: readonly Order[];
  /** Sign-in with codes, for shops on customer accounts. */
  readonly codes: SignInCodes;
  /** Origins, known once the servers listen: `http://127.0.0.1:4400`. */
  readonly origins: { storefront: string; cdn: string; mailbox: string; app: string; accounts: string };
}
