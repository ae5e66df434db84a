import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createApp, type AppDeps } from '../../../src/server/app.ts';
import { LOG_EVENTS, type Log, type LogEvent } from '../../../src/server/domain/log-events.ts';
import { withAvailability } from '../../../src/server/http/availability.ts';
import { createLog } from '../../../src/server/logger.ts';
import { loadTexts } from '../../../src/server/node/load-texts.ts';
import { signedQuery } from '../../support/app-proxy-signer.ts';
import { PREFIX, SECRET, SHOP, START } from '../../support/service-under-test.ts';

// Thousands of runs each: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

function recorded() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  return { lines, stream };
}

/** A word that is in everything a test hands over, and that no line of ours has by chance. */
const MARK = 'qx7mark';
const word = fc.stringMatching(/^[a-z0-9]{0,12}$/).map((rest) => MARK + rest);

/** What must never be logged, in the shapes it has in life. */
const secret = fc.oneof(
  word.map((name) => `${name}@example.com`),
  word.map((name) => `"${name}" <${name}@example.com>`),
  word.map((token) => `https://shop.example/account/activate/123/${token}-1795312830?x=1`),
  word.map((token) => `/account/reset/123/${token}`),
  word.map((token) => `shpat_${token}`),
  word.map((token) => `?shop=${SHOP}&signature=${token}`),
  word.map((text) => `connect ECONNREFUSED postgres://user:${text}@db/latchkey`),
  word,
  word.map((text) => text.toUpperCase()),
  fc.tuple(fc.string({ unit: 'binary', maxLength: 8 }), word).map(([noise, text]) => noise + text),
);

const isSilentAbout = (lines: readonly string[]) =>
  lines.every((line) => !line.toLowerCase().includes(MARK) && !/[@?&]|https?:|signature/.test(line));

const SHAPES: Readonly<Record<string, RegExp>> = {
  level: /^[345]0$/,
  time: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
  event: /^[a-z-]+$/,
  requestId: /^(unprintable|[\da-f-]{36})$/,
  shop: /^(unprintable|[a-z\d-]+\.myshopify\.com)$/,
  code: /^[\w-]{1,60}$/,
  port: /^(unprintable|\d+)$/,
  count: /^(unprintable|\d+)$/,
  role: /^[a-z-]+$/,
};

function isInShape(line: string): boolean {
  const fields: Readonly<Record<string, unknown>> = JSON.parse(line);
  return Object.entries(fields).every(([name, value]) => SHAPES[name]?.test(String(value)));
}

