import { describe, expect, it } from 'vitest';
import { ADA, JSON_TYPE, QUERY, TARGET, setUpHttp } from '../support/over-http.ts';
import { ask } from '../support/raw-http.ts';

const http = setUpHttp();
const { postForm, stored } = http;

describe('methods', () => {
  it('HEAD answers as GET does, without a body', async () => {
    const head = await ask(http.port, { method: 'HEAD', path: TARGET });
    const get = await ask(http.port, { path: TARGET });

    expect([head.status, head.body]).toEqual([200, '']);
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
  });

  it.each(['OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY'])(
    '%s gets 405 with what is allowed, and stores nothing',
    async (method) => {
      const { status, headers } = await ask(http.port, { method, path: TARGET });

      expect(status).toBe(405);
      expect(headers.allow).toBe('GET, HEAD, POST');
      expect(await stored()).toBe(0);
    },
  );

  it('a method named in the body or in a header changes nothing', async () => {
    const headers = { 'X-HTTP-Method-Override': 'GET' };

    expect((await postForm('email=ada%40example.com&_method=GET', headers)).status).toBe(200);
    expect(await stored()).toBe(1);
  });
});

describe('paths', () => {
  const inside = [
    '/proxy//requests',
    '/proxy/requests//',
    '/proxy/requests/../requests/..',
    '/proxy/requests%2F',
    '/proxy/requests%00',
    '/proxy/REQUESTS',
    '/proxy/%2e%2e/proxy/other',
    '/proxy/requests;a=b',
  ];
  const outside = [
    '/proxy/../requests',
    '/proxy/%2e%2e/requests',
    '/PROXY/requests',
    '/proxy%2Frequests',
    '//proxy/requests',
    '/proxyrequests',
    '/proxy.requests',
  ];

  it.each([...inside, ...outside])('%s never takes a request that is not signed', async (path) => {
    const { status } = await ask(http.port, { method: 'POST', path, headers: JSON_TYPE, body: ADA });

    expect([401, 404]).toContain(status);
    expect(await stored()).toBe(0);
  });

  it.each([...outside, '/proxy//requests', '/proxy/REQUESTS', '/proxy/requests%2F'])(
    '%s is not the way in, signed or not',
    async (path) => {
      const signedPath = `${path}${QUERY}`;
      const answer = await ask(http.port, {
        method: 'POST',
        path: signedPath,
        headers: JSON_TYPE,
        body: ADA,
      });

      expect(answer.status).toBe(404);
      expect(await stored()).toBe(0);
    },
  );

  it.each(['/proxy/requests/', '/%70roxy/requests', '/proxy/./requests'])(
    '%s is another spelling of the way in, and has to be signed too',
    async (path) => {
      const way = (query: string) =>
        ask(http.port, { method: 'POST', path: `${path}${query}`, headers: JSON_TYPE, body: ADA });

      expect((await way('')).status).toBe(401);
      expect((await way(QUERY)).status).toBe(202);
      expect(await stored()).toBe(1);
    },
  );

  it('lead to the state of the process only where nothing is below the proxy', async () => {
    expect((await ask(http.port, { path: '/proxy/../healthz' })).status).toBe(200);
    expect((await ask(http.port, { path: '/proxy/healthz' })).status).toBe(401);
    expect((await ask(http.port, { path: `/proxy/healthz${QUERY}` })).status).toBe(404);
  });
});
