import { ok, refused, type Result } from '../../contracts/result.ts';
import {
  WEBHOOK_TOPICS,
  type Subject,
  type WebhookDelivery,
  type WebhookEvent,
  type WebhookHead,
  type WebhookTopic,
} from './webhook-ports.ts';

/** `nothing-to-do`: good, and nothing follows from it. `unreadable`: signed by Shopify, and not what it documents. */
export type WebhookProblem = 'nothing-to-do' | 'unreadable' | 'another-shop';

type Payload = Readonly<Record<string, unknown>>;

/**
 * Reads a payload whose signature was checked. Takes what is needed and nothing else: a customer's name, phone and
 * orders stay unread.
 *
 * @param payload any JSON value
 */
export function parseWebhook(head: WebhookHead, payload: unknown): Result<WebhookDelivery, WebhookProblem> {
  const topic = WEBHOOK_TOPICS.find((known) => known === head.topic);
  if (topic === undefined) return refused('nothing-to-do');
  if (!isObject(payload)) return refused('unreadable');
  // The header with the shop is not signed; where the body names the shop, too, they must agree.
  const named = payload['shop_domain'] ?? payload['myshopify_domain'] ?? head.shop;
  if (named !== head.shop) return refused('another-shop');

  const event = eventOf(topic, payload);
  if (!event.ok) return event;
  const subject = subjectOf(topic, payload);
  if (CONCERNS_CUSTOMER.has(topic) && subject.customerId === undefined && subject.email === undefined) {
    return refused('unreadable');
  }
  const { shop, deliveryId, triggeredAt } = head;
  return ok({ shop, topic, deliveryId, triggeredAt, event: event.value, ...subject });
}

const CONCERNS_CUSTOMER: ReadonlySet<WebhookTopic> = new Set<WebhookTopic>([
  'customers/enable',
  'customers/disable',
  'customers/update',
  'customers/delete',
  'customers/data_request',
  'customers/redact',
]);

function eventOf(topic: WebhookTopic, payload: Payload): Result<WebhookEvent, WebhookProblem> {
  switch (topic) {
    case 'app/uninstalled':
      return ok({ kind: 'uninstalled' });
    case 'app/scopes_update':
      return scopesOf(payload['current']);
    case 'customers/enable':
      return ok({ kind: 'enabled' });
    case 'customers/disable':
      return ok({ kind: 'disabled' });
    case 'customers/update':
      // Any other state says nothing of the past: `disabled` is also who was never active.
      return payload['state'] === 'enabled' ? ok({ kind: 'enabled' }) : refused('nothing-to-do');
    case 'customers/delete':
      return ok({ kind: 'deleted' });
    case 'customer_account_settings/update':
      return versionOf(payload['customer_accounts_version']);
    case 'customers/data_request':
      return ok({ kind: 'data-request' });
    case 'customers/redact':
      return ok({ kind: 'customer-redact' });
    default:
      return ok({ kind: 'shop-redact' });
  }
}

function scopesOf(current: unknown): Result<WebhookEvent, WebhookProblem> {
  if (!Array.isArray(current)) return refused('unreadable');
  const scopes = current.filter((scope) => typeof scope === 'string' && /^[a-z_]{1,80}$/.test(scope));
  return scopes.length === current.length ? ok({ kind: 'scopes', scopes }) : refused('unreadable');
}

/** Of the values only `new_customer_accounts` is documented; whatever else there is are accounts with passwords. */
function versionOf(version: unknown): Result<WebhookEvent, WebhookProblem> {
  if (typeof version !== 'string') return refused('unreadable');
  const isNew = version.toLowerCase() === 'new_customer_accounts';
  return ok({ kind: 'accounts', version: isNew ? 'NEW_CUSTOMER_ACCOUNTS' : 'CLASSIC' });
}

/** `customers/*` are about the customer itself; compliance webhooks hold one, and maybe only their address. */
function subjectOf(topic: WebhookTopic, payload: Payload): Subject {
  if (!CONCERNS_CUSTOMER.has(topic)) return { customerId: undefined, email: undefined };
  if (topic !== 'customers/data_request' && topic !== 'customers/redact') {
    return { customerId: idOf(payload['id']), email: undefined };
  }
  const customer = isObject(payload['customer']) ? payload['customer'] : {};
  const email = customer['email'];
  return {
    customerId: idOf(customer['id']),
    email: typeof email === 'string' && email.includes('@') && email.length <= 320 ? email.trim() : undefined,
  };
}

function idOf(id: unknown): string | undefined {
  const number = typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? String(id) : id;
  return typeof number === 'string' && /^[1-9]\d{0,19}$/.test(number)
    ? `gid://shopify/Customer/${number}`
    : undefined;
}

function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
