import { describe, expect, it } from 'vitest';
import { canonicalQuery, verifyAppProxyQuery } from '../../../src/server/shopify/app-proxy.ts';
import { createClientSecrets } from '../../../src/server/shopify/client-secrets.ts';
import { signedQuery, signParameters } from '../../support/app-proxy-signer.ts';

const SECRET = 'hush';
const SECRETS = createClientSecrets([SECRET]);
const NOW = 1_795_312_830_000;
const PARAMETERS = {
  shop: 'shop-name.myshopify.com',
  logged_in_customer_id: '',
  path_prefix: '/apps/account-access',
  timestamp: String(NOW / 1000),
};

const verify = (query: string, now = NOW) => verifyAppProxyQuery(new URLSearchParams(query), SECRETS, now);
const refusedQuery = { ok: false, reason: 'refused' };

const isSigned = (query: URLSearchParams, signature: string) =>
  SECRETS.signed(canonicalQuery(query), Buffer.from(signature, 'hex'));

/** Over all that there is, values of one key joined by commas. */
function signatureOf(query: URLSearchParams): string {
  const keys = [...query.keys()].filter((key) => key !== 'signature');
  return signParameters(Object.fromEntries(keys.map((key) => [key, query.getAll(key).join(',')])), SECRET);
}

/** A query with any parameters, properly signed over all of them. */
function signed(parameters: Readonly<Record<string, string>>): URLSearchParams {
  return new URLSearchParams({ ...parameters, signature: signParameters(parameters, SECRET) });
}

describe('the signature', () => {
  // https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
  it('is the one that Shopify documents for a signed-in customer', () => {
    const query = new URLSearchParams(
      'extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555&signature=4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb',
    );

    expect(canonicalQuery(query)).toBe(
      'extra=1,2logged_in_customer_id=1path_prefix=/apps/awesome_reviewsshop=shop-name.myshopify.comtimestamp=1317327555',
    );
    expect(isSigned(query, query.get('signature') ?? '')).toBe(true);
  });

  it('is the one that Shopify documents for an anonymous visitor', () => {
    const query = new URLSearchParams(
      'extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555',
    );

    expect(isSigned(query, 'e072b6d7e6622d85912a5214b860d3100dc1e73d9bc29f43796ac8c9ff8093cb')).toBe(true);
  });

  it('sorts by bytes, not as a language sorts', () => {
    expect(canonicalQuery(new URLSearchParams('b=1&Zed=1&aB=1&a_=1'))).toBe('Zed=1aB=1a_=1b=1');
  });
});

