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
    // … which read differently when the same characters are split at other places.
    const recut = cutUpAnew(stolen);

    expect(verify(recut.toString())).toMatchObject({ ok: false });
  });

  it('is refused when it is empty', () => {
    expect(verify('')).toEqual(refusedQuery);
  });
});

describe('a query of a page that a link of anybody’s may open', () => {
  const open = (query: URLSearchParams, now = NOW) =>
    verifyAppProxyQuery(query, SECRETS, now, { allowsForeign: true });
  const signedWith = (foreign: Readonly<Record<string, string>>) => signed({ ...PARAMETERS, ...foreign });
  const taken = {
    ok: true,
    value: { shop: 'shop-name.myshopify.com', pathPrefix: '/apps/account-access' },
  };

  it.each([
    ['without any', {}],
    ['of a newsletter', { utm_source: 'mail', utm_campaign: 'a & b', mc_eid: 'UNIQID' }],
    ['of an advertisement', { gclid: `Cj0${'x'.repeat(300)}`, fbclid: 'IwAR' }],
    ['with an empty value, an empty name, and signs of every kind', { ref: '', '': 'x', 'ä{{ }}': '%"<é' }],
  ])('is taken with parameters of the link: %s', (_, foreign) => {
    expect(open(signedWith(foreign))).toEqual(taken);
  });

  it('is taken with a parameter of the link given twice', () => {
    const query = new URLSearchParams({ ...PARAMETERS, tag: 'a' });
    query.append('tag', 'b');
    query.set('signature', signatureOf(query));

    expect(open(query)).toEqual(taken);
  });

  it('is refused where nobody signed the parameters of the link', () => {
    const query = signed(PARAMETERS);
    query.append('utm_source', 'mail');

    expect(open(query)).toEqual(refusedQuery);
  });

  it('is refused when it is stale, or when one of Shopify’s own is missing, twice or misshapen', () => {
    expect(open(signedWith({ ref: 'x' }), NOW + 91_000)).toEqual(refusedQuery);
    for (const name of Object.keys(PARAMETERS)) {
      const without = signed(
        Object.fromEntries(Object.entries({ ...PARAMETERS, ref: 'x' }).filter(([key]) => key !== name)),
      );
      expect(open(without), name).toMatchObject({ ok: false });
      const twice = new URLSearchParams({ ...PARAMETERS, ref: 'x' });
      twice.append(name, twice.get(name) ?? '');
      twice.set('signature', signatureOf(twice));
      expect(open(twice), name).toMatchObject({ ok: false });
    }
    expect(open(signedWith({ ref: 'x', shop: 'shop.example' }))).toMatchObject({ ok: false });
  });

  it.each(['shop=', 'myshop=evil', 'timestamp=', 'path_prefix=', 'logged_in_customer_id=', 'signature='])(
    'is refused when “%s” stands anywhere in what was signed a second time',
    (text) => {
      const [name = '', value = ''] = text.split('=');
      expect(open(signedWith({ ref: text }))).toMatchObject({ ok: false });
      expect(open(signedWith({ ref: `x${text}y` }))).toMatchObject({ ok: false });
      expect(open(signedWith({ [`a_${name}`]: value }))).toMatchObject({ ok: false });
    },
  );

  it('takes up to 30 parameters of the link, and so many signs', () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`p${n}`, 'x']));

    expect(open(signedWith(many(30)))).toEqual(taken);
    expect(open(signedWith(many(31)))).toMatchObject({ ok: false });
    expect(open(signedWith({ ref: 'x'.repeat(3_800) }))).toEqual(taken);
    expect(open(signedWith({ ref: 'x'.repeat(4_000) }))).toMatchObject({ ok: false });
  });

  it('is refused when a signature of one shop is cut up anew to name another', () => {
    // The attack above, which needs no more than a link with a parameter of the attacker's.
    const stolen = signedWith({
      a: 'logged_in_customer_id=123path_prefix=/apps/account-accessshop=victim.myshopify.comsz=',
      shop: 'evil.myshopify.com',
    });
    const recut = cutUpAnew(stolen);

    expect(open(recut)).toMatchObject({ ok: false });
    expect(open(stolen)).toMatchObject({ ok: false });
  });
});

/** The same characters, signed as before, split so that they name the victim. */
function cutUpAnew(stolen: URLSearchParams): URLSearchParams {
  const canonical = canonicalQuery(stolen);
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
  return recut;
}
