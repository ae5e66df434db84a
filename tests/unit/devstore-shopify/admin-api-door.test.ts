import { describe, expect, it, vi } from 'vitest';
import { ConnectionCut } from '../../../src/devstore/faults/apply-fault.ts';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { TOKEN, PATH, open, INVITE } from './admin-api-support.ts';
import { gid } from './support.ts';

describe('at the door', () => {
  const post = (path: string, init: RequestInit = {}) =>
    open().handle(
      new Request(`http://127.0.0.1:4400${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-shopify-access-token': TOKEN },
        body: '{"query":"{ shop { name } }"}',
        ...init,
      }),
    );
  const json = { 'content-type': 'application/json' };

  it.each([
    ['no token', json],
    ['a wrong token', { ...json, 'x-shopify-access-token': 'other' }],
    ['a longer token', { ...json, 'x-shopify-access-token': `${TOKEN}.` }],
  ])('turns away %s', async (_case, headers) => {
    const response = await post(PATH, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
    });
  });

  it.each([
    ['another version', '/admin/api/2026-07/graphql.json', {}, 404],
    ['another file', '/admin/api/2026-10/customers.json', {}, 404],
    ['a path below', '/admin/api/2026-10/graphql.json/x', {}, 404],
    ['another API', '/api/2026-10/graphql.json', {}, 404],
    ['GET', PATH, { method: 'GET', body: null }, 405],
    ['another content type', PATH, { headers: { 'x-shopify-access-token': TOKEN } }, 415],
    ['a body that is no JSON', PATH, { body: '{' }, 400],
    ['a body without a query', PATH, { body: '{"variables":{}}' }, 400],
  ] as const)('answers %s with an error that says so', async (_case, path, init, status) => {
    const response = await post(path, init);
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('errors');
  });

  it('names the version it serves', async () => {
    expect(JSON.stringify(await (await post('/admin/api/2025-01/graphql.json')).json())).toContain('2026-10');
  });
});

describe('the fault admin-api', () => {
  it('cuts the connection', async () => {
    const { shop, ask } = open();
    shop.faults.set('admin-api', { kind: 'refuse', times: 1 });
    await expect(ask('{ shop { name } }')).rejects.toBeInstanceOf(ConnectionCut);
    expect((await ask('{ shop { name } }')).data).toBeDefined();
  });

  it('throttles although there are points', async () => {
    const { shop, ask } = open();
    shop.faults.set('admin-api', { kind: 'throttle' });
    const answer = await ask(INVITE, { id: gid(PEOPLE.migrated) });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'THROTTLED' });
    expect(answer.extensions?.cost).toMatchObject({ actualQueryCost: null });
  });

  it('answers late, and then properly', async () => {
    vi.useFakeTimers();
    try {
      const { shop, ask } = open();
      shop.faults.set('admin-api', { kind: 'delay', ms: 5_000 });
      const answer = ask('{ nonsense }');
      await vi.advanceTimersByTimeAsync(4_999);
      expect(vi.getTimerCount()).toBe(1);
      await vi.advanceTimersByTimeAsync(1);
      expect((await answer).errors).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });
});
