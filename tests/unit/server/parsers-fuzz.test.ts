import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { parseAccessRequest, readAccessAnswer } from '../../../src/contracts/access-request.ts';
import { EMAIL_MAX_LENGTH, parseEmailAddress } from '../../../src/contracts/email-address.ts';
import { MAILBOX_FIELDS, parseMailboxRequest } from '../../../src/contracts/mailbox-request.ts';
import { parseProof } from '../../../src/contracts/proof-of-work.ts';
import { parseReference, referenceSigns } from '../../../src/contracts/reference.ts';
import { AppError } from '../../../src/server/http/app-error.ts';
import { readForm } from '../../../src/server/http/read-form.ts';
import { parseWebhook } from '../../../src/server/domain/parse-webhook.ts';
import { WEBHOOK_TOPICS } from '../../../src/server/domain/webhook-ports.ts';
import { createClientSecrets } from '../../../src/server/shopify/client-secrets.ts';
import { openWebhook } from '../../../src/server/shopify/webhook.ts';
import { networkOf } from '../../../src/server/domain/network-of.ts';

// Thousands of runs each: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const RUNS = { numRuns: 10_000 };
const NAMES = ['email', 'locale', 'reference', 'proof', 'again', ...MAILBOX_FIELDS];

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.emailAddress(),
  fc.emailAddress().map((email) => `Ada <${email}>,`),
  fc.string({ minLength: 990, maxLength: 1_100 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '@',
    '@@',
    'a@b',
    'a@b.',
    '.@b.cd',
    '\ud800@b.cd',
    '<@>',
    'mailto:',
  ),
);
const anything = fc.oneof(
  text,
  fc.anything({
    withBigInt: true,
    withDate: true,
    withNullPrototype: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: true,
  }),
);
const record = fc.oneof(
  fc.dictionary(fc.constantFrom(...NAMES), anything),
  fc.dictionary(fc.string(), anything),
  anything,
);

