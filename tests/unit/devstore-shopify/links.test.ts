import { expect, it } from 'vitest';
import { parseLink } from '../../../src/devstore/shopify/links.ts';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { DAY, isAlive, mailedLink, newestMail, NOON, openShop } from './support.ts';

it('ends in the second of its issue, as in Shopify’s samples', () => {
  const { shop } = openShop();
  shop.accounts.invite(PEOPLE.migrated.id);
  const { id, token } = mailedLink(shop, PEOPLE.migrated.email);
  expect(id).toBe(PEOPLE.migrated.id);
  expect(token).toMatch(new RegExp(`^[0-9a-f]{32}-${NOON / 1_000}$`));
});

it('works for thirty days and not a moment longer when it activates', () => {
  const { shop, clock } = openShop();
  shop.accounts.invite(PEOPLE.migrated.id);
  clock.advance(30 * DAY - 1);
  expect(isAlive(shop, 'activation', PEOPLE.migrated.email)).toBe(true);
  clock.advance(1);
  expect(isAlive(shop, 'activation', PEOPLE.migrated.email)).toBe(false);
});

it('works for half a day when it resets', () => {
  const { shop, clock } = openShop();
  shop.accounts.recover(PEOPLE.enabled.email);
  clock.advance(DAY / 2 - 1);
  expect(isAlive(shop, 'reset', PEOPLE.enabled.email)).toBe(true);
  clock.advance(1);
  expect(isAlive(shop, 'reset', PEOPLE.enabled.email)).toBe(false);
});

it('carries the language of the customer, or none where the quirk says so', () => {
  const { shop } = openShop();
  const link = (email: string) => newestMail(shop, email).link;
  shop.accounts.invite(PEOPLE.migratedNorwegian.id);
  shop.accounts.invite(PEOPLE.migrated.id);
  expect(link(PEOPLE.migratedNorwegian.email)).toMatch(
    /^http:\/\/127\.0\.0\.1:4400\/nb\/account\/activate\/\d+\//,
  );
  expect(link(PEOPLE.migrated.email)).toMatch(/^http:\/\/127\.0\.0\.1:4400\/account\/activate\/\d+\//);

  shop.setQuirks({ mailLinksCarryLocale: false });
  shop.accounts.invite(PEOPLE.migratedGerman.id);
  expect(link(PEOPLE.migratedGerman.email)).toMatch(/^http:\/\/127\.0\.0\.1:4400\/account\/activate\/\d+\//);
});

const TOKEN = `${'0a'.repeat(16)}-1768008075`;

it.each([
  [`https://shop.example/account/activate/7/${TOKEN}`, { kind: 'activation', customerId: 7, token: TOKEN }],
  [`https://shop.example/nb/account/reset/7/${TOKEN}?x=1`, { kind: 'reset', customerId: 7, token: TOKEN }],
  ['https://shop.example/account/reset/bad-token', undefined],
  [`https://shop.example/account/activate/seven/${TOKEN}`, undefined],
  ['', undefined],
])('reads %s', (url, link) => {
  expect(parseLink(url)).toEqual(link);
});
