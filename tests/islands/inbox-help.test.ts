import { screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { packProvider } from '../../src/contracts/mail-providers/pack.ts';
import { providerById } from '../../src/contracts/mail-providers/providers.ts';
import { referenceOf } from '../../src/contracts/reference.ts';
import { found } from './support/found.ts';
import { flushed, NOON, pageOfShop, user } from './support/page-of-shop.ts';
import { HELP_FILE, type ShopAnswers } from './support/shop.ts';

const page = pageOfShop();

describe('what is loaded', () => {
  test('is nothing before somebody types, and the help when there is an answer', async () => {
    page.show();
    await flushed();
    expect([page.modules(), page.calls()]).toEqual([[], []]);

    await user.type(screen.getByLabelText('Email address'), 'ann@gmail.com');
    expect(page.modules()).toEqual(['address-advice']);
    expect(page.calls()).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Email me a link' }));
    await page.help();
    expect(page.modules().slice(0, 2)).toEqual(['address-advice', 'inbox-help']);
    expect(page.modules()).not.toContain('inbox-checks');
    expect(page.paths()).toEqual(['requests', 'inbox-help-en.json']);
  });

  test('is in the language of the texts, which may be another than the storefront’s', async () => {
    page.open({ '/inbox-help-nb.json': () => Response.json(HELP_FILE) });
    page.show({ locale: 'nn', language: 'nb' });
    await page.ask('ann@gmail.com');

    await page.help();
    expect(page.paths()).toContain('inbox-help-nb.json');
  });
});

describe('a mailbox that the browser knows', () => {
  test('has its folder, its other places and a button, and the server is not asked', async () => {
    page.show();
    await page.ask('ann@gmail.com');

    const place = await page.help();
    expect(place.textContent).toContain('Its folder for spam is often called “Spam”: look there, too.');
    expect(place.textContent).toContain('Sometimes such mail lies under “Promotions”.');
    const link = within(place).getByRole('link', { name: 'Open Gmail' });
    expect(link.getAttribute('href')).toMatch(/^https:\/\/mail\.google\.com\//);
    expect([link.getAttribute('target'), link.getAttribute('rel')]).toEqual([
      '_blank',
      'noopener noreferrer',
    ]);
    expect(page.paths()).not.toContain('mailboxes');
  });

  test('that turns mail away says so at once, with two ways on', async () => {
    page.show();
    await page.ask('ann@t-online.de');

    const place = await page.help();
    expect(place.textContent).toContain('Unless you changed the setting “Direkt abweisen”');
    const note = found('.lk-note', HTMLElement, place);
    expect(
      within(note).getByRole('link', { name: 'I can’t open this mailbox any more' }).getAttribute('href'),
    ).toBe('/apps/account-access/mailbox-requests');
    await user.click(within(note).getByRole('button', { name: 'Use another address' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Email address'));
  });

  test('searches for the sender that the merchant told, by an address that is in no other place', async () => {
    page.show({ mail: { name: 'Fjell', email: 'hi@fjell.example', hosts: ['fjell.example'] } });
    await page.ask('ann.berg@gmail.com');

    const place = await page.help();
    expect(within(place).getByRole('link', { name: 'Open Gmail' }).getAttribute('href')).toContain(
      'hi%40fjell.example',
    );
    expect(document.body.innerHTML).not.toMatch(/(href|src|action)="[^"]*ann/);
  });

  test('opens as an app on a phone, with the page beside it', async () => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (iPhone; CPU iPhone OS 18_6)');
    page.show();
    await page.ask('ann@gmail.com');

    const place = await page.help();
    expect(within(place).getByRole('link', { name: 'Open Gmail' }).getAttribute('href')).toBe(
      'googlegmail://',
    );
    expect(
      within(place).getByRole('link', { name: 'Open it in the browser instead' }).getAttribute('href'),
    ).toMatch(/^https:/);
  });
});

describe('a mailbox that the browser does not know', () => {
  test('is asked for by its domain alone, after the answer', async () => {
    page.open({ '/mailboxes': () => Response.json({ v: 1, mailbox: { kind: 'filter', name: 'Mimecast' } }) });
    page.show();
    await page.ask('ann.berg@fjord.example');

    await waitFor(async () =>
      expect((await page.help()).textContent).toContain('passes Mimecast, the mail filter'),
    );
    expect(page.paths()).toEqual(['requests', 'inbox-help-en.json', 'mailboxes']);
    expect(page.calls().at(-1)).toEqual({
      path: '/apps/account-access/mailboxes',
      body: { domain: 'fjord.example', locale: 'en' },
    });
  });

  test('may be one of a provider’s', async () => {
    const gmail = providerById('google-workspace');
    if (!gmail) throw new Error('no such provider');
    page.open({
      '/mailboxes': () =>
        Response.json({ v: 1, mailbox: { kind: 'provider', provider: packProvider(gmail, 'en') } }),
    });
    page.show();
    await page.ask('ann@fjord.example');

    expect(await screen.findByRole('link', { name: 'Open Gmail (Google Workspace)' })).toBeDefined();
  });

  test.each<[string, ShopAnswers]>([
    ['is down', { '/mailboxes': () => Promise.reject(new TypeError('failed')) }],
    ['answers with a page', { '/mailboxes': () => new Response('<html>') }],
    ['never answers', { '/mailboxes': () => new Promise(() => {}) }],
  ])('is told of in plain words where the server %s', async (_, answers) => {
    page.open(answers);
    page.show();
    await page.ask('ann@fjord.example');

    expect((await page.help()).textContent).toContain('Look in your folder for spam or junk mail, too.');
  });
});

describe('what the mail looks like', () => {
  test('is told by its sender and by the subject that the merchant set', async () => {
    page.show({ mail: { name: 'Fjell', subject: 'Welcome back!', hosts: ['fjell.example'] } });
    await page.ask('ann@gmail.com');

    expect((await page.help()).textContent).toContain(
      'Look for a mail from Fjell & Fjord. Its subject reads “Welcome back!”.',
    );
  });

  test('is told by the usual subjects otherwise, as what they often are', async () => {
    page.show();
    await page.ask('ann@gmail.com');

    expect((await page.help()).textContent).toContain(
      'Its subject often reads “Customer account activation” or “Customer account password reset”.',
    );
  });
});

describe('an address that is probably misspelt', () => {
  test('is offered as it was meant, and taking it asks for the mail there', async () => {
    page.show();
    await page.ask('ann@gmial.com');
    await page.help();
    expect(requestedAddresses()).toEqual(['ann@gmial.com']);

    await user.click(screen.getByRole('button', { name: 'Use this address' }));

    await waitFor(() => expect(requestedAddresses()).toEqual(['ann@gmial.com', 'ann@gmail.com']));
    expect(await screen.findByText('ann@gmail.com')).toBeDefined();
  });

  test('is offered nothing where it is right', async () => {
    page.show();
    await page.ask('ann@gmail.com');
    await page.help();

    expect(screen.queryByRole('button', { name: 'Use this address' })).toBeNull();
  });
});

describe('the reference number', () => {
  test('is the one of the request', async () => {
    page.show();
    await page.ask('ann@gmail.com');

    const place = await page.help();
    expect(place.textContent).toContain(referenceOf(referenceSent(), 'check-inbox'));
    expect(place.textContent).toMatch(/C-[2-9C-X]{5}-[2-9C-X]{5}/);
  });

  test.each([
    [
      'W',
      'Please wait a little',
      () => Response.json({ v: 1, error: { code: 'rate_limited', retryAfterSeconds: 60 } }, { status: 429 }),
    ],
    ['F', 'We can’t take your request right now', () => new Response('', { status: 502 })],
  ])('stands by itself below a form that could not be sent: %s', async (letter, heading, response) => {
    page.open({ '/requests': response });
    page.show();
    await page.ask('ann@gmail.com');
    await screen.findByRole('heading', { name: heading });

    const place = await page.help();
    expect(place.textContent).toMatch(
      new RegExp(`^Reference number: ${letter}-\\w{5}-\\w{5} If you write to us, tell us this number\\.`),
    );
    expect(place.querySelector('details, button, a')).toBeNull();
  });

  test('stays the same through every try, and when the section is replaced', async () => {
    const html = page.show();
    await page.ask('ann@gmail.com');
    const first = referenceIn(await page.help());

    await replaceWith(html);
    expect(referenceIn(await page.help())).toBe(first);

    await user.click(screen.getByRole('button', { name: 'Use another address' }));
    await user.click(screen.getByRole('button', { name: 'Email me a link' }));
    expect(referenceIn(await page.help())).toBe(first);
    expect(first.replace(/^C-/, '')).toBe(referenceOf(referenceSent(), 'check-inbox').replace(/^C-/, ''));
  });

  test('is missing where the browser can make none', async () => {
    vi.stubGlobal('crypto', {});
    page.show();
    await page.ask('ann@gmail.com');

    expect((await page.help()).textContent).not.toContain('Reference number');
    expect(page.calls()[0]?.body).toEqual({ email: 'ann@gmail.com', locale: 'en' });
  });
});

describe('the wait', () => {
  test('goes on when the section is replaced', async () => {
    const html = page.show();
    await page.ask('ann@gmail.com');
    expect((await page.help()).textContent).toContain('Time since you asked: 0:00');
    expect((await page.help()).textContent).toContain('You can ask for it again in 1:00.');

    vi.setSystemTime(NOON + 45_000);
    await replaceWith(html);
    expect((await page.help()).textContent).toContain('Time since you asked: 0:45');
    expect((await page.help()).textContent).toContain('You can ask for it again in 0:15.');
  });

  test('begins anew where somebody asks anew, for the same address too', async () => {
    page.show();
    await page.ask('ann@gmail.com');
    await page.help();

    vi.setSystemTime(NOON + 1_200_000);
    await user.click(screen.getByRole('button', { name: 'Use another address' }));
    await user.click(screen.getByRole('button', { name: 'Email me a link' }));

    const place = await page.help();
    expect(place.textContent).toContain('Time since you asked: 0:00');
    expect(found('output', HTMLElement, place).textContent).toBe('It usually takes a minute or two.');
  });
});

describe('focus', () => {
  test('stays on the heading when the help arrives', async () => {
    page.show();
    await page.ask('ann@gmail.com');
    const heading = await screen.findByRole('heading', { name: 'Check your inbox' });
    await page.help();

    expect(document.activeElement).toBe(heading);
  });
});

/** As a theme does that replaces its sections: the old one goes, and its HTML comes again. */
async function replaceWith(html: string): Promise<void> {
  document.body.innerHTML = '';
  await flushed();
  document.body.innerHTML = html;
}

function requestedAddresses(): readonly unknown[] {
  return page.calls().flatMap(({ path, body }) => (path.endsWith('/requests') ? [Object(body).email] : []));
}

function referenceSent(): string {
  return String(Object(page.calls().findLast(({ path }) => path.endsWith('/requests'))?.body).reference);
}

function referenceIn(place: HTMLElement): string {
  return /[CWF]-\w{5}-\w{5}/.exec(place.textContent)?.[0] ?? '';
}