/** JSON cannot make a getter that throws, and what is no JSON never reaches a parser: so these are all inputs. */
describe('whatever comes in', () => {
  it('is an address or a reason, and an address stays what it is when it is read again', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const read = parseEmailAddress(input);
        if (!read.ok) return ['missing', 'malformed', 'too-long'].includes(read.reason);
        expect(parseEmailAddress(read.value)).toEqual(read);
        return read.value.length <= EMAIL_MAX_LENGTH && !/[\s<>]/.test(read.value);
      }),
      RUNS,
    );
  });

  it('has no dots in a row or at an end before the @, nor a domain of one label', () => {
    const part = fc.stringMatching(/^[a-z.]{1,6}$/);
    fc.assert(
      fc.property(part, part, (local, domain) => {
        const isRight =
          local.split('.').every((each) => each !== '') &&
          domain.split('.').length > 1 &&
          domain.split('.').every((each) => each !== '') &&
          (domain.split('.').at(-1) ?? '').length > 1;
        // What stands at the very end of what was typed may be a full stop of a sentence.
        fc.pre(!domain.endsWith('.'));
        expect(parseEmailAddress(`${local}@${domain}`).ok).toBe(isRight);
      }),
      RUNS,
    );
  });

  it('is a way-in request or a reason', () => {
    fc.assert(
      fc.property(record, (input) => {
        const read = parseAccessRequest(input);
        return read.ok ? read.value.email.includes('@') : read.reason.email !== undefined;
      }),
      RUNS,
    );
  });

  it('is a request without a mailbox or a reason for a field', () => {
    fc.assert(
      fc.property(record, (input) => {
        const read = parseMailboxRequest(input);
        return read.ok || Object.keys(read.reason).length > 0;
      }),
      RUNS,
    );
  });

  it('is a reference as staff type it, or none', () => {
    const typed = fc.oneof(
      text,
      fc.uuid({ version: 4 }).map((uuid) => ` c-${referenceSigns(uuid).toLowerCase()} `),
    );
    fc.assert(
      fc.property(typed, (input) => {
        const read = parseReference(input);
        return read === undefined || typeof read === 'object' || typeof read === 'string';
      }),
      RUNS,
    );
  });

  it('is a proof of exactly the known members, or none', () => {
    const hex = fc.stringMatching(/^([\da-f]{2}){1,20}$/);
    const proof = fc.record({
      challenge: fc.record({
        parameters: fc.record({
          algorithm: fc.constantFrom<unknown>('PBKDF2/SHA-256', 'SCRYPT', 7),
          cost: fc.oneof(fc.nat(), fc.double()),
          data: fc.record({ for: fc.oneof(hex, text), until: fc.nat(), more: anything }),
          keyLength: fc.nat(),
          keyPrefix: hex,
          keySignature: hex,
          nonce: fc.oneof(hex, anything),
          salt: hex,
          memoryCost: fc.nat(),
        }),
        signature: hex,
        codeChallenge: anything,
      }),
      solution: fc.record({ counter: fc.integer(), derivedKey: hex, time: anything }),
    });
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(proof, record), (input) => {
        const found = parseProof(input);
        if (found === undefined) return true;
        read += 1;
        return (
          Object.keys(found.challenge.parameters).length === 8 &&
          Object.keys(found.challenge.parameters.data).length === 2 &&
          Object.keys(found.solution).length === 2
        );
      }),
      RUNS,
    );
    expect(read).toBeGreaterThan(10);
  });

  it('is an answer that the browser understands, or one to try again after', () => {
    const answer = fc.oneof(
      anything,
      fc.record(
        {
          v: fc.constantFrom<unknown>(1, 2, '1'),
          state: anything,
          error: fc.oneof(anything, fc.record({ code: text, fields: anything, retryAfterSeconds: anything })),
        },
        { requiredKeys: [] },
      ),
    );
    const kinds = ['accepted', 'invalid', 'throttled', 'try-later'];
    fc.assert(
      fc.property(answer, (input) => kinds.includes(readAccessAnswer(input).kind)),
      RUNS,
    );
  });

  it('has a network, in whatever spelling its address comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), text), (ip) => typeof networkOf(ip) === 'string'),
      RUNS,
    );
  });

  it('is, as the raw body of a form, read or refused with a reason of ours', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.oneof(fc.json(), text).map((each) => new TextEncoder().encode(each)),
      fc.constant(new Uint8Array(10_001)),
      text.map((each) =>
        new TextEncoder().encode(
          `--x\r\nContent-Disposition: form-data; name="email"; filename="${each}"\r\n\r\n${each}\r\n--x--`,
        ),
      ),
    );
    const types = fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'text/plain',
      '',
    );
    await fc.assert(
      fc.asyncProperty(bytes, types, fc.option(fc.nat(20_000)), async (body, type, length) => {
        const headers = new Headers({ 'Content-Type': type });
        if (length !== null) headers.set('Content-Length', String(length));
        const request = new Request('https://app.example/', {
          method: 'POST',
          headers,
          body: new Uint8Array(body),
        });
        try {
          parseAccessRequest(await readForm(request));
          return true;
        } catch (error) {
          return error instanceof AppError;
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('is, as the raw body of a webhook, good only with the signature of these very bytes', () => {
    const secrets = createClientSecrets(['the newer one', 'hush']);
    const headersOf = (signature: string) =>
      new Headers({
        'X-Shopify-Hmac-Sha256': signature,
        'X-Shopify-Topic': 'app/uninstalled',
        'X-Shopify-Shop-Domain': 'shop-name.myshopify.com',
        'X-Shopify-Webhook-Id': 'd-1',
      });
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (body, at, by) => {
          const signature = createHmac('sha256', 'hush').update(body).digest('base64');
          expect(openWebhook(headersOf(signature), body, secrets).ok).toBe(true);
          const other = Uint8Array.from([...body, 0]);
          const index = at % other.length;
          other[index] = (other[index] ?? 0) ^ by;
          return (
            !openWebhook(headersOf(signature), other, secrets).ok &&
            !openWebhook(headersOf(signature.slice(0, -1)), body, secrets).ok &&
            !openWebhook(
              headersOf(signature.toLowerCase() === signature ? '' : signature.toLowerCase()),
              body,
              secrets,
            ).ok
          );
        },
      ),
      RUNS,
    );
  });

  it('is, as the payload of a webhook, something that follows or a reason', () => {
    const payload = fc.oneof(
      anything,
      fc.dictionary(
        fc.constantFrom(
          'id',
          'email',
          'customer',
          'current',
          'shop_domain',
          'state',
          'customer_accounts_version',
        ),
        fc.oneof(anything, fc.record({ id: anything, email: anything })),
      ),
    );
    const topic = fc.oneof(fc.constantFrom<string>(...WEBHOOK_TOPICS), text);
    fc.assert(
      fc.property(topic, payload, (name, given) => {
        const head = {
          topic: name,
          shop: 'shop-name.myshopify.com',
          deliveryId: 'd-1',
          triggeredAt: undefined,
        };
        const read = parseWebhook(head, given);
        return read.ok ? read.value.shop === head.shop : typeof read.reason === 'string';
      }),
      RUNS,
    );
  });
});
