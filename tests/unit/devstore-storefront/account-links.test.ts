import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { cookieOf, linkFields, openStorefront } from './support.ts';

const DEAD = '0123456789abcdef0123456789abcdef-1700000000';
const PASSWORDS = {
  'customer[password]': 'four white birches',
  'customer[password_confirmation]': 'four white birches',
};

const ACTIVATION_LANDINGS = [
  ['sign-in', 302, '/account/login', undefined],
  ['invalid-token', 302, '/account/invalid_token', undefined],
  ['not-found', 404, null, 'We can’t find this page'],
  ['form-error', 200, null, 'Invalid activation token.'],
] as const satisfies readonly (readonly [Quirks['deadActivationLink'], ...unknown[]])[];

describe('an activation link that works', () => {
  it('opens the activation page with the hidden inputs of the link', async () => {
    const { get, linkTo, storefront } = openStorefront();
    const path = linkTo(PEOPLE.invited.email);
    const { id, token } = linkFields(path);

    const { status, body } = await get(path);

    expect(status).toBe(200);
    expect(body).toContain('<form method="post" action="/account/activate"');
    expect(body).toContain(
      `<input type="hidden" name="token" value="${token}" /><input type="hidden" name="id" value="${id}" /></form>`,
    );
    expect(storefront.diagnostics).toEqual([]);
  });

  it('is not used up by looking, however often and by whichever method', async () => {
    const { get, storefront, linkTo, shop } = openStorefront();
    const path = linkTo(PEOPLE.invited.email);

    for (let visit = 0; visit < 3; visit += 1) expect((await get(path)).status).toBe(200);
    const head = await storefront.handle(new Request(`http://127.0.0.1:4400${path}`, { method: 'HEAD' }), {
      ip: '',
    });

    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(shop.accounts.find(PEOPLE.invited.id)?.state).toBe('INVITED');
    expect((await get(path)).status).toBe(200);
  });

  it('signs in with the password that is set, and leads to the account', async () => {
    const { get, post, linkTo } = openStorefront();
    const done = await post('/account/activate', {
      ...linkFields(linkTo(PEOPLE.invited.email)),
      ...PASSWORDS,
    });

    expect([done.status, done.location]).toEqual([302, '/account']);
    expect(done.headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await get('/account', cookieOf(done))).body).toContain('Welcome, Amelia');
  });

  it.each([
    ['/pages/about', '/pages/about'],
    ['https://elsewhere.example/', '/account'],
    ['//elsewhere.example/', '/account'],
    [String.raw`/\elsewhere.example`, '/account'],
  ])('with return_to %s leads to %s', async (returnTo, location) => {
    const { post, linkTo } = openStorefront({ returnToAfterPassword: true });
    const fields = { ...linkFields(linkTo(PEOPLE.invited.email)), ...PASSWORDS, return_to: returnTo };

    expect((await post('/account/activate', fields)).location).toBe(location);
  });

  it('shows the form again with what is wrong, and still works', async () => {
    const { post, linkTo } = openStorefront();
    const link = linkFields(linkTo(PEOPLE.invited.email));

    const refused = await post('/account/activate', {
      ...link,
      'customer[password]': 'abc',
      'customer[password_confirmation]': 'abd',
    });

    expect(refused.status).toBe(200);
    expect(refused.text).toContain('Password is too short');
    expect(refused.text).toContain('Password confirmation must match');
    expect(refused.body).toContain(`name="token" value="${link.token}"`);
    expect((await post('/account/activate', { ...link, ...PASSWORDS })).status).toBe(302);
  });

  it('can be declined', async () => {
    const { post, linkTo, shop } = openStorefront();
    const link = linkFields(linkTo(PEOPLE.invited.email));

    const declined = await post('/account/activate', { ...link, decline: '' });

    expect([declined.status, declined.location]).toEqual([302, '/']);
    expect(declined.headers.get('set-cookie')).toBeNull();
    expect(shop.accounts.find(PEOPLE.invited.id)?.state).toBe('DECLINED');
  });
});

