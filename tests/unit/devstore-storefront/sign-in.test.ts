import { describe, expect, it } from 'vitest';
import { KNOWN_PASSWORD, PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { cookieOf, openStorefront } from './support.ts';

const emma = { 'customer[email]': PEOPLE.enabled.email, 'customer[password]': KNOWN_PASSWORD };

describe('signing in', () => {
  it('leads to the account, and out again', async () => {
    const { get, post } = openStorefront();
    const entered = await post('/account/login', emma);
    const cookie = cookieOf(entered);

    expect(entered.location).toBe('/account');
    expect((await get('/account', cookie)).body).toContain('Welcome, Emma');
    expect((await get('/account/login', cookie)).location).toBe('/account');
    const left = await get('/account/logout', cookie);
    expect(left.location).toBe('/');
    expect(left.headers.get('set-cookie')).toContain('Max-Age=0');
  });

  it('shows the page again with one message and the address that was typed', async () => {
    const { post } = openStorefront();
    const refused = await post('/account/login', { ...emma, 'customer[password]': 'wrong' });

    expect(refused.status).toBe(200);
    expect(refused.body).toContain('Incorrect email or password.');
    expect(refused.body).toContain(`value="${PEOPLE.enabled.email}"`);
    expect(refused.headers.get('set-cookie')).toBeNull();
  });

  it.each(['1.forged', `${PEOPLE.enabled.id}.`, 'abc', ''])(
    'does not believe the cookie "%s"',
    async (value) => {
      const { get } = openStorefront();

      expect((await get('/account', { cookie: `_storefront_session=${value}` })).location).toBe(
        '/account/login',
      );
    },
  );

  it('keeps account pages for those who are signed in', async () => {
    const { get } = openStorefront();

    for (const path of ['/account', '/account/addresses', '/account/orders/1']) {
      expect((await get(`/nb${path}`)).location).toBe('/nb/account/login');
    }
  });
});

describe('creating an account', () => {
  const fields = {
    form_type: 'create_customer',
    'customer[first_name]': 'Ann',
    'customer[last_name]': 'Lee',
    'customer[email]': 'ann.lee@example.com',
    'customer[password]': 'six old stones',
  };

  it('signs in and leads to the front page', async () => {
    const { get, post } = openStorefront();
    const created = await post('/account', fields);

    expect(created.location).toBe('/');
    expect((await get('/account', cookieOf(created))).body).toContain('Welcome, Ann');
  });

  it('keeps what was typed when something is wrong', async () => {
    const { post } = openStorefront();
    const { status, body, text } = await post('/account', { ...fields, 'customer[password]': 'abc' });

    expect(status).toBe(200);
    expect(text).toContain('Password is too short');
    for (const typed of ['Ann', 'Lee', 'ann.lee@example.com']) expect(body).toContain(`value="${typed}"`);
  });
});

describe('recovering a password', () => {
  it('always says that a mail was sent, and mails active customers only', async () => {
    const { post, shop } = openStorefront();
    const before = shop.mails.length;
    const bodies = new Set<string>();

    for (const email of [
      PEOPLE.migrated.email,
      PEOPLE.invited.email,
      PEOPLE.declined.email,
      'nobody@example.com',
    ]) {
      const { status, body } = await post('/account/recover', { email });
      expect(status).toBe(200);
      expect(body).toContain('We&#39;ve sent you an email');
      bodies.add(body.replaceAll(email, ''));
    }

    expect(bodies.size).toBe(1);
    expect(shop.mails.length).toBe(before);
    await post('/account/recover', { email: PEOPLE.enabled.email });
    expect(shop.mails.at(-1)).toMatchObject({ kind: 'password-reset', to: PEOPLE.enabled.email });
  });

  it('tells an unknown address apart where the quirk says so', async () => {
    const { post } = openStorefront({ recoverTellsUnknown: true });
    const { body } = await post('/account/recover', { email: 'nobody@example.com' });

    expect(body).toContain('No account found with that email.');
    expect(body).not.toContain('sent you an email');
  });
});

describe('the captcha', () => {
  const posts = [
    ['/account/login', emma],
    ['/account', { form_type: 'create_customer', 'customer[email]': 'a@example.com' }],
    ['/account/recover', { email: PEOPLE.enabled.email }],
  ] as const;

  it.each(posts)('answers a bare 400 to a post to %s without its token', async (path, fields) => {
    const { post, shop } = openStorefront({ captcha: true });
    const before = shop.mails.length;
    const refused = await post(path, fields);

    expect([refused.status, refused.body]).toEqual([400, '']);
    expect(shop.mails.length).toBe(before);
    expect((await post(path, { ...fields, 'h-captcha-response': 'solved' })).status).not.toBe(400);
  });

  it('does not guard activation and reset', async () => {
    const { post } = openStorefront({ captcha: true });

    expect((await post('/account/activate', {})).status).toBe(302);
    expect((await post('/account/reset', {})).status).toBe(302);
  });

  it('brings its script into the head only where it is on', async () => {
    expect((await openStorefront({ captcha: true }).get('/')).body).toContain('h-captcha-response');
    expect((await openStorefront().get('/')).body).not.toContain('h-captcha-response');
  });
});

it('a body that is no form is a 400', async () => {
  const { storefront } = openStorefront();
  const request = new Request('http://127.0.0.1:4400/account/login', { method: 'POST', body: '{}' });

  expect((await storefront.handle(request, { ip: '' })).status).toBe(400);
});
