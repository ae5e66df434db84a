import { describe, expect, it } from 'vitest';
import { KNOWN_PASSWORD, PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import type { AppProxy } from '../../../src/devstore/storefront/storefront.ts';
import { cookieOf, openStorefront } from './support.ts';

const liquid =
  (body: string, headers: Record<string, string> = {}): AppProxy =>
  () =>
    Promise.resolve(
      new Response(body, { headers: { 'content-type': 'application/liquid; charset=utf-8', ...headers } }),
    );

describe('an answer of application/liquid', () => {
  it.each(['plain', 'vintage'] as const)('is rendered inside the layout of %s', async (theme) => {
    const { get, storefront } = openStorefront(
      { theme },
      { appProxy: liquid('<p>{{ shop.name | escape }}, {{ request.locale.iso_code }}</p>') },
    );
    const { status, headers, body } = await get('/nb/apps/account-access/requests');

    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(body).toMatch(/^<!doctype html>[^]*<p>Fjell &amp; Fjord, nb<\/p>[^]*<\/html>\s*$/);
    expect(storefront.diagnostics).toEqual([]);
  });

  it('drops the layout where it says so, and keeps what the app says about caching', async () => {
    const appProxy = liquid('{% layout none %}<p>bare</p>', { 'cache-control': 'private' });
    const { body, headers } = await openStorefront({}, { appProxy }).get('/apps/account-access');

    expect(body).toBe('<p>bare</p>');
    expect(headers.get('cache-control')).toBe('private');
  });

  it('is a developer page when its Liquid is wrong', async () => {
    const { get, storefront } = openStorefront({}, { appProxy: liquid('{{ "a" | shout }}') });

    expect((await get('/apps/account-access/x')).status).toBe(500);
    expect(storefront.diagnostics[0]?.problem.place?.file).toBe('app proxy response');
  });
});

it('any other answer is passed on as it is', async () => {
  const appProxy: AppProxy = () => Promise.resolve(Response.json({ kind: 'accepted' }, { status: 202 }));
  const { status, headers, body } = await openStorefront({}, { appProxy }).get(
    '/apps/account-access/requests',
  );

  expect([status, headers.get('content-type'), body]).toEqual([
    202,
    'application/json',
    '{"kind":"accepted"}',
  ]);
});

it('the app hears who asks, in which language, and the body that was sent', async () => {
  const heard: unknown[] = [];
  const appProxy: AppProxy = async (request, visitor) => {
    heard.push([request.method, new URL(request.url).pathname, await request.text(), visitor]);
    return new Response('ok');
  };
  const { post } = openStorefront({}, { appProxy });
  const session = cookieOf(
    await post('/account/login', {
      'customer[email]': PEOPLE.enabled.email,
      'customer[password]': KNOWN_PASSWORD,
    }),
  );

  await post('/fr/apps/account-access/requests?a=1', { email: 'a@example.com' }, session);

  expect(heard).toEqual([
    [
      'POST',
      '/fr/apps/account-access/requests',
      'email=a%40example.com',
      { customerId: PEOPLE.enabled.id, ip: '127.0.0.1', locale: 'fr' },
    ],
  ]);
});

it('the path is the shop’s: a renamed one works, the old one is a 404', async () => {
  const { get } = openStorefront({ proxyPath: '/community/help' }, { appProxy: liquid('<p>here</p>') });

  expect((await get('/community/help/requests')).body).toContain('<p>here</p>');
  expect((await get('/community/helper')).status).toBe(404);
  expect((await get('/apps/account-access/requests')).status).toBe(404);
});