describe.each(ACTIVATION_LANDINGS)(
  'a dead activation link lands on %s',
  (landing, status, location, text) => {
    it.each(['GET', 'POST'])('after %s', async (method) => {
      const { get, post, shop, storefront } = openStorefront({ deadActivationLink: landing });
      const id = String(PEOPLE.invited.id);

      const answer =
        method === 'GET'
          ? await get(`/account/activate/${id}/${DEAD}`)
          : await post('/account/activate', { id, token: DEAD, ...PASSWORDS });

      expect([answer.status, answer.location]).toEqual([status, location]);
      if (text !== undefined) expect(answer.body.replaceAll('&#39;', '’')).toContain(text);
      expect(shop.accounts.find(PEOPLE.invited.id)?.state).toBe('INVITED');
      expect(storefront.diagnostics).toEqual([]);
    });

    it('below the language of the address', async () => {
      const { get } = openStorefront({ deadActivationLink: landing });

      expect((await get(`/nb/account/activate/1/${DEAD}`)).location).toBe(location && `/nb${location}`);
    });
  },
);

it.each([
  ['a link without a number', '/account/activate/abc/def'],
  ['an unknown customer', `/account/activate/1/${DEAD}`],
  ['a number above all numbers', `/account/activate/99999999999999999999/${DEAD}`],
])('%s is a dead link', async (_, path) => {
  const { get } = openStorefront({ deadActivationLink: 'sign-in' });

  expect((await get(path)).location).toBe('/account/login');
});

it('an activation form without id and token behaves as a dead link', async () => {
  const { post } = openStorefront({ deadActivationLink: 'invalid-token' });

  expect((await post('/account/activate', PASSWORDS)).location).toBe('/account/invalid_token');
});

it('a link that has expired, been used or been replaced is dead', async () => {
  const { get, post, linkTo, shop, time } = openStorefront();
  const older = linkTo(PEOPLE.invited.email);
  shop.accounts.invite(PEOPLE.invited.id);
  const newer = linkTo(PEOPLE.invited.email);
  expect((await get(older)).location).toBe('/account/login');

  await post('/account/activate', { ...linkFields(newer), ...PASSWORDS });
  expect((await get(newer)).location).toBe('/account/login');

  const other = linkTo(PEOPLE.invitedNorwegian.email);
  time.passed = 31 * 24 * 3_600_000;
  expect((await get(other)).location).toBe('/account/login');
});

describe('a reset link', () => {
  it('opens the reset page and signs in with the new password', async () => {
    const { get, post, linkTo, shop } = openStorefront();
    shop.accounts.recover(PEOPLE.enabled.email);
    const path = linkTo(PEOPLE.enabled.email);

    expect((await get(path)).body).toContain('<form method="post" action="/account/reset"');
    expect((await post('/account/reset', { ...linkFields(path), ...PASSWORDS })).location).toBe('/account');
    expect(shop.accounts.signIn(PEOPLE.enabled.email, PASSWORDS['customer[password]']).kind).toBe('done');
  });

  it.each([
    ['invalid-token', '/account/invalid_token'],
    ['sign-in', '/account/login'],
  ] as const)('that is dead lands on %s', async (deadResetLink, location) => {
    const { get, post } = openStorefront({ deadResetLink });
    const id = String(PEOPLE.enabled.id);

    expect((await get(`/account/reset/${id}/${DEAD}`)).location).toBe(location);
    expect((await post('/account/reset', { id, token: DEAD, ...PASSWORDS })).location).toBe(location);
  });
});

it('/account/invalid_token is the sign-in page with nothing but "Password reset error"', async () => {
  const { get } = openStorefront();
  const { status, body } = await get('/account/invalid_token');

  expect(status).toBe(200);
  expect(body).toContain('id="customer_login"');
  expect(body).toContain('Password reset error');
  expect((await get('/nb/account/invalid_token')).body).toContain('Feil ved tilbakestilling av passord');
});

it('leads to the account whatever return_to says, where Shopify does not follow it', async () => {
  const { post, linkTo } = openStorefront();
  const fields = { ...linkFields(linkTo(PEOPLE.invited.email)), ...PASSWORDS, return_to: '/pages/about' };

  expect((await post('/account/activate', fields)).location).toBe('/account');
});
