import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { open, INVITE, ACTIVATION_URL } from './admin-api-support.ts';
import { gid, isAlive, linkParts, newestMail } from './support.ts';

describe('customerSendAccountInviteEmail', () => {
  it('mails the invite and makes the customer INVITED', async () => {
    const { ask, shop } = open();
    const { data } = await ask(INVITE, { id: gid(PEOPLE.migrated) });
    expect(data).toEqual({
      customerSendAccountInviteEmail: {
        customer: { id: gid(PEOPLE.migrated), state: 'INVITED' },
        userErrors: [],
      },
    });
    expect(isAlive(shop, 'activation', PEOPLE.migrated.email)).toBe(true);
  });

  it.each([
    ['unknown', { id: 1 }, {}, { message: "Customer can't be found", code: null }],
    ['enabled', PEOPLE.enabled, {}, { message: 'Account already enabled', code: 'INVALID' }],
    [
      'declined, where the quirk says so',
      PEOPLE.declined,
      { declinedCanBeInvited: false },
      { message: 'Error sending account invite to customer.', code: 'INVALID' },
    ],
    [
      'on customer accounts',
      PEOPLE.migrated,
      { accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' },
      { message: 'This only works when legacy customer accounts are enabled on the shop.', code: 'INVALID' },
    ],
  ] as const)('answers with a userError when the customer is %s', async (_case, person, quirks, error) => {
    const { ask, shop } = open(quirks);
    const before = shop.mails.length;
    const { data } = await ask(INVITE, { id: gid(person) });
    expect(data).toEqual({
      customerSendAccountInviteEmail: { customer: null, userErrors: [{ field: ['customerId'], ...error }] },
    });
    expect(shop.mails.length).toBe(before);
  });

  // Recorded: customer-invite-email-validation.json of airhorns/shopify-draft-proxy.
  it.each([
    [{ subject: '' }, ['email', 'subject'], "Subject can't be blank"],
    [{ subject: 'Account invite', to: 'not-an-email' }, ['email', 'to'], 'To is invalid'],
    [{ subject: 'Account invite', from: 'not-an-email' }, ['email', 'from'], 'From Sender is invalid'],
    [
      { subject: 'Account invite', bcc: ['bad', 'ok@example.com'] },
      ['email', 'bcc'],
      'Bcc bad is not a valid bcc address and ok@example.com is not a valid bcc address',
    ],
    [{ subject: 's'.repeat(1_001) }, ['customerId'], 'Error sending account invite to customer.'],
    [{ customMessage: 'm'.repeat(5_001) }, ['customerId'], 'Error sending account invite to customer.'],
    [
      { customMessage: '<script>alert(1)</script>' },
      ['customerId'],
      'Error sending account invite to customer.',
    ],
  ])('refuses the mail %j as recorded', async (email, field, message) => {
    const { ask, shop } = open();
    const before = shop.mails.length;
    const { data } = await ask(INVITE, { id: gid(PEOPLE.migrated), email });
    expect(data).toEqual({
      customerSendAccountInviteEmail: { customer: null, userErrors: [{ field, message, code: 'INVALID' }] },
    });
    expect(shop.mails.length).toBe(before);
    expect(shop.accounts.find(PEOPLE.migrated.id)?.state).toBe('DISABLED');
  });

  it('takes a subject and a message of the merchant’s own', async () => {
    const { ask, shop } = open();
    const email = { subject: 'Welcome back', customMessage: 'We moved house.' };
    await ask(INVITE, { id: gid(PEOPLE.migrated), email });
    const mail = newestMail(shop, PEOPLE.migrated.email);
    expect(mail.subject).toBe('Welcome back');
    expect(mail.text).toContain('We moved house.');
  });

  it('takes null for anything that could be left out', async () => {
    const { ask, shop } = open();
    const email = { subject: null, to: null, from: null, bcc: null, body: null, customMessage: null };
    await ask(INVITE, { id: gid(PEOPLE.migrated), email });
    expect(newestMail(shop, PEOPLE.migrated.email).subject).toBe('Customer account activation');
  });

  it('says so when the limit of invites is reached', async () => {
    const { ask } = open({ inviteLimit: { count: 1, windowMs: 60_000 } });
    await ask(INVITE, { id: gid(PEOPLE.migrated) });
    const { data } = await ask(INVITE, { id: gid(PEOPLE.migratedGerman) });
    expect(data).toEqual({
      customerSendAccountInviteEmail: {
        customer: null,
        userErrors: [
          { field: ['customerId'], message: 'Error sending account invite to customer.', code: 'INVALID' },
        ],
      },
    });
  });

  it('does not model a body of the caller’s own', async () => {
    const { ask, shop } = open();
    const before = shop.mails.length;
    const { errors } = await ask(INVITE, { id: gid(PEOPLE.migrated), email: { body: 'x' } });
    expect(errors?.[0]?.message).toBe('The local shop does not model EmailInput.body');
    expect(shop.mails.length).toBe(before);
  });
});

describe('customerGenerateAccountActivationUrl', () => {
  it('makes a link that works, ends the older one and mails nothing', async () => {
    const { ask, shop } = open({ inviteKillsOlderLink: false });
    const before = shop.mails.length;
    const { data } = await ask(ACTIVATION_URL, { id: gid(PEOPLE.invited) });
    const accountActivationUrl = String(
      data?.['customerGenerateAccountActivationUrl']?.['accountActivationUrl'],
    );
    const { id, token } = linkParts(accountActivationUrl);
    expect(accountActivationUrl).toBe(`http://127.0.0.1:4400/account/activate/${PEOPLE.invited.id}/${token}`);
    expect(shop.accounts.linkIsLive('activation', id, token)).toBe(true);
    expect(isAlive(shop, 'activation', PEOPLE.invited.email)).toBe(false);
    expect(shop.mails.length).toBe(before);
  });

  it.each([
    ['unknown', { id: 1 }, {}, "The customer can't be found."],
    ['enabled', PEOPLE.enabled, {}, 'Account already enabled.'],
    [
      'declined, where the quirk says so',
      PEOPLE.declined,
      { declinedCanBeInvited: false },
      'Error sending account invite to customer.',
    ],
    [
      'on customer accounts',
      PEOPLE.migrated,
      { accountsVersion: 'NEW_CUSTOMER_ACCOUNTS' },
      'This only works when legacy customer accounts are enabled on the shop.',
    ],
  ] as const)('answers with a userError when the customer is %s', async (_case, person, quirks, message) => {
    const { data } = await open(quirks).ask(ACTIVATION_URL, { id: gid(person) });
    expect(data).toEqual({
      customerGenerateAccountActivationUrl: {
        accountActivationUrl: null,
        userErrors: [{ field: ['customerId'], message }],
      },
    });
  });
});
