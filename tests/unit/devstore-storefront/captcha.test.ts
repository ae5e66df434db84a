import { describe, expect, it } from 'vitest';
import { KNOWN_PASSWORD, PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { cookieOf, openStorefront } from './support.ts';

const SIGN_IN = {
  'customer[email]': PEOPLE.enabled.email,
  'customer[password]': KNOWN_PASSWORD,
  'h-captcha-response': 'solved',
};

/** The form of the challenge page, as a press of its button would send it. */
function formOn(body: string) {
  const inputs = body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return {
    action: /<form method="post" action="([^"]*)"/.exec(body)?.[1] ?? '',
    fields: Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value])),
  };
}

describe('a captcha that asks on a page of its own', () => {
  const open = () => openStorefront({ captcha: true, captchaChallenges: true });

  it('sends the visitor there, and their form on from there', async () => {
    const { get, post } = open();
    const stopped = await post('/nb/account/login', SIGN_IN);
    expect(stopped.location).toBe('/nb/challenge');
    expect(stopped.headers.get('set-cookie')).not.toContain('_storefront_session');

    const asked = await get('/nb/challenge', cookieOf(stopped));
    expect(asked.body.match(/<button/g)).toHaveLength(1);
    const { action, fields } = formOn(asked.body);
    expect(action).toBe('/nb/account/login');
    expect(fields).toMatchObject(SIGN_IN);

    expect((await post(action, fields)).location).toBe('/nb/account');
  });

  it('lets a form pass once', async () => {
    const { get, post } = open();
    const stopped = await post('/account/login', SIGN_IN);
    const { action, fields } = formOn((await get('/challenge', cookieOf(stopped))).body);
    await post(action, fields);

    expect((await post(action, fields)).location).toBe('/challenge');
    expect((await post(action, { ...fields, challenge: 'guessed' })).location).toBe('/challenge');
  });

  it('still answers a bare 400 to a post without the token', async () => {
    const { post } = open();

    expect((await post('/account/recover', { email: PEOPLE.enabled.email })).status).toBe(400);
  });

  it('has nothing to send on for somebody who just comes by', async () => {
    const { get } = open();

    const { body } = await get('/ar/challenge');

    expect(body).toContain('<html lang="ar" dir="rtl">');
    expect(body).not.toContain('<form');
  });
});

it('asks nobody while the captcha is off', async () => {
  const { post } = openStorefront({ captchaChallenges: true });

  expect((await post('/account/login', SIGN_IN)).location).toBe('/account');
});
