import { Hono } from 'hono';
import type { Result } from '../../contracts/result.ts';
import { parseWebhook } from '../domain/parse-webhook.ts';
import type { Log } from '../domain/ports.ts';
import type { KeepWebhook, WebhookHead } from '../domain/webhook-ports.ts';
import { AppError } from '../http/app-error.ts';
import { readBytes } from '../http/read-bytes.ts';
import { respondJson } from '../http/respond.ts';

export interface WebhookDeps {
  /** Checks the signature of the bytes as they came. */
  readonly openWebhook: (headers: Headers, body: Uint8Array) => Result<WebhookHead, 'unsigned' | 'malformed'>;
  readonly keepWebhook: KeepWebhook;
  readonly log: Log;
}

/** The longest payload that is read, in bytes. */
const WEBHOOK_LIMIT = 1_000_000;

/**
 * Where Shopify's webhooks come in: checked, kept with a job, answered. Shopify waits five seconds and asks again after
 * anything but a 200, eight times in four hours; so whatever will not get better by being sent again gets one, too.
 */
export function webhookRoutes({ openWebhook, keepWebhook, log }: WebhookDeps): Hono {
  const routes = new Hono();

  routes.post('/webhooks', async (c) => {
    const body = await readBytes(c.req.raw, WEBHOOK_LIMIT);
    const opened = openWebhook(c.req.raw.headers, body);
    if (!opened.ok) {
      log.warn('webhook-refused', { code: opened.reason });
      throw new AppError(opened.reason === 'unsigned' ? 'invalid_signature' : 'invalid_request');
    }
    const parsed = parseWebhook(opened.value, jsonOf(body));
    if (parsed.ok) {
      await keepWebhook(parsed.value);
    } else if (parsed.reason === 'another-shop') {
      log.warn('webhook-refused', { code: parsed.reason });
      throw new AppError('invalid_signature');
    } else if (parsed.reason === 'unreadable') {
      log.error('webhook-unreadable', { code: opened.value.topic.replace(/[/_]/g, '-') });
    }
    return respondJson(200, { v: 1 });
  });

  routes.all('/webhooks', () => {
    throw new AppError('method_not_allowed', { allow: 'POST' });
  });
  return routes;
}

/** @returns undefined for what is no JSON in UTF-8 */
function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
}
