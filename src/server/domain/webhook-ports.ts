import type { AccountsVersion } from './decide.ts';

/** The topics of `shopify.app.toml`; whatever else arrives signed is answered and forgotten. */
export const WEBHOOK_TOPICS = [
  'app/uninstalled',
  'app/scopes_update',
  'customers/enable',
  'customers/disable',
  'customers/update',
  'customers/delete',
  'customer_account_settings/update',
  'customers/data_request',
  'customers/redact',
  'shop/redact',
] as const;
export type WebhookTopic = (typeof WEBHOOK_TOPICS)[number];

/** What the headers of a delivery say. Only the body is signed: nothing of this may be believed against it. */
export interface WebhookHead {
  readonly topic: string;
  /** `shop-name.myshopify.com` */
  readonly shop: string;
  /** `X-Shopify-Webhook-Id`: the same at every attempt. */
  readonly deliveryId: string;
  /** Milliseconds since the Unix epoch, or undefined where Shopify does not say. */
  readonly triggeredAt: number | undefined;
}

/** What a webhook tells, as far as anything follows from it. */
export type WebhookEvent =
  | { readonly kind: 'uninstalled' }
  | { readonly kind: 'scopes'; readonly scopes: readonly string[] }
  | { readonly kind: 'accounts'; readonly version: AccountsVersion }
  | { readonly kind: 'enabled' }
  | { readonly kind: 'disabled' }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'data-request' }
  | { readonly kind: 'customer-redact' }
  | { readonly kind: 'shop-redact' };

/** A customer as Shopify names them to an app that may keep something about them. */
export interface Subject {
  /** `gid://shopify/Customer/1` */
  readonly customerId: string | undefined;
  readonly email: string | undefined;
}

/** A verified delivery that something follows from. */
export interface WebhookDelivery extends Subject {
  readonly shop: string;
  readonly topic: WebhookTopic;
  readonly deliveryId: string;
  readonly triggeredAt: number | undefined;
  readonly event: WebhookEvent;
}

/** Keeps a delivery with its job, once for each delivery id. @returns false for one that is kept already */
export type KeepWebhook = (delivery: WebhookDelivery) => Promise<boolean>;

/** A kept delivery. Its address is a keyed hash by now. */
export interface StoredWebhook {
  readonly id: string;
  readonly shop: string;
  readonly event: WebhookEvent;
  readonly customerId: string | undefined;
  /** Hexadecimal. */
  readonly addressHash: string | undefined;
  /** Milliseconds since the Unix epoch; never later than it was received. */
  readonly happenedAt: number;
  readonly receivedAt: number;
  readonly isDone: boolean;
}

export interface Webhooks {
  load(id: string): Promise<StoredWebhook | undefined>;
  finish(id: string, at: number): Promise<void>;
  /** Deletes what was received before `before` and is done. @returns how many */
  forget(before: number): Promise<number>;
  /** Gives what was received before `before` and is not done a new job: the one it had ran out of retries. */
  takeUpAgain(before: number): Promise<void>;
}

/** What becomes of a shop that Shopify tells about. A port of the table of shops. */
export interface ShopLifecycle {
  /** Doing it twice is as good as once; `at` older than the installation of today means the one before. */
  markUninstalled(shop: string, at: number): Promise<void>;
  /** @param scopes all that the shop grants by now */
  noteScopes(shop: string, scopes: readonly string[], at: number): Promise<void>;
}
