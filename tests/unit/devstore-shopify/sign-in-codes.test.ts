import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { MINUTE, openShop } from './support.ts';

function open(quirks: Partial<Quirks> = {}) {
  const { shop, clock } = openShop({ accountsVersion: 'NEW_CUSTOMER_ACCOUNTS', ...quirks });
  const codeTo = (email: string) => shop.mails.findLast(({ to }) => to === email)?.code ?? '';
  const wrong = (code: string) => (code === '000000' ? '000001' : '000000');
  return { shop, clock, codes: shop.codes, codeTo, wrong };
}
const emma = PEOPLE.enabled.email;

describe('a sign-in code', () => {
  it('comes by mail, has six digits, and works once, with spaces in it', () => {
    const { shop, codes, codeTo } = open();
    codes.ask(emma, 'en');
    const mail = shop.mails.at(-1);

    expect(mail).toMatchObject({ kind: 'sign-in-code', to: emma, locale: 'en', link: undefined });
    expect(mail?.code).toMatch(/^\d{6}$/);
    expect(mail?.text).toContain(mail?.code);
    expect(mail?.text).not.toMatch(/https?:/);
    const typed = codeTo(emma).replace(/^(...)/, '$1 ');
    expect(codes.use(emma, typed, 'en')).toMatchObject({
      kind: 'signed-in',
      customer: { id: PEOPLE.enabled.id },
    });
    expect(codes.use(emma, typed, 'en')).toEqual({ kind: 'wrong' });
  });

  it('ends the one before', () => {
    const { codes, codeTo } = open();
    codes.ask(emma, 'en');
    const first = codeTo(emma);
    do codes.ask(emma, 'en');
    while (codeTo(emma) === first);

    expect(codes.use(emma, first, 'en')).toEqual({ kind: 'wrong' });
    expect(codes.use(emma, codeTo(emma), 'en').kind).toBe('signed-in');
  });

  it.each([15, 10])('is good for as many minutes as the quirk says: %i', (codeMinutes) => {
    const { codes, codeTo, clock } = open({ codeMinutes });
    codes.ask(emma, 'en');
    clock.advance(codeMinutes * MINUTE);
    expect(codes.use(emma, codeTo(emma), 'en')).toEqual({ kind: 'wrong' });
    codes.ask(emma, 'en');
    clock.advance(codeMinutes * MINUTE - 1);
    expect(codes.use(emma, codeTo(emma), 'en').kind).toBe('signed-in');
  });

  it('of another address does not work', () => {
    const { codes, codeTo } = open();
    codes.ask(emma, 'en');

    expect(codes.use(PEOPLE.migrated.email, codeTo(emma), 'en')).toEqual({ kind: 'wrong' });
  });

  it('is not tried a sixth time: the address waits, the right code or not, and then goes on', () => {
    const { codes, codeTo, clock, wrong, shop } = open();
    codes.ask(emma, 'en');
    const code = codeTo(emma);
    for (let time = 1; time < 5; time += 1)
      expect(codes.use(emma, wrong(code), 'en')).toEqual({ kind: 'wrong' });
    const until = shop.clock.now() + 30 * MINUTE;

    expect(codes.use(emma, wrong(code), 'en')).toEqual({ kind: 'wait', untilMs: until });
    expect(codes.use(emma, code, 'en')).toEqual({ kind: 'wait', untilMs: until });
    expect(codes.ask(emma.toUpperCase(), 'en')).toBe(until);
    clock.advance(30 * MINUTE);
    expect(codes.ask(emma, 'en')).toBeUndefined();
    expect(codes.use(emma, codeTo(emma), 'en').kind).toBe('signed-in');
  });

  it('makes an account for whoever is not known, when it is used and not before', () => {
    const { shop, codes, codeTo } = open();
    const email = 'new.here@example.com';
    codes.ask(email, 'nb');
    expect(shop.findByEmail(email)).toBeUndefined();
    const outcome = codes.use(email, codeTo(email), 'nb');

    expect(outcome).toMatchObject({ kind: 'signed-in', customer: { email, locale: 'nb' } });
    expect(shop.findByEmail(email)).toBeDefined();
  });

  it.each(['en', 'nb', 'de', 'fr', 'ar'])('is mailed in the language of the page: %s', (locale) => {
    const { shop, codes } = open();
    codes.ask('new.here@example.com', locale);
    const { subject, text, code, locale: written } = shop.mails.at(-1) ?? {};

    expect(written).toBe(locale);
    expect(subject).toContain(code);
    expect(text).toContain(shop.name);
  });

  it('is mailed in the customer’s own language where the quirk says so', () => {
    const { shop, codes } = open({ codeMailLanguage: 'customer' });
    codes.ask(PEOPLE.enabledGerman.email, 'fr');

    expect(shop.mails.at(-1)).toMatchObject({ to: PEOPLE.enabledGerman.email, locale: 'de' });
  });

  it('that does not come leaves the mailbox as it was', () => {
    const { shop, codes } = open({ codesArrive: false });
    const before = shop.mails.length;
    codes.ask(emma, 'en');

    expect(shop.mails).toHaveLength(before);
  });
});

it('what takes a customer to the storefront works once, and not after a switch', () => {
  const { shop, codes } = open();
  const grant = codes.grant(PEOPLE.enabled.id);
  expect(codes.redeem(grant)).toBe(PEOPLE.enabled.id);
  expect(codes.redeem(grant)).toBeUndefined();
  const other = codes.grant(PEOPLE.enabled.id);
  shop.setQuirks({ accountsVersion: 'CLASSIC' });

  expect(codes.redeem(other)).toBeUndefined();
});
