import { describe, expect, it } from 'vitest';
import { KNOWN_PASSWORD, PEOPLE, type PersonName } from '../../../src/devstore/shopify/seed.ts';
import { DEFAULT_QUIRKS } from '../../../src/devstore/shopify/types.ts';
import { DAY, isAlive, MINUTE, NOON, openShop } from './support.ts';

const stateOf = (name: PersonName) => openShop().shop.accounts.find(PEOPLE[name].id)?.state;

it('has every state in every language that mails are written in', () => {
  const { customers } = openShop().shop;
  const found = new Set(customers.map(({ state, locale }) => `${state} ${locale}`));
  for (const state of ['ENABLED', 'INVITED', 'DISABLED', 'DECLINED']) {
    for (const locale of ['en', 'nb', 'de', 'fr']) expect(found).toContain(`${state} ${locale}`);
  }
});

it('has no address and no number twice, and no address that could be somebody’s', () => {
  const { customers } = openShop().shop;
  expect(new Set(customers.map(({ id }) => id)).size).toBe(customers.length);
  expect(new Set(customers.map(({ email }) => email.toLowerCase())).size).toBe(customers.length);
  for (const { email } of customers) expect(email).toMatch(/@example\.(com|org|net)$/i);
});

it('has numbers too long for 32 bits, as real ones are', () => {
  for (const { id } of openShop().shop.customers) expect(id).toBeGreaterThan(2 ** 32);
});

describe('the past of each person', () => {
  it.each([
    ['enabled', 'ENABLED'],
    ['migrated', 'DISABLED'],
    ['invited', 'INVITED'],
    ['inviteExpired', 'INVITED'],
    ['invitedTwice', 'INVITED'],
    ['declined', 'DECLINED'],
    ['blocked', 'DISABLED'],
    ['enabledBlocked', 'ENABLED'],
    ['disabledAfterEnabled', 'DISABLED'],
    ['apostrophe', 'DISABLED'],
    ['capitals', 'DISABLED'],
  ] as const)('%s is %s now', (name, state) => {
    expect(stateOf(name)).toBe(state);
  });

  it('gave a password to those who were ever enabled, and to nobody else', () => {
    const { shop } = openShop();
    const once = new Set(
      shop.history.filter(({ to }) => to === 'ENABLED').map(({ customerId }) => customerId),
    );
    for (const { id, password } of shop.customers)
      expect(password).toBe(once.has(id) ? KNOWN_PASSWORD : undefined);
  });

  it('left one live link, one that is too old and one that a newer killed', () => {
    const { shop } = openShop();
    expect(isAlive(shop, 'activation', PEOPLE.invited.email)).toBe(true);
    expect(isAlive(shop, 'activation', PEOPLE.inviteExpired.email)).toBe(false);
    const [older, newer] = shop.mails
      .filter(({ to }) => to === PEOPLE.invitedTwice.email)
      .map(({ link = '' }) => link.split('/').at(-1) ?? '');
    const { id } = PEOPLE.invitedTwice;
    expect(shop.accounts.linkIsLive('activation', id, older ?? '')).toBe(false);
    expect(shop.accounts.linkIsLive('activation', id, newer ?? '')).toBe(true);
  });

  it('is dated, oldest first, and shows who was disabled after having been enabled', () => {
    const { shop } = openShop();
    const times = shop.history.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(shop.history.filter(({ customerId }) => customerId === PEOPLE.disabledAfterEnabled.id)).toEqual([
      { customerId: PEOPLE.disabledAfterEnabled.id, from: 'DISABLED', to: 'ENABLED', at: NOON - 200 * DAY },
      { customerId: PEOPLE.disabledAfterEnabled.id, from: 'ENABLED', to: 'DISABLED', at: NOON - 20 * DAY },
    ]);
  });

  it('leaves the whole invite limit to whoever comes now', () => {
    const { shop } = openShop();
    const answers = Array.from({ length: 5 }, () => shop.accounts.invite(PEOPLE.migrated.id));
    expect(answers).toEqual([null, null, null, null, null]);
  });
});

it('comes back whole after a reset, with quirks, faults, mail, limits and points', () => {
  const { shop, clock } = openShop({ captcha: true });
  const seeded = shop.customers.map(({ email, state }) => [email, state]);
  const [mails, history] = [shop.mails.length, shop.history.length];

  for (let round = 0; round < 6; round += 1) shop.accounts.invite(PEOPLE.migrated.id);
  shop.accounts.register({ email: 'x@example.com', password: 'abcdef', firstName: '', lastName: '' });
  shop.setQuirks({ captcha: false, theme: 'vintage', recoverLimit: { count: 1, windowMs: MINUTE } });
  shop.mayRecover('203.0.113.7');
  shop.faults.set('cdn', { kind: 'refuse' });
  shop.adminBucket.take(2_000);
  shop.reset();

  expect(shop.customers.map(({ email, state }) => [email, state])).toEqual(seeded);
  expect([shop.mails.length, shop.history.length]).toEqual([mails, history]);
  expect(shop.quirks).toEqual({ ...DEFAULT_QUIRKS, captcha: true });
  expect(shop.faults.current()).toEqual({});
  expect(shop.adminBucket.status().currentlyAvailable).toBe(2_000);
  expect(shop.accounts.invite(PEOPLE.migrated.id)).toBeNull();
  shop.setQuirks({ recoverLimit: { count: 1, windowMs: MINUTE } });
  expect(shop.mayRecover('203.0.113.7')).toBe(true);
  expect(clock.now()).toBe(NOON);
});
