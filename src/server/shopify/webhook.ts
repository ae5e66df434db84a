import { Buffer } from 'node:buffer';
import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { ok, refused, type Result } from '../../contracts/result.ts';
import type { WebhookHead } from '../domain/webhook-ports.ts';

const HMAC = /^[A-Za-z0-9+/]{43}=$/;
const SHOP = /^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$/;
const DELIVERY_ID = /^[\w.-]{1,100}$/;
const TOPIC = /^[a-z_]{1,60}\/[a-z_]{1,60}$/;

/**
 * Did Shopify sign these very bytes? HMAC-SHA256 with the app's client secret, in base64. The time it takes tells
 * nothing about the right one.
 * https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
 */
function isSignedBody(headers: Headers, body: Uint8Array, secret: KeyObject): boolean {
  const given = headers.get('X-Shopify-Hmac-Sha256') ?? '';
  const right = createHmac('sha256', secret).update(body).digest();
  return HMAC.test(given) && timingSafeEqual(Buffer.from(given, 'base64'), right);
}

/**
 * Checks the signature, and only then reads what the headers say; they are not signed themselves.
 *
 * @returns `unsigned` for what is not Shopify's, `malformed` for what is and has no usable headers
 */
export function openWebhook(
  headers: Headers,
  body: Uint8Array,
  secret: KeyObject,
): Result<WebhookHead, 'unsigned' | 'malformed'> {
  return isSignedBody(headers, body, secret) ? readHead(headers) : refused('unsigned');
}

function readHead(headers: Headers): Result<WebhookHead, 'malformed'> {
  const topic = headers.get('X-Shopify-Topic') ?? '';
  const shop = headers.get('X-Shopify-Shop-Domain') ?? '';
  const deliveryId = headers.get('X-Shopify-Webhook-Id') ?? '';
  if (!TOPIC.test(topic) || !SHOP.test(shop) || !DELIVERY_ID.test(deliveryId)) return refused('malformed');
  const triggeredAt = Date.parse(headers.get('X-Shopify-Triggered-At') ?? '');
  return ok({ topic, shop, deliveryId, triggeredAt: Number.isNaN(triggeredAt) ? undefined : triggeredAt });
}
