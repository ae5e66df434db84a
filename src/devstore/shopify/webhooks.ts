import { createHmac, randomUUID } from 'node:crypto';
import type { Clock } from '../../contracts/clock.ts';
import type { Customer, Quirks } from './types.ts';

/** A webhook on its way, in the shape in which Shopify keeps it: a retry repeats the very same bytes. */
interface Delivery {
  /** `X-Shopify-Webhook-Id` */
  readonly id: string;
  readonly topic: string;
  readonly body: string;
  readonly triggeredAt: string;
  /** Is it dropped where later news of its topic comes before it left? */
  readonly isReminder: boolean;
}

export interface LocalWebhooks {
  /** Names whom deliveries go to; before that nothing is sent. */
  connect(app: { readonly secret: string; readonly deliver: (request: Request) => Promise<Response> }): void;
  send(topic: string, payload: object): void;
  /** Tells how things are, not what happened: nothing is told where something of this topic happens before it left. */
  remind(topic: string, payload: object): void;
  /** Tells of a customer's account going to another state. */
  stateChanged(customer: Customer): void;
  updated(customer: Customer): void;
  deleted(customer: Customer): void;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
  /** Drops what is under way. */
  clear(): void;
}

/** Shopify tries eight times more in four hours; nobody here waits as long. */
const RETRIES = 8;
const FIRST_PAUSE_MS = 100;

/**
 * Webhooks of one shop: signed over the bytes that are sent, `X-Shopify-*` headers beside them, repeated with the same
 * id until there is a 2xx. Whether they come late, twice or in another order is for the quirks to say.
 */
export function createWebhooks(shop: {
  readonly domain: string;
  readonly clock: Clock;
  readonly quirks: () => Quirks;
}): LocalWebhooks {
  let app: Parameters<LocalWebhooks['connect']>[0] | undefined;
  let waiting: Delivery[] = [];
  let flushing: ReturnType<typeof setTimeout> | undefined;
  const underWay = new Set<Promise<void>>();
  /** Replaced when everything is dropped: what was under way then is not repeated. */
  let era = new AbortController();

  function flush(): void {
    flushing = undefined;
    const batch = shop.quirks().webhookOrder === 'reversed' ? waiting.toReversed() : waiting;
    waiting = [];
    const work = deliverAll(batch, era.signal);
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  async function deliverAll(batch: readonly Delivery[], dropped: AbortSignal): Promise<void> {
    for (const delivery of batch) {
      for (let copy = 0; copy < shop.quirks().webhookCopies; copy += 1) await deliver(delivery, dropped);
    }
  }

  async function deliver(delivery: Delivery, dropped: AbortSignal): Promise<void> {
    for (let attempt = 0; attempt <= RETRIES && !dropped.aborted; attempt += 1) {
      const response = await app?.deliver(requestOf(delivery, app.secret)).catch(() => undefined);
      if (response?.ok === true) return;
      await new Promise((resolve) => {
        setTimeout(resolve, FIRST_PAUSE_MS * 2 ** attempt).unref();
      });
    }
  }

  function requestOf({ id, topic, body, triggeredAt }: Delivery, secret: string): Request {
    return new Request('http://app.invalid/webhooks', {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'X-Shopify-Topic': topic,
        'X-Shopify-Hmac-Sha256': createHmac('sha256', secret).update(body).digest('base64'),
        'X-Shopify-Shop-Domain': shop.domain,
        'X-Shopify-API-Version': '2026-10',
        'X-Shopify-Webhook-Id': id,
        'X-Shopify-Triggered-At': triggeredAt,
        'X-Shopify-Event-Id': randomUUID(),
      },
    });
  }

  const tell = (topic: string, payload: object, isReminder: boolean) => {
    if (app === undefined || shop.quirks().webhookCopies === 0) return;
    const triggeredAt = new Date(shop.clock.now()).toISOString();
    waiting = waiting.filter((earlier) => !(earlier.isReminder && earlier.topic === topic));
    waiting.push({ id: randomUUID(), topic, body: JSON.stringify(payload), triggeredAt, isReminder });
    // Never at once: what happens together can then come in another order.
    flushing ??= setTimeout(flush, shop.quirks().webhookDelayMs);
  };
  const send: LocalWebhooks['send'] = (topic, payload) => tell(topic, payload, false);

  return {
    connect(given) {
      app = given;
    },
    send,
    remind: (topic, payload) => tell(topic, payload, true),
    stateChanged(customer) {
      const payload = payloadOf(customer, shop.clock);
      if (customer.state === 'ENABLED') send('customers/enable', payload);
      if (customer.state === 'DISABLED') send('customers/disable', payload);
      send('customers/update', payload);
    },
    updated: (customer) => send('customers/update', payloadOf(customer, shop.clock)),
    deleted: ({ id }) => send('customers/delete', { id, admin_graphql_api_id: gidOf(id) }),
    async idle() {
      while (flushing !== undefined || underWay.size > 0) {
        if (flushing !== undefined) {
          clearTimeout(flushing);
          flush();
        }
        await Promise.all(underWay);
      }
    },
    clear() {
      clearTimeout(flushing);
      flushing = undefined;
      waiting = [];
      era.abort();
      era = new AbortController();
    },
  };
}

/** As recorded of `customers/*`; tags are no part of it since 2025-01. */
function payloadOf({ id, email, firstName, lastName, state }: Customer, clock: Clock): object {
  return {
    id,
    email,
    updated_at: new Date(clock.now()).toISOString(),
    first_name: firstName,
    last_name: lastName,
    state: state.toLowerCase(),
    note: null,
    verified_email: true,
    admin_graphql_api_id: gidOf(id),
  };
}

function gidOf(id: number): string {
  return `gid://shopify/Customer/${id}`;
}
