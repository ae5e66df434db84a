import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { mailedLink, newestMail, openShop } from './support.ts';

describe('mails are written in the language of the customer', () => {
  it.each([
    ['migrated', 'en', 'Customer account activation'],
    ['migratedNorwegian', 'nb', 'Aktivering av kundekonto'],
    ['migratedGerman', 'de', 'Aktivierung des Kundenkontos'],
    ['migratedFrench', 'fr', 'Activation du compte client'],
  ] as const)('an invite to %s', (name, locale, subject) => {
    const { shop } = openShop();
    shop.accounts.invite(PEOPLE[name].id);
    expect(newestMail(shop, PEOPLE[name].email)).toMatchObject({ kind: 'account-invite', locale, subject });
  });

  it.each([
    ['enabled', 'en', 'Customer account password reset'],
    ['enabledNorwegian', 'nb', 'Nytt passord til kundekontoen'],
    ['enabledGerman', 'de', 'Neues Passwort für das Kundenkonto'],
    ['enabledFrench', 'fr', 'Nouveau mot de passe du compte client'],
    ['enabledArabic', 'ar', 'إعادة تعيين كلمة مرور حساب العميل'],
  ] as const)('a reset for %s', (name, locale, subject) => {
    const { shop } = openShop();
    shop.accounts.recover(PEOPLE[name].email);
    expect(newestMail(shop, PEOPLE[name].email)).toMatchObject({ kind: 'password-reset', locale, subject });
  });

  it('a welcome after activation, leading to sign-in', () => {
    const { shop } = openShop();
    const { id, token } = mailedLink(shop, PEOPLE.invitedNorwegian.email);
    shop.accounts.activate(id, token, 'lykt og lanterne', 'lykt og lanterne');
    expect(newestMail(shop, PEOPLE.invitedNorwegian.email)).toMatchObject({
      kind: 'account-welcome',
      subject: 'Kundekontoen er bekreftet',
      link: 'http://127.0.0.1:4400/nb/account/login',
    });
  });
});

it.each([
  ['pt-BR', '/pt-br/account/activate/'],
  ['zh-TW', '/zh-tw/account/activate/'],
  ['nb-NO', '/nb/account/activate/'],
  ['uk', '/account/activate/'],
])('an invite in %s leads to %s, in English where the shop has no such mail', (locale, path) => {
  const { shop } = openShop();
  const customer = shop.findByEmail(PEOPLE.migrated.email);
  if (customer === undefined) throw new Error('the seed has changed');
  customer.locale = locale;
  shop.accounts.invite(customer.id);
  const { link = '', locale: written } = newestMail(shop, customer.email);

  expect(new URL(link).pathname).toMatch(new RegExp(`^${path}`));
  expect(written).toBe(locale === 'nb-NO' ? 'nb' : 'en');
});

it('puts the link on a line of its own, and names shop and person', () => {
  const { shop } = openShop();
  shop.accounts.invite(PEOPLE.apostrophe.id);
  const { text, link } = newestMail(shop, PEOPLE.apostrophe.email);
  expect(text.split('\n')).toContain(link);
  expect(text).toContain('Hello Siobhán,');
  expect(text).toContain('Fjell & Fjord');
});

it('greets without a name where there is none', () => {
  const { shop } = openShop();
  shop.accounts.register({ email: 'n@example.com', password: 'abcdef', firstName: '', lastName: '' });
  expect(newestMail(shop, 'n@example.com').text).toMatch(/^Hello,\n/);
});

it('knows where the storefront is even when the mail is older than that', () => {
  const { shop } = openShop();
  shop.origins.storefront = 'http://127.0.0.1:9999';
  expect(newestMail(shop, PEOPLE.invited.email).link).toMatch(
    /^http:\/\/127\.0\.0\.1:9999\/account\/activate\//,
  );
});
