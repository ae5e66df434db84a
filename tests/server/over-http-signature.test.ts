import { describe, expect, it } from 'vitest';
import { signedQuery } from '../support/app-proxy-signer.ts';
import { ADA, FORM_TYPE, JSON_TYPE, QUERY, setUpHttp } from '../support/over-http.ts';
import { ask } from '../support/raw-http.ts';
import { PREFIX, SECRET, SHOP, START } from '../support/service-under-test.ts';

const http = setUpHttp();
const { stored } = http;

/** What the app proxy would have signed, with other values. */
function signed(changes: Readonly<Record<string, string>>): string {
  const timestamp = String(START / 1000);
  const good = { shop: SHOP, logged_in_customer_id: '', path_prefix: PREFIX, timestamp };
  return signedQuery({ ...good, ...changes }, SECRET);
}

describe('a request that the app proxy did not sign just now for this shop', () => {
  const seconds = (more: number) => String(Math.floor(START / 1000) + more);
  it.each([
    ['has no query', ''],
    ['is unsigned', QUERY.replace(/&signature=.*/, '')],
    ['has an empty signature', QUERY.replace(/signature=.*/, 'signature=')],
    [
      'is signed in capitals',
      QUERY.replace(/signature=.*/, (text) => `signature=${text.slice(10).toUpperCase()}`),
    ],
    [
      'is signed with another secret',
      signedQuery({ shop: SHOP, logged_in_customer_id: '', path_prefix: PREFIX, timestamp: seconds(0) }, 'x'),
    ],
    ['is stale', signed({ timestamp: seconds(-91) })],
    ['is of the future', signed({ timestamp: seconds(91) })],
    ['has a timestamp that is no number', signed({ timestamp: `${seconds(0)}.0` })],
    ['is of another shop that is signed', signed({ shop: 'other-shop.myshopify.com' })],
    ['is of another shop that is not', QUERY.replace('latchkey-test', 'other-shop')],
    ['is of something that is no shop', signed({ shop: 'latchkey-test.myshopify.com.evil.example' })],
    ['has the shop twice', `${QUERY}&shop=${SHOP}`],
    ['has the timestamp twice', `${QUERY}&timestamp=${seconds(0)}`],
    ['has the signature twice', `${QUERY}&${QUERY.split('&').at(-1)}`],
    ['has the customer twice', `${QUERY}&logged_in_customer_id=`],
    ['has the prefix twice', `${QUERY}&path_prefix=%2Fapps%2Fother`],
    ['has a parameter of somebody else', `${QUERY}&email=ada%40example.com`],
    ['has a parameter that every object has', `${QUERY}&constructor=1&__proto__=2`],
  ])('and %s gets 401, and leaves nothing stored and nothing logged', async (_, query) => {
    const path = `/proxy/requests${query}`;
    const answers = [
      await ask(http.port, { method: 'POST', path, headers: JSON_TYPE, body: ADA }),
      await ask(http.port, { method: 'POST', path, headers: FORM_TYPE, body: 'email=ada%40example.com' }),
      await ask(http.port, { path }),
    ];

    for (const { status, headers, body } of answers) {
      expect(status).toBe(401);
      expect(headers['content-type']).toContain('application/json');
      expect(JSON.parse(body)).toEqual({ v: 1, error: { code: 'invalid_signature' } });
    }
    expect(await stored()).toBe(0);
    expect(http.lines).toEqual([]);
  });

  it('but with a new parameter that Shopify signed is refused too, and noted without the query', async () => {
    const path = `/proxy/requests${signed({ market: 'eu-secret-market' })}`;

    expect((await ask(http.port, { method: 'POST', path, headers: JSON_TYPE, body: ADA })).status).toBe(401);

    expect(await stored()).toBe(0);
    expect(http.lines).toHaveLength(1);
    expect(http.lines[0]).toContain('"event":"app-proxy-parameters-changed"');
    expect(http.lines[0]).not.toMatch(/market|myshopify|signature=|203\.0/);
  });
});
