import { describe, expect, it } from 'vitest';
import { KNOWN_PASSWORD, PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { isAlive, linkParts, mailedLink, MINUTE, newestMail, openShop } from './support.ts';

const PASSWORD = 'a quiet lantern';

describe('what each operation does in each state of an account', () => {
  const table = [
    // person, recover mails, invite answers, sign-in with the known password works
    ['enabled', 'password-reset', 'Account already enabled', true],
    ['migrated', undefined, null, false],
    ['invited', undefined, null, false],
    ['inviteExpired', undefined, null, false],
    ['declined', undefined, null, false],
    ['blocked', undefined, null, false],
    ['enabledBlocked', 'password-reset', 'Account already enabled', true],
    ['disabledAfterEnabled', undefined, null, false],
    ['apostrophe', undefined, null, false],
    ['capitals', undefined, null, false],
  ] as const;

  it.each(table)('“Forgot password” for %s reports success and mails %s', (name, kind) => {
    const { shop } = openShop();
    const before = shop.mails.length;
    expect(shop.accounts.recover(PEOPLE[name].email)).toEqual([]);
    expect(shop.mails.slice(before).map((mail) => mail.kind)).toEqual(kind ? [kind] : []);
  });

  it.each(table)('an invite to %s answers as Shopify would', (name, _mail, answer) => {
    const { shop } = openShop();
    const before = shop.mails.length;
    expect(shop.accounts.invite(PEOPLE[name].id)).toBe(answer);
    const sent = shop.mails.slice(before);
    expect(sent.map(({ kind, to }) => [kind, to])).toEqual(
      answer === null ? [['account-invite', PEOPLE[name].email]] : [],
    );
    expect(shop.accounts.find(PEOPLE[name].id)?.state).toBe(answer === null ? 'INVITED' : 'ENABLED');
  });

  it.each(table)('signing in as %s with the known password', (name, _mail, _invite, works) => {
    const { shop } = openShop();
    const outcome = shop.accounts.signIn(PEOPLE[name].email, KNOWN_PASSWORD);
    expect(outcome.kind).toBe(works ? 'done' : 'errors');
  });
});

describe('activation', () => {
  it('opens the account, signs the new password in, and sends a welcome', () => {
    const { shop } = openShop();
    const { email } = PEOPLE.invited;
    const { id, token } = mailedLink(shop, email);
    expect(shop.accounts.activate(id, token, PASSWORD, PASSWORD)).toMatchObject({
      kind: 'done',
      customer: { email, state: 'ENABLED' },
    });
    expect(shop.accounts.signIn(email, PASSWORD).kind).toBe('done');
    expect(newestMail(shop, email).kind).toBe('account-welcome');
  });

  it('works once', () => {
    const { shop } = openShop();
    const { id, token } = mailedLink(shop, PEOPLE.invited.email);
    shop.accounts.activate(id, token, PASSWORD, PASSWORD);
    expect(shop.accounts.linkIsLive('activation', id, token)).toBe(false);
    expect(shop.accounts.activate(id, token, PASSWORD, PASSWORD)).toEqual({ kind: 'dead-link' });
  });

  it('is not used up by a password that is refused', () => {
    const { shop } = openShop();
    const { id, token } = mailedLink(shop, PEOPLE.invited.email);
    expect(shop.accounts.activate(id, token, 'abc', 'abd')).toEqual({
      kind: 'errors',
      errors: [
        { field: 'password', code: 'too_short' },
        { field: 'password_confirmation', code: 'confirmation' },
      ],
    });
    expect(shop.accounts.activate(id, token, PASSWORD, PASSWORD).kind).toBe('done');
  });

  it('does not take the link of somebody else', () => {
    const { shop } = openShop();
    const { token } = mailedLink(shop, PEOPLE.invited.email);
    expect(shop.accounts.activate(PEOPLE.migrated.id, token, PASSWORD, PASSWORD)).toEqual({
      kind: 'dead-link',
    });
  });

  it('ends when the merchant enables the account by other means', () => {
    const { shop } = openShop();
    shop.setState(PEOPLE.invited.id, 'ENABLED');
    expect(isAlive(shop, 'activation', PEOPLE.invited.email)).toBe(false);
  });
});

describe('password rules', () => {
  it.each([
    ['', 'blank'],
    ['abcd', 'too_short'],
    [' abcdef', 'starts_or_ends_with_space'],
    ['abcdef ', 'starts_or_ends_with_space'],
  ])('%j is refused as %s', (password, code) => {
    const { shop } = openShop();
    const { id, token } = mailedLink(shop, PEOPLE.invited.email);
    expect(shop.accounts.activate(id, token, password, password)).toEqual({
      kind: 'errors',
      errors: [{ field: 'password', code }],
    });
  });

  it('takes exactly five characters', () => {
    const { shop } = openShop();
    const { id, token } = mailedLink(shop, PEOPLE.invited.email);
    expect(shop.accounts.activate(id, token, 'abcde', 'abcde').kind).toBe('done');
  });
});

describe('invites', () => {
  it('end the link of the one before', () => {
    const { shop } = openShop();
    const older = mailedLink(shop, PEOPLE.invited.email);
    shop.accounts.invite(PEOPLE.invited.id);
    expect(shop.accounts.linkIsLive('activation', older.id, older.token)).toBe(false);
    expect(isAlive(shop, 'activation', PEOPLE.invited.email)).toBe(true);
  });

  it('leave the older link alone where the quirk says so, until one of them is used', () => {
    const { shop } = openShop({ inviteKillsOlderLink: false });
    const older = mailedLink(shop, PEOPLE.invited.email);
    shop.accounts.invite(PEOPLE.invited.id);
    expect(shop.accounts.linkIsLive('activation', older.id, older.token)).toBe(true);
    const newer = mailedLink(shop, PEOPLE.invited.email);
    shop.accounts.activate(newer.id, newer.token, PASSWORD, PASSWORD);
    expect(shop.accounts.linkIsLive('activation', older.id, older.token)).toBe(false);
  });

  it('stop at five, with the recorded message, and go on ten minutes later', () => {
    const { shop, clock } = openShop();
    const invite = () => shop.accounts.invite(PEOPLE.migrated.id);
    expect(Array.from({ length: 6 }, invite)).toEqual([
      ...Array.from({ length: 5 }, () => null),
      'Error sending account invite to customer.',
    ]);
    clock.advance(10 * MINUTE - 1);
    expect(invite()).toBe('Error sending account invite to customer.');
    clock.advance(1);
    expect(invite()).toBeNull();
  });

  it('know no limit where the quirk has none', () => {
    const { shop } = openShop({ inviteLimit: null });
    const answers = Array.from({ length: 20 }, () => shop.accounts.invite(PEOPLE.migrated.id));
    expect(new Set(answers)).toEqual(new Set([null]));
  });

  it('are refused to those who declined where the quirk says so', () => {
    const { shop } = openShop({ declinedCanBeInvited: false });
    expect(shop.accounts.invite(PEOPLE.declined.id)).toBe('Error sending account invite to customer.');
    expect(shop.accounts.find(PEOPLE.declined.id)?.state).toBe('DECLINED');
  });

  it('do not exist on customer accounts', () => {
    const { shop } = openShop({ accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' });
    const before = shop.mails.length;
    expect(shop.accounts.invite(PEOPLE.migrated.id)).toMatch(/legacy customer accounts/);
    expect(shop.mails.length).toBe(before);
  });

  it('say when there is no such customer', () => {
    expect(openShop().shop.accounts.invite(1)).toBe("Customer can't be found");
  });
});

describe('reset', () => {
  it('changes the password once', () => {
    const { shop } = openShop();
    const { email } = PEOPLE.enabled;
    shop.accounts.recover(email);
    const { id, token } = mailedLink(shop, email);
    expect(shop.accounts.reset(id, token, PASSWORD, PASSWORD).kind).toBe('done');
    expect(shop.accounts.signIn(email, PASSWORD).kind).toBe('done');
    expect(shop.accounts.signIn(email, KNOWN_PASSWORD).kind).toBe('errors');
    expect(shop.accounts.reset(id, token, PASSWORD, PASSWORD)).toEqual({ kind: 'dead-link' });
  });

  it('ends the link of the reset before', () => {
    const { shop } = openShop();
    shop.accounts.recover(PEOPLE.enabled.email);
    const older = mailedLink(shop, PEOPLE.enabled.email);
    shop.accounts.recover(PEOPLE.enabled.email);
    expect(shop.accounts.linkIsLive('reset', older.id, older.token)).toBe(false);
    expect(isAlive(shop, 'reset', PEOPLE.enabled.email)).toBe(true);
  });

  it('is over when the merchant disables the account', () => {
    const { shop } = openShop();
    shop.accounts.recover(PEOPLE.enabled.email);
    shop.setState(PEOPLE.enabled.id, 'DISABLED');
    expect(isAlive(shop, 'reset', PEOPLE.enabled.email)).toBe(false);
  });

  it('does not take an activation link', () => {
    const { shop } = openShop();
    const { id, token } = mailedLink(shop, PEOPLE.invited.email);
    expect(shop.accounts.reset(id, token, PASSWORD, PASSWORD)).toEqual({ kind: 'dead-link' });
  });
});

describe('recover', () => {
  it('finds the address whatever its capitals and spaces', () => {
    const { shop } = openShop();
    shop.setState(PEOPLE.capitals.id, 'ENABLED');
    expect(shop.accounts.recover(' maria.LOPEZ@example.com')).toEqual([]);
    expect(newestMail(shop, PEOPLE.capitals.email).kind).toBe('password-reset');
  });

  it('tells an unknown address only where the quirk says so', () => {
    const { shop } = openShop();
    expect(shop.accounts.recover('nobody@example.com')).toEqual([]);
    shop.setQuirks({ recoverTellsUnknown: true });
    expect(shop.accounts.recover('nobody@example.com')).toEqual([{ field: 'email', code: 'unknown_email' }]);
    expect(shop.accounts.recover(PEOPLE.migrated.email)).toEqual([]);
  });
});

describe('decline', () => {
  it('closes the account and ends the link', () => {
    const { shop } = openShop();
    const { id, token } = mailedLink(shop, PEOPLE.invited.email);
    expect(shop.accounts.decline(id, token)).toMatchObject({ kind: 'done', customer: { state: 'DECLINED' } });
    expect(shop.accounts.linkIsLive('activation', id, token)).toBe(false);
    expect(shop.accounts.decline(id, token)).toEqual({ kind: 'dead-link' });
  });

  it('needs a link that works', () => {
    const { shop } = openShop();
    const { id, token } = mailedLink(shop, PEOPLE.inviteExpired.email);
    expect(shop.accounts.decline(id, token)).toEqual({ kind: 'dead-link' });
    expect(shop.accounts.find(id)?.state).toBe('INVITED');
  });
});

describe('register', () => {
  const fields = { email: 'new@example.com', password: PASSWORD, firstName: 'Nia', lastName: 'New' };

  it('opens an account that can be signed in to', () => {
    const { shop } = openShop();
    expect(shop.accounts.register(fields)).toMatchObject({ kind: 'done', customer: { state: 'ENABLED' } });
    expect(shop.accounts.signIn(fields.email, PASSWORD).kind).toBe('done');
    expect(newestMail(shop, fields.email).kind).toBe('account-welcome');
  });

  it.each([
    [{ email: PEOPLE.enabled.email.toUpperCase() }, { field: 'email', code: 'taken' }],
    [{ email: '' }, { field: 'email', code: 'blank' }],
    [{ email: 'no address' }, { field: 'email', code: 'invalid' }],
    [{ password: 'abc' }, { field: 'password', code: 'too_short' }],
  ])('refuses %j', (wrong, problem) => {
    const { shop } = openShop();
    const before = shop.customers.length;
    expect(shop.accounts.register({ ...fields, ...wrong })).toEqual({ kind: 'errors', errors: [problem] });
    expect(shop.customers.length).toBe(before);
  });
});

it('writes every change of state into the history, with its time', () => {
  const { shop, clock } = openShop();
  clock.advance(MINUTE);
  const { id, token } = linkParts(newestMail(shop, PEOPLE.invited.email).link);
  shop.accounts.activate(id, token, PASSWORD, PASSWORD);
  expect(shop.history.at(-1)).toEqual({ customerId: id, from: 'INVITED', to: 'ENABLED', at: clock.now() });
});
