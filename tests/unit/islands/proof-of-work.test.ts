import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProofsOfWork } from '../../../src/server/altcha/work.ts';
import { parseProof } from '../../../src/contracts/proof-of-work.ts';
import { prove } from '../../../src/islands/entries/proof-of-work.ts';
import { accessRequestClient } from '../../../src/islands/platform/access-request-client.ts';
import { stubModules } from '../../islands/support/modules.ts';

const ASKING = { shop: 'shop-name.myshopify.com', email: 'ada@example.com', buyerIp: '192.0.2.1' };
const keys = {
  challenges: Buffer.alloc(32, 1),
  solutions: Buffer.alloc(32, 2),
  binding: Buffer.alloc(32, 3),
};
const proofs = createProofsOfWork({
  keys,
  used: { use: async () => true },
  clock: { now: () => Date.UTC(2026, 10, 22) },
});

/** The answer that asks for work, as the browser decodes it. */
async function refusal() {
  const challenge = await proofs.challenge(ASKING as Parameters<typeof proofs.challenge>[0]);
  return { v: 1, error: { code: 'proof_required', retryAfterSeconds: 60, challenge } };
}

const accepts = (proof: unknown) => {
  const read = parseProof(JSON.parse(JSON.stringify(proof)));
  return read !== undefined && proofs.accept(read, ASKING as Parameters<typeof proofs.accept>[1]);
};

/** A worker that answers as the platform's would; vitest's Node has none. */
class StubWorker extends EventTarget {
  static readonly made: StubWorker[] = [];
  static answer: (challenge: unknown) => Event = () => new Event('error');
  readonly script: string;
  readonly options: WorkerOptions;
  ended = false;

  constructor(script: string, options: WorkerOptions) {
    super();
    this.script = script;
    this.options = options;
    StubWorker.made.push(this);
  }

  postMessage(challenge: unknown): void {
    queueMicrotask(() => this.dispatchEvent(StubWorker.answer(challenge)));
  }

  terminate(): void {
    this.ended = true;
  }
}

beforeEach(() => {
  StubWorker.made.length = 0;
  vi.stubGlobal('Worker', StubWorker);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a browser that is asked for work', () => {
  it('does it in a worker of the page’s own origin, which ends, and asks again with what came of it', async () => {
    StubWorker.answer = () => new MessageEvent('message', { data: { done: true } });
    const post = vi.fn(async () => ({ v: 1, state: 'check-inbox' }));

    expect(await prove(await refusal(), post)).toEqual({ v: 1, state: 'check-inbox' });

    expect(post.mock.calls).toEqual([[{ done: true }]]);
    expect(StubWorker.made).toMatchObject([{ ended: true, options: { type: 'module' } }]);
    expect(StubWorker.made[0]?.script).toMatch(/^blob:/);
  });

  it.each([
    ['a worker that is not allowed', () => new Event('error')],
    ['a worker that could do nothing', () => new MessageEvent('message', { data: undefined })],
  ])('does it itself after %s, and the server takes it', async (_, answer) => {
    StubWorker.answer = answer;
    const sent: unknown[] = [];
    await prove(await refusal(), async (proof) => sent.push(proof));

    expect(sent).toHaveLength(1);
    expect(await accepts(sent[0])).toBe(true);
  });

  it('does it itself where there are no workers', async () => {
    vi.stubGlobal('Worker', undefined);
    const sent: unknown[] = [];
    await prove(await refusal(), async (proof) => sent.push(proof));

    expect(await accepts(sent[0])).toBe(true);
  });

  it('keeps the answer that says when to try again, and does not ask, where it cannot', async () => {
    vi.stubGlobal('crypto', { subtle: undefined });
    const given = {
      v: 1,
      error: { code: 'proof_required', retryAfterSeconds: 60, challenge: { parameters: {} } },
    };
    const post = vi.fn();

    expect(await prove(given, post)).toBe(given);
    expect(post).not.toHaveBeenCalled();
  });
});

describe('a request', () => {
  const answering = (...bodies: readonly unknown[]) => {
    const left = [...bodies];
    const fetch = vi.fn(async (_path: string, _init: { readonly body: string }) => ({
      json: async () => left.shift(),
    }));
    vi.stubGlobal('fetch', fetch);
    return () => fetch.mock.calls.map(([, { body }]) => JSON.parse(body));
  };
  const ask = (onAccepted = () => {}) =>
    accessRequestClient('/apps/a/requests', 'en', undefined, onAccepted, async () => {}).ask(
      'ann@example.com',
      new AbortController().signal,
    );
  const accepted = { v: 1, state: 'check-inbox' };

  it('that is asked for work is made again with it, and tells of the mail once', async () => {
    const asked = stubModules({
      proof: { prove: async (given: unknown, post: (proof: unknown) => unknown) => post({ of: given }) },
    });
    const given = await refusal();
    const sent = answering(given, accepted);
    const onAccepted = vi.fn();

    expect(await ask(onAccepted)).toEqual({ kind: 'accepted' });

    expect(asked).toEqual(['proof']);
    expect(sent()).toEqual([
      { email: 'ann@example.com', locale: 'en' },
      { email: 'ann@example.com', locale: 'en', proof: { of: given } },
    ]);
    expect(onAccepted).toHaveBeenCalledTimes(1);
  });

  it('that is asked again after its work says when to try again', async () => {
    stubModules({ proof: { prove: async (_: unknown, post: (proof: unknown) => unknown) => post({}) } });
    answering(await refusal(), await refusal());

    expect(await ask()).toEqual({ kind: 'throttled', retryAfterSeconds: 60 });
  });

  it('is for later where what does the work does not arrive', async () => {
    stubModules({});
    answering(await refusal());

    expect(await ask()).toEqual({ kind: 'try-later' });
  });

  it('that is not asked for work fetches nothing more', async () => {
    const asked = stubModules({});
    answering(accepted);
    await ask();

    expect(asked).toEqual([]);
  });
});
