import { createHmac } from 'node:crypto';
import { SECRET, SHOP } from './service-under-test.ts';

export interface WebhookOptions {
  readonly shop?: string;
  readonly deliveryId?: string;
  /** ISO 8601. */
  readonly triggeredAt?: string;
  readonly secret?: string;
  /** Replaces or, with undefined, drops headers. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

let made = 0;

/** A webhook as Shopify sends it: the signature is over these very bytes. */
export function webhook(topic: string, payload: unknown, options: WebhookOptions = {}): Request {
  made += 1;
  const {
    shop = SHOP,
    deliveryId = `delivery-${made}`,
    triggeredAt,
    secret = SECRET,
    headers = {},
  } = options;
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const all: Readonly<Record<string, string | undefined>> = {
    'Content-Type': 'application/json',
    'X-Shopify-Topic': topic,
    'X-Shopify-Shop-Domain': shop,
    'X-Shopify-Webhook-Id': deliveryId,
    'X-Shopify-Triggered-At': triggeredAt,
    'X-Shopify-Hmac-Sha256': createHmac('sha256', secret).update(body).digest('base64'),
    ...headers,
  };
  const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return new Request('https://app.example/webhooks', { method: 'POST', headers: given, body });
}
