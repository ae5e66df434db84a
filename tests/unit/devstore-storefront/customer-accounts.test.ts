import { describe, expect, it } from 'vitest';
import { createHostedAccounts } from '../../../src/devstore/hosted/hosted-accounts.ts';
import { KNOWN_PASSWORD, PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { cookieOf, openStorefront, ORIGIN } from './support.ts';

const ACCOUNTS = 'http://127.0.0.1:4404';

/** A shop on codes, and a browser that keeps cookies, as one host has them whatever the port. */
function open(quirks: Partial<Quirks> = {}) {
  const opened = openStorefront({ accountsVersion: 'NEW_CUSTOMER_ACCOUNTS', ...quirks });
  const { shop, storefront } = opened;
  shop.origins.accounts = ACCOUNTS;
  const hosted = createHostedAccounts(shop);
  const jar = new Map<string, string>();
  const seen: string[] = [];

  async function ask(url: string, fields?: Record<string, string>) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const init =
      fields === undefined
        ? { headers: { cookie } }
        : { method: 'POST', headers: { cookie }, body: new URLSearchParams(fields) };
    const request = new Request(url, init);
    const response = url.startsWith(ACCOUNTS)
      ? await hosted(request)
      : await storefront.handle(request, { ip: '127.0.0.1' });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (set.includes('Max-Age=0')) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }
  /** Follows redirects, and says where they end. */
  async function visit(url: string, fields?: Record<string, string>) {
    seen.push(url);
    const response = await ask(url, fields);
    const location = response.headers.get('location');
    if (location !== null) {
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      return visit(new URL(location, url).href);
    }
    return { url, status: response.status, headers: response.headers, body: await response.text() };
  }
  const codeTo = (email: string) => shop.mails.findLast(({ to }) => to === email)?.code ?? '';
  /** From a page of the shop through the sign-in page. */
  async function signIn(email: string, from = '/customer_authentication/login?return_to=%2Fpages%2Fabout') {
    const { body } = await visit(ORIGIN + from);
    await visit(`${ACCOUNTS}/authentication/login`, { ...hiddenOf(body), email });
    return visit(`${ACCOUNTS}/authentication/code`, { code: codeTo(email) });
  }
  return { ...opened, jar, seen, ask, visit, signIn, codeTo };
}

