import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { PREFIX, SECRET, SHOP } from './service-process.ts';

/** Path and signed query of a way-in request, good for a minute and a half. */
export function signedPath(path = '/proxy/requests'): string {
  const parameters = {
    logged_in_customer_id: '',
    path_prefix: PREFIX,
    shop: SHOP,
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  const text = Object.entries(parameters)
    .map(([key, value]) => `${key}=${value}`)
    .join('');
  const signature = createHmac('sha256', SECRET).update(text).digest('hex');
  return `${path}?${new URLSearchParams({ ...parameters, signature }).toString()}`;
}

export interface Target {
  readonly port: number;
  readonly agent: Agent;
}

export function target(port: number, connections: number): Target {
  return { port, agent: new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' }) };
}

/** Posts one way-in request. @returns its status, or 0 when the connection broke */
export function post(to: Target, path: string, email: string): Promise<number> {
  return postJson(to, path, { email, locale: 'en' });
}

/** Posts any fields. @returns the status of the answer, or 0 when the connection broke */
export function postJson({ port, agent }: Target, path: string, fields: unknown): Promise<number> {
  const body = JSON.stringify(fields);
  return new Promise((resolve) => {
    const outgoing = request({
      agent,
      host: '127.0.0.1',
      port,
      path,
      method: 'POST',
      timeout: 10_000,
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        'X-Forwarded-For': '203.0.113.7',
      },
    });
    outgoing.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', () => resolve(0));
    });
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => resolve(0));
    outgoing.end(body);
  });
}

export interface Measured {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly errors: number;
}

/** As fast as the server goes: each connection asks again as soon as it was answered. */
export async function closedLoop(to: Target, connections: number, seconds: number): Promise<Measured> {
  const path = signedPath();
  const taken: number[] = [];
  let errors = 0;
  const start = performance.now();
  const end = start + seconds * 1000;
  async function ask(): Promise<void> {
    while (performance.now() < end) {
      const before = performance.now();
      if ((await post(to, path, newAddress())) !== 202) errors += 1;
      taken.push(performance.now() - before);
    }
  }
  await Promise.all(Array.from({ length: connections }, ask));
  return measured(taken, errors, (performance.now() - start) / 1000);
}

/** Way-in requests at a given rate. */
export async function openLoop(to: Target, perSecond: number, seconds: number): Promise<Measured> {
  const path = signedPath();
  return openLoopOf(async () => (await post(to, path, newAddress())) === 202, perSecond, seconds);
}

/**
 * At a given rate, whatever the server does: a request counts from the moment it was due, so that a server
 * which stalls cannot hide the ones it kept waiting.
 *
 * @param ask makes the request with that number, counted from 0; was it answered as it should be?
 */
export async function openLoopOf(
  ask: (number: number) => Promise<boolean>,
  perSecond: number,
  seconds: number,
): Promise<Measured> {
  const total = Math.floor(perSecond * seconds);
  const taken: number[] = [];
  let errors = 0;
  const start = performance.now();
  const asked: Promise<void>[] = [];
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * perSecond));
    for (; sent < due; sent += 1) {
      const dueAt = start + (sent / perSecond) * 1000;
      const note = (isRight: boolean) => {
        if (!isRight) errors += 1;
        taken.push(performance.now() - dueAt);
      };
      asked.push(ask(sent).then(note));
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 1);
    });
  }
  await Promise.all(asked);
  return measured(taken, errors, (performance.now() - start) / 1000);
}

let addresses = 0;
const run = Date.now().toString(36);
function newAddress(): string {
  addresses += 1;
  return `shopper${addresses}-${run}@example.com`;
}

function measured(taken: number[], errors: number, seconds: number): Measured {
  const sorted = Float64Array.from(taken).toSorted();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { requests: taken.length, perSecond: taken.length / seconds, p50: at(0.5), p99: at(0.99), errors };
}
