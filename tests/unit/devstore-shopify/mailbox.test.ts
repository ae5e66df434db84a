import { describe, expect, it } from 'vitest';
import { createMailbox } from '../../../src/devstore/mailbox/page.ts';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { newestMail, openShop } from './support.ts';

function open() {
  const { shop, clock } = openShop();
  const mailbox = createMailbox(shop);
  const get = (path: string, init: RequestInit = {}) =>
    mailbox(new Request(`http://127.0.0.1:4402${path}`, init));
  const text = async (path: string) => (await get(path)).text();
  const addresses = async (path: string) => {
    const mails: { to: string }[] = await (await get(path)).json();
    return mails.map(({ to }) => to);
  };
  return { shop, clock, get, text, addresses };
}

describe('the list', () => {
  it('has every mail, newest first', async () => {
    const { shop, clock, text, addresses } = open();
    clock.advance(60_000);
    shop.accounts.invite(PEOPLE.migratedGerman.id);
    shop.accounts.recover(PEOPLE.enabled.email);
    expect(await addresses('/mails.json')).toHaveLength(shop.mails.length);
    expect((await addresses('/mails.json')).slice(0, 2)).toEqual([
      PEOPLE.enabled.email,
      PEOPLE.migratedGerman.email,
    ]);
    const page = await text('/');
    expect(page.indexOf('Customer account password reset')).toBeLessThan(
      page.indexOf('Aktivierung des Kundenkontos'),
    );
    expect(page).toContain(`${shop.mails.length} mails`);
  });

  it('keeps one address when asked to, whatever its capitals', async () => {
    const { addresses, text } = open();
    const query = `to=${encodeURIComponent(PEOPLE.invitedTwice.email.toUpperCase())}`;
    expect(await addresses(`/mails.json?${query}`)).toEqual([
      PEOPLE.invitedTwice.email,
      PEOPLE.invitedTwice.email,
    ]);
    const page = await text(`/?${query}`);
    expect(page).toContain(PEOPLE.invitedTwice.email);
    expect(page).not.toContain(PEOPLE.invited.email);
  });

  it('names the language of each subject', async () => {
    expect(await open().text('/')).toMatch(/lang="nb"\s*>Aktivering av kundekonto</);
  });
});

describe('one mail', () => {
  it('shows its text in its language, with a plain link that tells nobody where it was', async () => {
    const { shop, get } = open();
    const { id, link = '' } = newestMail(shop, PEOPLE.invitedNorwegian.email);
    const response = await get(`/mails/${id}`);
    const page = await response.text();
    expect(page).toMatch(/<article lang="nb" dir="auto">/);
    expect(page).toMatch(new RegExp(`<a href="${link}" rel="noreferrer"\\s*>${link}</a`));
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each(['/mails/9999', '/mails/abc', '/elsewhere'])(
    'that is not there (%s) is a 404 with a way back',
    async (path) => {
      const response = await open().get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('<a href="/">');
    },
  );
});

describe('escaping', () => {
  const nasty = `<img src=x onerror=alert(1)>"'&`;

  it('shows whatever a name, subject or address contains as text', async () => {
    const { shop, text } = open();
    const { id } = PEOPLE.migrated;
    const customer = shop.accounts.find(id);
    if (!customer) throw new Error('The seed has changed.');
    customer.firstName = nasty;
    customer.email = `${nasty}@example.com`;
    shop.invites.send(id, { subject: nasty });
    const mail = shop.mails.at(-1);
    for (const page of [await text('/'), await text(`/mails/${mail?.id}`)]) {
      expect(page).not.toContain('<img');
      expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
    }
  });

  it('shows whatever was asked for as text', async () => {
    const page = await open().text(`/?to=${encodeURIComponent(nasty)}`);
    expect(page).not.toContain('<img');
    expect(page).toContain('value="&lt;img');
  });
});

it('needs no script and changes nothing', async () => {
  const { get, text, shop } = open();
  const before = JSON.stringify(shop.mails);
  expect(await text('/')).not.toContain('<script');
  expect((await get('/')).headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await get('/', { method: 'POST' })).status).toBe(404);
  expect(JSON.stringify(shop.mails)).toBe(before);
});