const hiddenOf = (body: string) =>
  Object.fromEntries(
    [...body.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
const emma = PEOPLE.enabled.email;

describe('signing in with a code', () => {
  it('leads from a page of the shop to the other origin and back to the page, signed in', async () => {
    const { signIn, visit } = open();
    const end = await signIn(emma);

    expect(end.url).toBe(`${ORIGIN}/pages/about`);
    expect((await visit(`${ORIGIN}/`)).body).toContain(`href="/account"`);
    expect((await visit(`${ORIGIN}/account`)).url).toBe(`${ACCOUNTS}/account/orders`);
  });

  it('never puts the address into an address', async () => {
    const { signIn, seen } = open();
    await signIn(emma);

    expect(seen.length).toBeGreaterThan(4);
    expect(seen.filter((url) => /emma|%40|@/.test(url))).toEqual([]);
  });

  it('opens orders and profile on the other origin, and signs out on both', async () => {
    const { signIn, visit, jar } = open();
    await signIn(emma);

    expect((await visit(`${ACCOUNTS}/account`)).body).toContain('#1005');
    expect((await visit(`${ORIGIN}/account/profile`)).body).toContain(emma);
    expect((await visit(`${ORIGIN}/account/logout`)).url).toBe(`${ORIGIN}/`);
    expect(jar.has('_storefront_session')).toBe(false);
    expect((await visit(`${ACCOUNTS}/account/profile`)).url).toContain('/authentication/login');
  });

  it('is signed out from the other origin too', async () => {
    const { signIn, visit, jar } = open();
    await signIn(emma);
    await visit(`${ACCOUNTS}/authentication/logout`, {});

    expect([...jar.keys()]).toEqual([]);
  });

  it('goes to orders and profile where the page that was wanted is one of them', async () => {
    const { signIn } = open();

    expect((await signIn(emma, '/account/profile')).url).toBe(`${ACCOUNTS}/account/profile`);
  });

  it.each(['https://elsewhere.example/', '//elsewhere.example', 'javascript:alert(1)', ''])(
    'leads nowhere else: %s',
    async (elsewhere) => {
      const { signIn } = open();
      const query = new URLSearchParams({ return_to: elsewhere });
      const end = await signIn(emma, `/customer_authentication/login?${query.toString()}`);

      expect(end.url).toBe(`${ACCOUNTS}/account/orders`);
    },
  );

  it('does not ask again whoever is signed in on the other origin', async () => {
    const { signIn, visit, jar } = open();
    await signIn(emma);
    jar.delete('_storefront_session');

    const end = await visit(`${ORIGIN}/customer_authentication/login?return_to=/pages/about`);
    expect(end.url).toBe(`${ORIGIN}/pages/about`);
    expect(jar.has('_storefront_session')).toBe(true);
  });

  it('makes an account for whoever has none, and Liquid knows them', async () => {
    const { signIn, shop } = open({ theme: 'passwordless' });
    const end = await signIn('new.here@example.com');

    expect(end.body).toContain('"name":"new.here@example.com"');
    expect(shop.findByEmail('new.here@example.com')).toBeDefined();
  });

  it('may lead to the code page of nobody: then it begins anew', async () => {
    const { visit } = open();

    for (const path of ['/authentication/code', '/authentication/code/new']) {
      const fields = path.endsWith('new') ? {} : undefined;
      expect((await visit(ACCOUNTS + path, fields)).url).toBe(`${ACCOUNTS}/authentication/login`);
    }
  });
});

describe('the sign-in page', () => {
  const login = `${ORIGIN}/customer_authentication/login`;

  it.each([
    ['en', 'ltr', 'Enter your email address'],
    ['nb', 'ltr', 'Skriv inn e-postadressen'],
    ['de', 'ltr', 'Geben Sie Ihre E-Mail-Adresse'],
    ['fr', 'ltr', 'Saisissez votre adresse'],
    ['ar', 'rtl', 'أدخل بريدك الإلكتروني'],
  ])('is in the language that is asked for: %s', async (locale, direction, words) => {
    const { visit } = open();
    const { body, headers } = await visit(`${login}?locale=${locale}`);

    expect(body).toContain(`<html lang="${locale}" dir="${direction}">`);
    expect(body).toContain(words);
    expect(body).not.toContain('<script');
    expect(headers.get('content-security-policy')).toContain(`form-action 'self' ${ORIGIN};`);
  });

  it('is in the language of the address it was asked at where it reads no locale', async () => {
    const { visit } = open({ signInReadsLocale: false });

    expect((await visit(`${ORIGIN}/nb/customer_authentication/login?locale=de`)).body).toContain('lang="nb"');
  });

  it('has words for a language it does not speak, and for one that is none', async () => {
    const { visit } = open();

    for (const locale of ['ja', 'xx'])
      expect((await visit(`${login}?locale=${locale}`)).body).toContain('lang="en"');
  });

  it.each([
    ['ignored', ''],
    ['fills', emma],
    ['submits', emma],
  ] as const)('does with a hint what the quirk says: %s', async (signInHint, value) => {
    const { visit, shop } = open({ signInHint });
    const before = shop.mails.length;
    const { body } = await visit(`${login}?login_hint=${encodeURIComponent(emma)}`);

    expect(/type="email"\s+name="email"\s+value="([^"]*)"/.exec(body)?.[1]).toBe(value);
    expect(shop.mails.length).toBe(before);
  });

  it('sends the hint on by itself where both say so', async () => {
    const { visit, shop } = open({ signInHint: 'submits' });
    const end = await visit(`${login}?login_hint=${encodeURIComponent(emma)}&login_hint_mode=submit`);

    expect(end.url).toBe(`${ACCOUNTS}/authentication/code`);
    expect(shop.mails.at(-1)).toMatchObject({ kind: 'sign-in-code', to: emma });
  });

  it('names a slip, and keeps what was typed', async () => {
    const { visit, shop } = open();
    const before = shop.mails.length;
    const { status, body } = await visit(`${ACCOUNTS}/authentication/login`, { email: '<b>ann' });

    expect(status).toBe(422);
    expect(body).toContain('value="&lt;b&gt;ann"');
    expect(body).toMatch(/aria-invalid="true" aria-describedby="problem"/);
    expect(body).toContain('role="alert"');
    expect(shop.mails.length).toBe(before);
  });

  it('shows Shop where the shop has it, which says that it is not here', async () => {
    const { visit } = open();
    expect((await visit(login)).body).toContain('Sign in with Shop');
    expect((await visit(`${ACCOUNTS}/authentication/login`, { with: 'shop' })).body).toContain(
      'does not have Shop',
    );
    expect((await open({ signInWithShop: false }).visit(login)).body).not.toContain('Sign in with Shop');
  });

  it('does not come back to the page where the quirk says so', async () => {
    const { signIn } = open({ signInReturns: false });

    expect((await signIn(emma)).url).toBe(`${ACCOUNTS}/account/orders`);
  });

  it('answers nobody under another name', async () => {
    const { shop } = open();
    const hosted = createHostedAccounts(shop);

    expect((await hosted(new Request('http://evil.example:4404/authentication/login'))).status).toBe(421);
  });
});

describe('the page for the code', () => {
  async function atCode(quirks: Partial<Quirks> = {}) {
    const opened = open(quirks);
    await opened.visit(`${ACCOUNTS}/authentication/login`, { email: emma, locale: 'en', return_to: '/' });
    const wrong = opened.codeTo(emma) === '000000' ? '000001' : '000000';
    return {
      ...opened,
      wrong,
      tryCode: (code: string) => opened.visit(`${ACCOUNTS}/authentication/code`, { code }),
    };
  }

  it('says where the code went, and takes it from the mail with one touch', async () => {
    const { visit } = await atCode();
    const { body } = await visit(`${ACCOUNTS}/authentication/code`);

    expect(body).toContain(`Sent to ${emma}`);
    expect(body).toContain('autocomplete="one-time-code"');
  });

  it('says that a code does not work, and after five how long to wait', async () => {
    const { tryCode, wrong, time } = await atCode();
    for (let attempt = 1; attempt < 5; attempt += 1) {
      const { status, body } = await tryCode(wrong);
      expect([status, body.includes('This code does not work.')]).toEqual([422, true]);
    }
    expect((await tryCode(wrong)).body).toContain('Try again in 30 minutes.');
    time.passed += 12 * 60_000;
    expect((await tryCode(wrong)).body).toContain('Try again in 18 minutes.');
  });

  it('sends another code, which ends the one before', async () => {
    const { visit, tryCode, codeTo, shop } = await atCode();
    const first = codeTo(emma);
    const { body } = await visit(`${ACCOUNTS}/authentication/code/new`, {});

    expect(body).toContain('A new code is on its way.');
    expect(shop.mails.filter(({ kind }) => kind === 'sign-in-code')).toHaveLength(2);
    if (codeTo(emma) !== first) expect((await tryCode(first)).status).toBe(422);
    expect((await tryCode(codeTo(emma))).url).toBe(`${ORIGIN}/`);
  });

  it('looks the same whether the address has an account or not', async () => {
    const pages = await Promise.all(
      [emma, 'nobody@example.com'].map(async (email) => {
        const { visit } = open();
        const page = await visit(`${ACCOUNTS}/authentication/login`, { email });
        return page.body.replaceAll(email, '');
      }),
    );

    expect(new Set(pages).size).toBe(1);
  });
});

describe('in a shop on passwords', () => {
  it('there is nothing on the other origin, and the way in is the theme’s', async () => {
    const { visit } = open({ accountsVersion: 'CLASSIC' });

    expect((await visit(`${ACCOUNTS}/authentication/login`)).status).toBe(404);
    expect((await visit(`${ORIGIN}/nb/customer_authentication/login`)).url).toBe(
      `${ORIGIN}/nb/account/login`,
    );
  });
});

describe('old addresses in a shop on codes', () => {
  const oldLinks = ['/account/activate/1/abc', '/nb/account/reset/1/abc', '/account/invalid_token'];
  const routes = [
    '/account',
    '/account/login',
    '/account/register',
    '/account/addresses',
    '/account/orders/1',
  ];

  it.each([...oldLinks, ...routes])('%s leads to the sign-in page', async (path) => {
    const { visit } = open();
    const { url } = await visit(ORIGIN + path);

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:4404\/authentication\/login\?/);
    expect(new URL(url).searchParams.get('locale')).toBe(path.startsWith('/nb') ? 'nb' : 'en');
  });

  it('old links are not found where the quirk says so, and the routes lead to the sign-in page still', async () => {
    const { visit } = open({ legacyAccountUrls: 'not-found' });

    for (const path of oldLinks) expect((await visit(ORIGIN + path)).status).toBe(404);
    for (const path of routes) expect((await visit(ORIGIN + path)).url).toContain('/authentication/login');
  });

  it('are the theme’s pages in the hours of a switch, where forms lead to the sign-in page', async () => {
    const { visit, linkTo } = open({ legacyAccountUrls: 'theme' });

    expect((await visit(`${ORIGIN}/account/login`)).body).toContain('customer[password]');
    expect((await visit(ORIGIN + linkTo(PEOPLE.invited.email))).body).toContain('activate_customer_password');
    expect((await visit(`${ORIGIN}/account/login`, { 'customer[email]': emma })).url).toContain(
      '/authentication/login',
    );
  });

  it('are not found in the hours of a switch either, in a theme without such pages', async () => {
    const { visit } = open({ theme: 'passwordless', legacyAccountUrls: 'theme' });

    expect((await visit(`${ORIGIN}/account/login`)).status).toBe(404);
  });

  it.each([
    [false, `${ACCOUNTS}/account/orders`],
    [true, `${ORIGIN}/pages/about`],
  ])('keep return_to of the sign-in page, by a quirk: %s', async (accountLoginKeepsReturnTo, end) => {
    const { signIn } = open({ accountLoginKeepsReturnTo });

    expect((await signIn(emma, '/account/login?return_to=/pages/about')).url).toBe(end);
  });
});

describe('who is signed in when the shop changes its accounts', () => {
  it.each([true, false])('is signed out, by a quirk: %s', async (switchEndsSessions) => {
    const { get, post, shop } = openStorefront({ switchEndsSessions, theme: 'plain' });
    const cookie = cookieOf(
      await post('/account/login', { 'customer[email]': emma, 'customer[password]': KNOWN_PASSWORD }),
    );
    shop.setQuirks({ accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' });
    const { body } = await get('/', cookie);

    expect(body.includes('href="/account/login"')).toBe(switchEndsSessions);
    shop.setQuirks({ accountsVersion: 'CLASSIC' });
    expect((await get('/account', cookie)).status).toBe(200);
  });
});
