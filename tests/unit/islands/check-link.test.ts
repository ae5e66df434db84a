import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkLink } from '../../../src/islands/inbox-checks/check-link.ts';

const HOSTS = ['shop.example', 'shop-example.myshopify.example'];
const PATH = '/account/activate/4711/0123456789abcdef-1790000000';
const LINK = `https://shop.example${PATH}`;

const fetched = vi.fn();
beforeEach(() => vi.stubGlobal('fetch', fetched));
afterEach(() => {
  expect(fetched).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});

/** As Outlook, Gmail and Proofpoint (its third version) rewrite the links in a mail. */
const safeLinks = (link: string) =>
  `https://eur02.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}&data=05%7C02%7C&reserved=0`;
const google = (link: string) =>
  `https://www.google.com/url?q=${encodeURIComponent(link)}&source=gmail&ust=1790000000&usg=AOv`;
const proofpoint = (link: string) => `https://urldefense.com/v3/__${link}__;!!ABC!def$`;

describe('a link of the shop', () => {
  test.each([
    LINK,
    'https://shop.example',
    'https://shop.example/',
    'http://shop.example/',
    `https://www.shop.example${PATH}`,
    'https://konto.shop.example/account',
    'https://a.b.shop.example/account',
    'https://shop.example:8443/account',
    'shop.example:8443/account',
    'shop.example:8443',
    'HTTPS://SHOP.EXAMPLE/ACCOUNT',
    'Https://Shop.Example/account',
    `shop.example${PATH}`,
    'www.shop.example',
    '//shop.example/account',
    `<${LINK}>`,
    `(${LINK})`,
    `"${LINK}"`,
    `${LINK}.`,
    `${LINK},`,
    `(${LINK}).`,
    `  ${LINK}\n`,
    'https://shop.example./account',
    'https://shop.example?redirect=https://evil.example',
    'https://shop.example#https://evil.example',
    'https://shop.example/@evil.example',
    // Browsers read these so, as the URL Standard says.
    'https:/shop.example/account',
    'https:shop.example/account',
    'https://ｓｈｏｐ.example/account',
    'https://shop。example/account',
    'https://user:secret@shop.example:8443/account',
  ])('is known as one: %j', (link) => {
    expect(checkLink(link, HOSTS)).toMatchObject({
      kind: 'ours',
      host: expect.stringMatching(/(^|\.)shop\.example$/),
    });
  });

  test.each(['https://shop-example.myshopify.example/account', 'https://www.shop-example.myshopify.example'])(
    'may be at any host of the shop: %s',
    (link) => {
      expect(checkLink(link, HOSTS).kind).toBe('ours');
    },
  );

  test.each(['www.shop.example', 'SHOP.example', 'shop.example:3000', 'www.SHOP.example:3000'])(
    'is known however the shop’s host is written: %s',
    (host) => {
      expect(checkLink(LINK, [host]).kind).toBe('ours');
      expect(checkLink('https://www.shop.example/', [host]).kind).toBe('ours');
    },
  );

  test('is known where the host has letters beyond ASCII, in both ways of writing them', () => {
    for (const host of ['blåbær.example', 'xn--blbr-roah.example']) {
      expect(checkLink('https://blåbær.example/account', [host]).kind).toBe('ours');
      expect(checkLink('https://xn--blbr-roah.example/account', [host]).kind).toBe('ours');
    }
  });
});

