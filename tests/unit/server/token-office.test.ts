import { describe, expect, it } from 'vitest';
import { ok, refused } from '../../../src/contracts/result.ts';
import type { Gate, Heard } from '../../../src/server/domain/gate-ports.ts';
import type { TokenOffice, TokenPass } from '../../../src/server/domain/shop-ports.ts';
import { createTokenOffice } from '../../../src/server/shopify/oauth.ts';
import { endless } from '../../support/endless.ts';

const NOW = Date.UTC(2026, 10, 22, 3);
const SHOP = 'fjell.myshopify.com';
const REFRESH = 'shprt_a_secret';
const GIVEN = {
  access_token: 'shpat_a_secret',
  scope: 'read_customers,write_customers',
  expires_in: 3_600,
  refresh_token: 'shprt_another_secret',
  refresh_token_expires_in: 7_776_000,
};

interface Asked {
  url?: string;
  init?: RequestInit | undefined;
  body?: unknown;
}

function office(answer: () => Response | Promise<Response>, asked: Asked = {}, gate?: Gate) {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.url = input instanceof Request ? input.url : String(input);
    asked.init = init;
    asked.body = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    return answer();
  };
  const originOf = (shop: string) => `https://${shop}`;
  return createTokenOffice({
    apiKey: 'client-id',
    apiSecret: 'client secret',
    originOf,
    clock: { now: () => NOW },
    fetch,
    gate,
  });
}

async function passOf(asked: TokenOffice): Promise<TokenPass> {
  const entered = await asked.enter(SHOP);
  if (!entered.ok) throw new Error(`a pass was expected, not ${entered.reason.problem}`);
  return entered.value;
}

describe('Shopify’s token endpoint', () => {
  it('is asked for an expiring offline token in exchange for a session token', async () => {
    const asked: Asked = {};
    const pass = await passOf(office(() => Response.json(GIVEN), asked));
    const outcome = await pass.exchange('a.session.token');

    expect(asked.url).toBe(`https://${SHOP}/admin/oauth/access_token`);
    expect(asked.init).toMatchObject({ method: 'POST', redirect: 'manual' });
    expect(asked.body).toEqual({
      client_id: 'client-id',
      client_secret: 'client secret',
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: 'a.session.token',
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      expiring: '1',
    });
    expect(outcome).toEqual({
      kind: 'granted',
      grant: {
        adminToken: 'shpat_a_secret',
        accessExpiresAt: NOW + 3_600_000,
        refreshToken: 'shprt_another_secret',
        refreshExpiresAt: NOW + 7_776_000_000,
        scopes: 'read_customers,write_customers',
      },
    });
  });

  it('is asked to renew with the refresh token and nothing of the shopper’s', async () => {
    const asked: Asked = {};
    const pass = await passOf(office(() => Response.json(GIVEN), asked));
    await pass.refresh(REFRESH);

    expect(asked.body).toEqual({
      client_id: 'client-id',
      client_secret: 'client secret',
      grant_type: 'refresh_token',
      refresh_token: REFRESH,
    });
  });

  const echo = { error_description: `${REFRESH} is not good` };
  const json = (status: number, body: unknown) => () => Response.json(body, { status });
  const page = (status: number) => () => new Response(`<p>${REFRESH}</p>`, { status });
  const network = (code?: string) => () => {
    throw new TypeError(REFRESH, { cause: Object.assign(new Error(REFRESH), { code }) });
  };

  it.each([
    ['a refused token', json(400, { error: 'invalid_grant', ...echo }), { kind: 'refused' }],
    ['a refused session token', json(400, { error: 'invalid_subject_token', ...echo }), { kind: 'refused' }],
    ['a code nobody knows', json(401, { error: 'something_new', ...echo }), { kind: 'refused' }],
    [
      'a wrong secret',
      json(401, { error: 'invalid_client', ...echo }),
      { kind: 'failed', problem: 'unauthorized' },
    ],
    ['a page instead of an answer', page(400), { kind: 'failed', problem: 'not-json' }],
    ['a page with status 200', page(200), { kind: 'failed', problem: 'not-json' }],
    [
      'an answer without a token',
      json(200, { ...GIVEN, access_token: '' }),
      { kind: 'failed', problem: 'not-json' },
    ],
    ['an answer that is null', json(200, null), { kind: 'failed', problem: 'not-json' }],
    ['an answer that never ends', () => endless().response, { kind: 'failed', problem: 'not-json' }],
    [
      'an answer longer than any with tokens',
      json(200, { ...GIVEN, padding: 'x'.repeat(64_000) }),
      { kind: 'failed', problem: 'not-json' },
    ],
    [
      'too many questions, with a time',
      () => Response.json(echo, { status: 429, headers: { 'Retry-After': '2.5' } }),
      { kind: 'failed', problem: 'throttled', afterSeconds: 3 },
    ],
    ['too many questions', json(429, echo), { kind: 'failed', problem: 'throttled' }],
    ['trouble inside', json(500, echo), { kind: 'failed', problem: 'http-error' }],
    ['a redirect', json(302, echo), { kind: 'failed', problem: 'http-error' }],
    ['no such shop', json(404, echo), { kind: 'failed', problem: 'http-error' }],
    ['no connection', network('ECONNREFUSED'), { kind: 'failed', problem: 'unreachable' }],
    ['a cut connection', network('ECONNRESET'), { kind: 'failed', problem: 'cut-off' }],
    ['a time-out', network(), { kind: 'failed', problem: 'cut-off' }],
  ])('says what is to be done after %s, and repeats nothing of it', async (_, answer, expected) => {
    const pass = await passOf(office(answer));
    const outcome = await pass.refresh(REFRESH);

    expect(outcome).toEqual(expected);
    expect(JSON.stringify(outcome)).not.toMatch(/shprt|shpat/);
  });
});

