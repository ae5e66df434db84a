import { describe, expect, it } from 'vitest';
import { inboxLink } from '../../../src/contracts/mail-providers/inbox-link.ts';
import { MAIL_PROVIDERS, providerById } from '../../../src/contracts/mail-providers/providers.ts';

const SENDER = 'no-reply+shop@fjordbutikken.no';
const linkTo = (id: string, phone?: 'ios' | 'android', sender = SENDER) =>
  inboxLink(providerById(id) ?? {}, sender, { phone });

describe('inboxLink', () => {
  it('opens Gmail searched for the sender, in spam too', () => {
    expect(linkTo('gmail')).toEqual({
      value:
        'https://mail.google.com/mail/u/0/#search/from%3A(no-reply%2Bshop%40fjordbutikken.no)+in%3Aanywhere+newer_than%3A1d',
      confidence: 'reported',
      searches: true,
    });
  });

  it('opens the mailbox where searching by link is not reliable', () => {
    expect(linkTo('outlook')).toEqual({
      value: 'https://outlook.live.com/mail/0/',
      confidence: 'reported',
      searches: false,
    });
  });

  it('opens the app on an iPhone, with the page beside it', () => {
    expect(linkTo('outlook', 'ios')).toEqual({
      value: 'ms-outlook://search?querytext=no-reply%2Bshop%40fjordbutikken.no',
      confidence: 'reported',
      searches: true,
      web: 'https://outlook.live.com/mail/0/',
    });
  });

  it('opens the app on Android, which goes to the page where the app is missing', () => {
    const link = linkTo('yahoo', 'android');

    expect(link?.value).toMatch(/^intent:#Intent;.*;package=com\.yahoo\.mobile\.client\.android\.mail;/);
    expect(link?.value).toContain(`S.browser_fallback_url=${encodeURIComponent(link?.web ?? '')};end`);
    expect(link).toMatchObject({
      searches: false,
      web: expect.stringContaining('keyword=from:no-reply%2Bshop'),
    });
  });

  it('opens the page on a phone where no app is known', () => {
    expect(linkTo('web-de', 'ios')).toEqual(linkTo('web-de'));
  });

  it('is missing where no page is known', () => {
    expect(linkTo('nextgentel')).toBeUndefined();
    expect(linkTo('nextgentel', 'ios')).toBeUndefined();
  });

  it.each(["'); alert(1) //@x.no", 'a b&c=d#e@x.no', '%22><svg>@x.no', '{sender}@x.no', '$&$1@x.no'])(
    'lets no sign of the sender %j out of its place',
    (sender) => {
      for (const phone of [undefined, 'ios', 'android'] as const) {
        const link = linkTo('gmail', phone, sender);
        const page = new URL(link?.web ?? link?.value ?? '');

        expect(page.origin).toBe('https://mail.google.com');
        expect(decodeURIComponent(page.hash)).toBe(`#search/from:(${sender})+in:anywhere+newer_than:1d`);
        expect(link?.value).not.toMatch(/['"<> ]/);
      }
    },
  );

  it('never holds the address of the shopper', () => {
    const templates = MAIL_PROVIDERS.flatMap((provider) => JSON.stringify(provider).match(/\{\w+\}/g) ?? []);

    expect(new Set(templates)).toEqual(new Set(['{sender}']));
  });
});