describe('a query from the app proxy', () => {
  it('is taken, and tells shop and path', () => {
    expect(verify(signedQuery(PARAMETERS, SECRET))).toEqual({
      ok: true,
      value: { shop: 'shop-name.myshopify.com', pathPrefix: '/apps/account-access' },
    });
  });

  it.each([
    ['of a signed-in customer', { logged_in_customer_id: '6543210987654' }],
    ['of a renamed path', { path_prefix: '/community/my_way-in' }],
    ['made 90 seconds ago', { timestamp: String(NOW / 1000 - 90) }],
    ['made 90 seconds ahead', { timestamp: String(NOW / 1000 + 90) }],
  ])('is taken %s', (_, change) => {
    expect(verify(signedQuery({ ...PARAMETERS, ...change }, SECRET))).toMatchObject({ ok: true });
  });

  it.each([
    ['stale', { timestamp: String(NOW / 1000 - 91) }],
    ['from the future', { timestamp: String(NOW / 1000 + 91) }],
    ['with a timestamp that is no whole number', { timestamp: `${NOW / 1000}.0` }],
    ['with a timestamp in another notation', { timestamp: '1.79e9' }],
    ['with an empty timestamp', { timestamp: '' }],
    ['with an empty shop', { shop: '' }],
    ['with a shop of another site', { shop: 'shop-name.myshopify.com.example' }],
    ['with a shop that is a path', { shop: 'evil.example/shop-name.myshopify.com' }],
    ['with a shop in capitals', { shop: 'Shop-Name.myshopify.com' }],
    ['with an empty path', { path_prefix: '' }],
    ['with a path to another site', { path_prefix: '//evil.example' }],
    ['with a path that climbs', { path_prefix: '/apps/../admin' }],
    ['with a customer that is no number', { logged_in_customer_id: 'x' }],
  ])('is refused, although signed, when it is %s', (_, change) => {
    expect(verify(signedQuery({ ...PARAMETERS, ...change }, SECRET))).toEqual(refusedQuery);
  });

  it('is refused when it was signed with another secret', () => {
    expect(verify(signedQuery(PARAMETERS, 'shush'))).toEqual(refusedQuery);
  });

  it('is refused when it is replayed for another shop', () => {
    const query = new URLSearchParams(signedQuery(PARAMETERS, SECRET));
    query.set('shop', 'other-shop.myshopify.com');

    expect(verify(query.toString())).toEqual(refusedQuery);
  });

  it('is refused when the signature is in capitals', () => {
    const query = new URLSearchParams(signedQuery(PARAMETERS, SECRET));
    query.set('signature', (query.get('signature') ?? '').toUpperCase());

    expect(verify(query.toString())).toEqual(refusedQuery);
  });

  it.each(['', 'f'.repeat(63), 'f'.repeat(64), 'f'.repeat(65), 'é'.repeat(64)])(
    'is refused with the signature %j',
    (signature) => {
      expect(verify(new URLSearchParams({ ...PARAMETERS, signature }).toString())).toEqual(refusedQuery);
    },
  );

  it.each(['shop', 'logged_in_customer_id', 'path_prefix', 'timestamp', 'signature'])(
    'is refused without %s',
    (name) => {
      const query = new URLSearchParams(signedQuery(PARAMETERS, SECRET));
      query.delete(name);
      if (name !== 'signature') query.set('signature', signatureOf(query));

      expect(verify(query.toString())).toEqual(refusedQuery);
    },
  );

  it.each(['shop', 'logged_in_customer_id', 'path_prefix', 'timestamp', 'signature'])(
    'is refused with %s given twice, even when both are signed',
    (name) => {
      const query = new URLSearchParams(signedQuery(PARAMETERS, SECRET));
      query.append(name, query.get(name) ?? '');
      if (name !== 'signature') query.set('signature', signatureOf(query));

      expect(verify(query.toString())).toMatchObject({ ok: false });
    },
  );

  it('is refused when it has a foreign parameter that nobody signed', () => {
    expect(verify(`${signedQuery(PARAMETERS, SECRET)}&email=ada@example.com`)).toEqual(refusedQuery);
  });

  it('is refused with a foreign parameter that was signed, and told apart from noise', () => {
    const query = signed({ ...PARAMETERS, market: 'no' });

    expect(verify(query.toString())).toEqual({ ok: false, reason: 'parameters-changed' });
  });

  it('is refused when a signature of one shop is cut up anew to name another', () => {
    // Signed for a shop of the attacker's, with a parameter whose value holds the victim's pairs …
    const stolen = signed({
      a: 'logged_in_customer_id=123path_prefix=/apps/account-accessshop=victim.myshopify.comsz=',
      logged_in_customer_id: '',
      path_prefix: '/apps/x',
      shop: 'evil.myshopify.com',
      timestamp: PARAMETERS.timestamp,
    });
    const canonical = canonicalQuery(stolen);
    // … which read differently when the same characters are split at other places.
    const recut = new URLSearchParams({
      a: '',
      logged_in_customer_id: '123',
      path_prefix: '/apps/account-access',
      shop: 'victim.myshopify.com',
      sz: canonical.slice(canonical.indexOf('sz=') + 3, canonical.lastIndexOf('timestamp=')),
      timestamp: PARAMETERS.timestamp,
    });
    expect(canonicalQuery(recut)).toBe(canonical);
    recut.set('signature', stolen.get('signature') ?? '');

    expect(verify(recut.toString())).toMatchObject({ ok: false });
  });

  it('is refused when it is empty', () => {
    expect(verify('')).toEqual(refusedQuery);
  });
});