describe('the gate of the token endpoint', () => {
  /** A gate that lets everybody in and keeps what it is told. */
  function openGate() {
    const heard: Heard[] = [];
    const pass = { report: async (each: Heard) => void heard.push(each) };
    return { heard, gate: { enter: async () => ok(pass) } satisfies Gate };
  }

  it.each([
    ['tokens', () => Response.json(GIVEN), true],
    ['a refusal', () => Response.json({ error: 'invalid_grant' }, { status: 400 }), true],
    ['no such shop', () => new Response('', { status: 404 }), true],
    ['a failure inside', () => new Response('', { status: 500 }), false],
    ['a page of a gateway', () => new Response('<p>Hello</p>'), false],
    ['an answer that never ends', () => endless().response, false],
    ['silence', () => Promise.reject(new TypeError('fetch failed')), false],
  ] as const)('hears of %s whether anybody is there', async (_, answer, answered) => {
    const { heard, gate } = openGate();
    const pass = await passOf(office(answer, {}, gate));
    await pass.refresh(REFRESH);

    expect(heard).toEqual([{ answered }]);
  });

  it('hears how long the endpoint wants to be left alone', async () => {
    const { heard, gate } = openGate();
    const busy = () => new Response('', { status: 503, headers: { 'Retry-After': '30' } });
    const pass = await passOf(office(busy, {}, gate));

    expect(await pass.refresh(REFRESH)).toEqual({ kind: 'failed', problem: 'http-error', afterSeconds: 30 });
    expect(heard).toEqual([{ answered: false, retryAfterSeconds: 30 }]);
  });

  it('that holds a call back keeps it from being made', async () => {
    const asked: Asked = {};
    const held = refused({ problem: 'circuit-open', afterSeconds: 9 } as const);
    const shut: Gate = { enter: async () => held };

    expect(await office(() => Response.json(GIVEN), asked, shut).enter(SHOP)).toBe(held);
    expect(asked.url).toBeUndefined();
  });
});
