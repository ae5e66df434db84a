import { describe, expect, it } from 'vitest';
import { openStorefront } from './support.ts';

const CDN = 'http://127.0.0.1:4401';

describe('the CDN', () => {
  const { storefront, shop } = openStorefront();
  const get = (path: string, init?: RequestInit) => storefront.cdn(new Request(CDN + path, init));

  it.each([
    ['/cdn/extensions/extension/assets/app.js?v=1', 'text/javascript; charset=utf-8'],
    ['/cdn/extensions/extension/assets/app.css', 'text/css; charset=utf-8'],
    ['/cdn/shop/t/plain/assets/theme.css', 'text/css; charset=utf-8'],
    ['/cdn/shop/t/vintage/assets/style.css', 'text/css; charset=utf-8'],
  ])('serves %s for every origin and for ever', async (path, type) => {
    const response = await get(path);

    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': type,
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect((await response.text()).length).toBeGreaterThan(10);
  });

  it.each([
    '/cdn/extensions/extension/assets/gone.js',
    '/cdn/extensions/extension/assets/..%2Flocales%2Ffr.json',
    '/cdn/extensions/extension/assets/%2e%2e%2flocales%2ffr.json',
    '/cdn/extensions/extension/locales/fr.json',
    '/cdn/shop/t/other/assets/theme.css',
    '/cdn/shop/t/plain/assets/%2Fetc%2Fpasswd',
    '/cdn/shop/t/plain/assets/%E0%A4%A',
    '/',
  ])('does not serve %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('answers HEAD without a body, and nothing but GET and HEAD', async () => {
    const head = await get('/cdn/shop/t/plain/assets/theme.css', { method: 'HEAD' });

    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await get('/cdn/shop/t/plain/assets/theme.css', { method: 'POST' })).status).toBe(405);
  });

  it('is refused under another name', async () => {
    expect(
      (await storefront.cdn(new Request('http://evil.example/cdn/shop/t/plain/assets/theme.css'))).status,
    ).toBe(421);
  });

  it('fails when it is told to', async () => {
    shop.faults.set('cdn', { kind: 'status', status: 503, times: 1 });

    expect((await get('/cdn/shop/t/plain/assets/theme.css')).status).toBe(503);
    expect((await get('/cdn/shop/t/plain/assets/theme.css')).status).toBe(200);
  });

  it('serves what pages name', async () => {
    const page = await storefront.handle(new Request('http://127.0.0.1:4400/account/login'), { ip: '' });
    const body = await page.text();
    const named = [...body.matchAll(/(?:http:)?\/\/127\.0\.0\.1:4401(\/[^"]+)/g)].map(
      (match) => match[1] ?? '',
    );

    expect(named.length).toBeGreaterThanOrEqual(3);
    for (const path of named) expect((await get(path)).status).toBe(200);
  });
});