describe('a link that only looks like the shop’s', () => {
  test.each([
    ['https://evil.example/', 'evil.example'],
    ['https://shop.example@evil.example/', 'evil.example'],
    ['https://shop.example:secret@evil.example/', 'evil.example'],
    ['https://shop.example:443@evil.example:8443/', 'evil.example'],
    ['https://www.shop.example%2Faccount@evil.example', 'evil.example'],
    ['shop.example@evil.example', 'evil.example'],
    ['https://shop.example.evil.example/account', 'shop.example.evil.example'],
    ['https://shop.example%2eevil.example/account', 'shop.example.evil.example'],
    ['https://evilshop.example/account', 'evilshop.example'],
    ['https://evil-shop.example', 'evil-shop.example'],
    ['https://shop-example.evil.example', 'shop-example.evil.example'],
    ['https://shop.example-evil.example', 'shop.example-evil.example'],
    ['https://shop.examples', 'shop.examples'],
    ['https://example/shop.example', undefined],
    ['https://evil.example/shop.example', 'evil.example'],
    ['https://evil.example/?https://shop.example', 'evil.example'],
    ['https://evil.example#shop.example', 'evil.example'],
    ['https://evil.example/https://shop.example/', 'evil.example'],
    // Cyrillic о, Greek ο, and a dot below that is easily missed.
    ['https://shоp.example/', 'xn--shp-ted.example'],
    ['https://shοp.example/', 'xn--shp-bzc.example'],
    ['https://shọp.example/', 'xn--shp-ulz.example'],
    ['https://xn--shp-ted.example/', 'xn--shp-ted.example'],
    ['https://192.0.2.7/account', '192.0.2.7'],
    ['192.0.2.7:8443/account', '192.0.2.7'],
    ['https://3221225991/', '192.0.2.7'],
    ['https://0xc0000207/', '192.0.2.7'],
    ['https://[2001:db8::7]/account', '[2001:db8::7]'],
    ['https:/evil.example/shop.example', 'evil.example'],
    ['https:///evil.example/shop.example', 'evil.example'],
  ])('%j leads to %s', (link, host) => {
    expect(checkLink(link, HOSTS)).toEqual(
      host === undefined ? { kind: 'unreadable' } : { kind: 'foreign', host },
    );
  });
});

describe('what is no link to a page', () => {
  test.each([
    '',
    '   ',
    '.',
    '<>',
    'https://',
    'shop',
    'our shop',
    'https://shop.example /account',
    'https://shop.\texample/',
    'https://shop.example\n.evil.example/',
    'https://shop.exa\r\nmple/',
    'javascript:alert(1)',
    'JavaScript:alert(1)//shop.example',
    'javascript://shop.example/%0aalert(1)',
    'javascript:1//shop.example',
    'javascript:0;alert(1);`@shop.example/`',
    'javascript:0?alert(1):"@shop.example"',
    'data:text/html,<script>alert(1)</script>',
    'data:1@shop.example/',
    'mailto:help@shop.example',
    'mailto:1@shop.example',
    'tel:+4722334455',
    'file:///shop.example',
    'ftp://shop.example/',
    'blob:https://shop.example/1',
    'view-source:https://shop.example/',
    'intent://shop.example/#Intent;scheme=https;end',
    // Programs do not agree on where these lead.
    'https:\\\\shop.example\\account',
    'https://shop.example\\@evil.example',
    'https://evil.example\\@shop.example',
    'https://shop.example\\.evil.example',
    'https://shop.example／.evil.example/',
    'https://shop.example%00.evil.example/',
    'https://shop.example%40evil.example/',
    'https://shop.example:port/',
    'https://shop.example:99999/',
  ])('is told so, and never called the shop’s: %j', (pasted) => {
    expect(checkLink(pasted, HOSTS)).toEqual({ kind: 'unreadable' });
  });

  test.each(['a', '.', ')', '<', ' ', '@shop.example', 'https://shop.example/', '%', '__;'])(
    '100,000 characters of %j are answered at once',
    (sign) => {
      const much = sign.repeat(100_000 / sign.length);
      const start = performance.now();

      expect(checkLink(`${much}x`, HOSTS)).toEqual({ kind: 'unreadable' });
      expect(checkLink(`https://shop.example/${much}x`, HOSTS)).toEqual({ kind: 'unreadable' });
      expect(performance.now() - start).toBeLessThan(1_000);
    },
  );
});