describe('the log itself', () => {
  const events = fc.constantFrom(...Object.keys(LOG_EVENTS), 'an-event-of-nobody');
  const value = fc.oneof(
    secret,
    secret.map((text) => new Error(text)),
    secret.map((text) => ({ toJSON: () => text, toString: () => text })),
    secret.map((text) => [text]),
    secret.map((text) => ({ email: text, length: 1, [text]: text })),
    fc.anything(),
  );
  const fields = fc.tuple(
    fc.dictionary(fc.constantFrom('requestId', 'code', 'shop', 'port', 'count', 'role'), value),
    fc.dictionary(fc.oneof(secret, fc.constantFrom('email', 'url', 'err', 'msg', 'time', 'level')), value),
  );

  it('writes nothing of what it is handed beside the shapes it knows', () => {
    const { lines, stream } = recorded();
    const log = createLog('debug', stream);
    fc.assert(
      fc.property(
        fc.constantFrom('info' as const, 'warn' as const, 'error' as const),
        events,
        fields,
        (level, event, [own, foreign]) => {
          const from = lines.length;
          // Past the types, as a careless caller would.
          const handedOver = Object.assign(Object.create(foreign) as object, foreign, own);
          log[level](event as LogEvent, handedOver);
          const written = lines.slice(from);
          return written.length === 1 && isSilentAbout(written) && written.every(isInShape);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

describe('the whole app', () => {
  const texts = loadTexts({
    extension: fileURLToPath(new URL('../../../extensions/account-access/locales', import.meta.url)),
    afterAnswer: fileURLToPath(new URL('../../../src/texts', import.meta.url)),
  });

  /** An error that says, in every place it has, what it should not. */
  function indiscreet(text: string): Error {
    const error = new Error(text, { cause: new Error(text) });
    error.name = text;
    return Object.assign(error, { code: text, detail: text, stack: text, query: text });
  }

  /** Everything behind the app fails, each in its turn, and tells what it was asked. */
  function appThatFails(log: Log, fails: readonly boolean[], text: string) {
    let turn = 0;
    const next = (asked: unknown) => {
      turn += 1;
      if (fails[turn % fails.length]) throw indiscreet(`${text} ${JSON.stringify(asked)}`);
    };
    const deps: AppDeps = {
      apiSecrets: [SECRET],
      shops: { serves: async (shop) => (next(shop), true) },
      clock: { now: () => START },
      log,
      texts,
      forwardedHops: 1,
      mail: { senderName: '', senderEmail: '', subject: '' },
      accept: withAvailability(async (asked) => (next(asked), { kind: 'accepted' }), { log }),
      acceptMailboxRequest: withAvailability(
        async (asked) => (next(asked), { kind: 'accepted', reference: 'x' }),
        { log },
      ),
      signInWith: (asked) => (next(asked), 'password'),
      lookUpHashRange: async (asked) => (next(asked), { kind: 'unavailable' }),
      findMailbox: async (asked) => (
        next(asked),
        { kind: 'answered', answer: { v: 1, mailbox: { kind: 'unknown' } } }
      ),
      isReady: async () => true,
      keepWebhook: async (asked) => (next(asked), true),
    };
    return createApp(deps);
  }

  const timestamp = String(START / 1000);
  const query = signedQuery(
    { shop: SHOP, logged_in_customer_id: '', path_prefix: PREFIX, timestamp },
    SECRET,
  );
  const path = fc.oneof(
    fc.constantFrom(
      '/proxy/requests',
      '/proxy/no-mailbox',
      '/proxy/mailbox-requests',
      '/proxy/mailboxes',
      '/proxy/breached-passwords/ABCDE',
      '/webhooks',
      '/',
    ),
    secret.map((text) => `/proxy/${encodeURIComponent(text.replace(/[^ -~]/g, ''))}`),
  );
  const body = fc.oneof(
    secret.map((email) =>
      JSON.stringify({ email, oldEmail: email, newEmail: email, domain: email, proof: email }),
    ),
    word.map((name) => JSON.stringify({ email: `${name}@example.com`, domain: `${name}.example` })),
    secret.map((text) => new URLSearchParams({ email: text, locale: text, reference: text }).toString()),
    word.map((name) => `email=${name}%40example.com`),
    secret,
    secret.map((text) => `{"email":"${text}`),
  );
  const request = fc.record({
    method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'PUT', 'DELETE'),
    path,
    signed: fc.constantFrom(true, true, true, false),
    more: fc.option(secret),
    type: fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
    ),
    header: word,
    body,
    fails: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
    text: secret,
  });

  it('logs no address, token, query or link, whatever is asked and whatever fails', async () => {
    const { lines, stream } = recorded();
    const log = createLog('debug', stream);
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(
        request,
        async ({ method, path: at, signed, more, type, header, body: sent, ...rest }) => {
          const from = lines.length;
          const app = appThatFails(log, rest.fails, rest.text);
          const extra = more === null ? '' : `&${encodeURIComponent(more.replace(/[^ -~]/g, ''))}=1`;
          const response = await app(
            new Request(`https://app.example${at}${signed ? query : '?shop=x'}${extra}`, {
              method,
              headers: {
                'Content-Type': type,
                Accept: header.length % 2 === 0 ? 'application/json' : 'text/html',
                Referer: `https://${header}.example/account/activate/1/${header}`,
                'X-Forwarded-For': `192.0.2.1, ${header}`,
                'X-Shopify-Hmac-Sha256': header,
                'X-Shopify-Topic': header,
              },
              ...(method === 'GET' ? {} : { body: sent }),
            }),
          );
          await response.text();
          answered += 1;
          const written = lines.slice(from);
          return isSilentAbout(written) && written.every(isInShape);
        },
      ),
      { numRuns: 3_000 },
    );

    expect(answered).toBe(3_000);
    // It did have something to say.
    expect(lines.length).toBeGreaterThan(100);
  });
});
