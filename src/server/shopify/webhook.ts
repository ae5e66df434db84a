import { Buffer } from 'node:buffer';
import { ok, refused, type Result } from '../../contracts/result.ts';
import { SHOP_DOMAIN } from '../../contracts/shop-domain.ts';
import type { WebhookHead } from '../domain/webhook-ports.ts';
import type { ClientSecrets } from './client-secrets.ts';

const HMAC = /^[A-Za-z0-9+/]{43}=$/;
const DELIVERY_ID = /^[\w.-]{1,100}$/;
const TOPIC = /^[a-z_]{1,60}\/[a-z_]{1,60}$/;

/**
 * Did Shopify sign these very bytes? HMAC-SHA256 in base64.
 * https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
 */
function isSignedBody(headers: Headers, body: Uint8Array, secrets: Pick<ClientSecrets, 'signed'>): boolean {
  const given = headers.get('X-Shopify-Hmac-Sha256') ?? '';
  return HMAC.test(given) && secrets.signed(body, Buffer.from(given, 'base64'));
}

/**
 * Checks the signature, and only then reads what the headers say; they are not signed themselves.
 *
 * @returns `unsigned` for what is not Shopify's, `malformed` for what is and has no usable headers
 */
export function openWebhook(
  headers: Headers,
  body: Uint8Array,
  secrets: Pick<ClientSecrets, 'signed'>,
): Result<WebhookHead, 'unsigned' | 'malformed'> {
  return isSignedBody(headers, body, secrets) ? readHead(headers) : refused('unsigned');
}

function readHead(headers: Headers): Result<WebhookHead, 'malformed'> {
  const topic = headers.get('X-Shopify-Topic') ?? '';
  const shop = headers.get('X-Shopify-Shop-Domain') ?? '';
  const deliveryId = headers.get('X-Shopify-Webhook-Id') ?? '';
  if (!TOPIC.test(topic) || !SHOP_DOMAIN.test(shop) || !DELIVERY_ID.test(deliveryId))
    return refused('malformed');
  const triggeredAt = Date.parse(headers.get('X-Shopify-Triggered-At') ?? '');
  return ok({ topic, shop, deliveryId, triggeredAt: Number.isNaN(triggeredAt) ? undefined : triggeredAt });
}