describe('a link that a mail filter wrapped', () => {
  const wrappers = { safeLinks, google, proofpoint };

  test.each(Object.entries(wrappers))('%s around the shop’s is the shop’s', (_, wrap) => {
    expect(checkLink(wrap(LINK), HOSTS)).toEqual({ kind: 'ours', host: 'shop.example' });
    expect(checkLink(wrap(`${LINK}?a=1`), HOSTS).kind).toBe('ours');
  });

  test.each(Object.entries(wrappers))('%s around another is the other', (_, wrap) => {
    for (const link of ['https://evil.example/shop.example', 'https://shop.example@evil.example/'])
      expect(checkLink(wrap(link), HOSTS)).toEqual({ kind: 'foreign', host: 'evil.example' });
  });

  test.each([
    google(safeLinks(LINK)),
    safeLinks(google(LINK)),
    proofpoint(safeLinks(LINK)),
    safeLinks(proofpoint(LINK)),
    google(google(google(LINK))),
  ])('may be wrapped more than once: %s', (link) => {
    expect(checkLink(link, HOSTS)).toEqual({ kind: 'ours', host: 'shop.example' });
  });

  test('is not looked into for ever', () => {
    expect(checkLink(google(google(google(google(LINK)))), HOSTS)).toEqual({
      kind: 'foreign',
      host: 'www.google.com',
    });
  });

  test.each([
    safeLinks('javascript:alert(1)//shop.example'),
    safeLinks('shop example'),
    google('data:text/html,shop.example'),
    google('%'),
  ])('with rubbish in it is unreadable: %s', (link) => {
    expect(checkLink(link, HOSTS)).toEqual({ kind: 'unreadable' });
  });

  test.each([
    // Nothing in it.
    ['https://eur02.safelinks.protection.outlook.com/', 'eur02.safelinks.protection.outlook.com'],
    ['https://eur02.safelinks.protection.outlook.com/?url=', 'eur02.safelinks.protection.outlook.com'],
    ['https://www.google.com/url', 'www.google.com'],
    ['https://urldefense.com/v3/', 'urldefense.com'],
    ['https://urldefense.com/v3/__https://shop.example/', 'urldefense.com'],
    // Two links in it: the filter may follow the other one.
    [`${google(LINK)}&url=https://evil.example`, 'www.google.com'],
    [`${google(LINK)}&q=https://evil.example`, 'www.google.com'],
    [
      `https://eur02.safelinks.protection.outlook.com/?url=${LINK}&url=https://evil.example`,
      'eur02.safelinks.protection.outlook.com',
    ],
    // Not the page of Google’s that leads on.
    [`https://www.google.com/search?q=${LINK}`, 'www.google.com'],
    // Signs were taken out where the link says where it leads: `*` is `/` here.
    ['https://urldefense.com/v3/__https://evil.example*@shop.example/__;Lw!!ABC$', 'urldefense.com'],
    ['https://urldefense.com/v3/__https:**evil.example/__;Ly8!!ABC$', 'urldefense.com'],
  ])('that tells nothing for sure is not the shop’s: %s', (link, host) => {
    expect(checkLink(link, HOSTS)).toEqual({ kind: 'foreign', host });
  });

  test.each([
    [`https://google.evil.example/url?q=${LINK}`, 'google.evil.example'],
    [`https://google.evil/url?q=${LINK}`, 'google.evil'],
    [`https://evil-google.com/url?q=${LINK}`, 'evil-google.com'],
    [`https://google.com.evil.example/url?q=${LINK}`, 'google.com.evil.example'],
    [`https://safelinks.protection.outlook.com.evil.example/?url=${LINK}`, undefined],
    [`https://xsafelinks.protection.outlook.com/?url=${LINK}`, undefined],
    [`https://urldefense.com.evil.example/v3/__${LINK}__;!!A$`, undefined],
    [`https://evil.example/v3/__${LINK}__;!!A$`, undefined],
    [`https://www.google.com@evil.example/url?q=${LINK}`, 'evil.example'],
  ])('is not looked for at a host that only looks like a filter’s: %s', (link, host) => {
    expect(checkLink(link, HOSTS)).toEqual({ kind: 'foreign', host: host ?? new URL(link).hostname });
  });
});

test('without a host of the shop nothing is the shop’s', () => {
  for (const hosts of [[], [''], ['.'], ['example'], ['www.']])
    expect(checkLink(LINK, hosts)).toEqual({ kind: 'foreign', host: 'shop.example' });
});
