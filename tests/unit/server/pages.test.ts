// @vitest-environment jsdom
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatReference, referenceSigns } from '../../../src/contracts/reference.ts';
import { askAddressPage } from '../../../src/server/http/pages/ask-address.ts';
import { encode } from '../../../src/server/http/pages/encode.ts';
import { finished, inStorefrontLanguage } from '../../../src/server/http/pages/layout.ts';
import { checkInboxPage, type CheckInbox } from '../../../src/server/http/pages/check-inbox.ts';
import { serviceDegradedPage, throttledPage } from '../../../src/server/http/pages/notices.ts';
import { counted, readPageTexts, textsFor } from '../../../src/server/http/texts.ts';
import { loadTexts } from '../../../src/server/node/load-texts.ts';
import { themed } from '../../support/themed.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TEXTS = loadTexts({
  extension: join(ROOT, 'extensions/account-access/locales'),
  afterAnswer: join(ROOT, 'src/texts'),
});
const ENGLISH = TEXTS[0];
const PREFIX = '/apps/account-access';
const REFERENCE = '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d';

const WAITING: CheckInbox = {
  pathPrefix: PREFIX,
  email: 'kari@example.com',
  locale: 'en',
  reference: REFERENCE,
  again: 0,
  mail: { senderName: 'Fjell', senderEmail: 'hello@fjell.example', subject: '' },
};
const waiting = (told: Partial<CheckInbox> = {}) =>
  finished(checkInboxPage(ENGLISH, { ...WAITING, ...told }));

function linksOn(part: ParentNode): readonly (string | null)[] {
  return [...part.querySelectorAll('a')].map((link) => link.getAttribute('href'));
}

function parsed(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

describe('encode', () => {
  it.each([
    '{{ shop.email }}',
    '{% layout none %}',
    '{%- assign x = 1 -%}',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    '&lt;b&gt;',
  ])('leaves nothing to do for Liquid or HTML in %s, and shows it as it was typed', (typed) => {
    const encoded = encode(typed);

    expect(encoded).not.toMatch(/[{}%<>"']/);
    expect(parsed(`<p>${encoded}</p>`).querySelector('p')?.textContent).toBe(typed);
  });
});

describe('the page that asks for the address', () => {
  it('posts to the path of this shop, in the language of the storefront', () => {
    const page = finished(askAddressPage(ENGLISH, { pathPrefix: '/community/way-in' }));
    const form = themed(page).querySelector('form');

    expect(form?.getAttribute('action')).toBe('/community/way-in/requests');
    expect(form?.method).toBe('post');
    expect(page).toContain('name="locale" value="{{ request.locale.iso_code }}"');
    expect(themed(page).querySelector('[aria-invalid]')).toBeNull();
  });

  it('leads to pages in the language that it is read in', () => {
    const page = themed(finished(askAddressPage(ENGLISH, { pathPrefix: PREFIX })), {
      root: '/pt-br',
      locale: 'pt-BR',
    });

    expect(page.querySelector('form')?.getAttribute('action')).toBe(`/pt-br${PREFIX}/requests`);
    expect(page.querySelector('[name=locale]')?.getAttribute('value')).toBe('pt-BR');
    expect(linksOn(page)).toEqual([`/pt-br${PREFIX}/mailbox-requests`, '/pt-br/account/login']);
  });

  it('keeps what was typed, says what is wrong with it, and takes the focus to it', () => {
    const typed = '{{ shop }}<script>@"x';
    const page = finished(
      askAddressPage(ENGLISH, { pathPrefix: PREFIX, typed, problem: 'malformed', locale: 'nb' }),
    );
    const document = themed(page);
    const field = document.querySelector('input[type="email"]');
    const problem = document.getElementById(field?.getAttribute('aria-describedby') ?? '');

    expect(page).not.toContain('{{ shop }}');
    expect(document.querySelector('script')).toBeNull();
    expect(field?.getAttribute('value')).toBe(typed);
    expect(field?.getAttribute('aria-invalid')).toBe('true');
    expect(problem?.textContent).toBe(ENGLISH.errors.email_malformed);
    expect(document.querySelector('[role="alert"]')?.getAttribute('tabindex')).toBe('-1');
    expect(document.querySelector('[role="alert"] a')?.getAttribute('href')).toBe(`#${field?.id}`);
    expect(document.querySelector('input[name="locale"]')?.getAttribute('value')).toBe('nb');
  });

  it('has a label for its field and one heading', () => {
    const document = themed(finished(askAddressPage(ENGLISH, { pathPrefix: PREFIX })));

    expect(document.querySelector('label')?.getAttribute('for')).toBe(
      document.querySelector('input[type="email"]')?.id,
    );
    expect(document.querySelectorAll('h1')).toHaveLength(1);
  });
});

describe('the other pages', () => {
  it('after a request: what to expect, another address, and sign-in', () => {
    const document = themed(waiting());

    expect(document.body.textContent).toContain(ENGLISH.check_inbox.text);
    expect(linksOn(document)).toEqual([PREFIX, `${PREFIX}/mailbox-requests`, '/account/login']);
  });

  it('after a request in another language: it stays in that language', () => {
    const document = themed(waiting({ email: 'kari@gmial.com' }), { root: '/nb', locale: 'nb' });

    expect(linksOn(document)).toEqual([`/nb${PREFIX}`, `/nb${PREFIX}/mailbox-requests`, '/nb/account/login']);
    expect([...document.forms].map((form) => form.getAttribute('action'))).toEqual([
      `/nb${PREFIX}/requests`,
      `/nb${PREFIX}/requests`,
    ]);
  });

  it('after a request: the address, whom the mail comes from and what it is called', () => {
    const text = themed(waiting({ email: 'kari+{{x}}@example.com' })).body.textContent;

    expect(text).toContain('kari+{{x}}@example.com');
    expect(text).toContain('Look for a mail from Fjell (hello@fjell.example).');
    expect(text).toContain('often reads “Customer account activation”');
    expect(
      themed(waiting({ mail: { ...WAITING.mail, subject: 'Your account' } })).body.textContent,
    ).toContain('Its subject reads “Your account”.');
  });

  it('after a request, where no sender is set: the shop’s own name, for the theme to fill in', () => {
    const page = waiting({ mail: { senderName: '', senderEmail: '', subject: '' } });

    expect(page).toContain('Look for a mail from {{ shop.name | escape }}.');
    expect(page).toContain('leads to {{ shop.domain | escape }}.');
  });

  it('after a request to a known mailbox: its folder, and a button that searches for the sender', () => {
    const document = themed(waiting({ email: 'kari@gmail.com' }));

    expect(document.body.textContent).toContain('Its folder for spam is often called “Spam”');
    expect(document.querySelector('.lk-open')?.textContent).toBe('Open Gmail');
    expect(document.querySelector('.lk-open')?.getAttribute('href')).toContain('hello%40fjell.example');
    expect(document.body.innerHTML).not.toContain('kari%40');
  });

  it('after a request to a mailbox that turns mail away: another way at once', () => {
    const note = themed(waiting({ email: 'kari@t-online.de' })).querySelector('.lk-note');

    expect(note?.textContent).toContain('“Direkt abweisen”');
    expect(note && linksOn(note)).toEqual([PREFIX, `${PREFIX}/mailbox-requests`]);
  });

  it('after a request with a misspelt domain: a button that asks for the right one', () => {
    const form = themed(waiting({ email: 'kari@gmial.com' })).querySelector('.lk-note form');

    expect(form?.querySelector('[name="email"]')?.getAttribute('value')).toBe('kari@gmail.com');
    expect(form?.querySelector('[name="reference"]')?.getAttribute('value')).toBe(REFERENCE);
  });

  it('asks again twice with the same number, and then names the people of the shop', () => {
    const again = (times: number) => themed(waiting({ again: times }));
    const fields = Object.fromEntries(
      [...again(1).querySelectorAll('form input')].map((input) => [
        input.getAttribute('name'),
        input.getAttribute('value'),
      ]),
    );

    expect(fields).toEqual({ email: 'kari@example.com', locale: 'en', reference: REFERENCE, again: '2' });
    expect(again(1).body.textContent).toContain(ENGLISH.inbox.again_sent);
    expect(again(2).querySelector('form')).toBeNull();
    expect(waiting({ again: 2 })).toContain('mailto:{{ shop.email | escape }}');
  });

  it('after a request, in every language: nothing is left to fill in', () => {
    for (const texts of TEXTS) {
      for (const email of [
        'a@gmail.com',
        'a@t-online.de',
        'a@online.no',
        'a@hey.com',
        'a@gmial.com',
        'a@b.example',
      ]) {
        const page = finished(checkInboxPage(texts, { ...WAITING, email, locale: texts.locale }));
        const text = themed(page.replaceAll(/\{\{ shop\.\w+ \| escape \}\}|\{% .*? %\}/g, 'x')).body
          .textContent;

        expect(text, texts.locale).not.toMatch(/\{\{|undefined|[\ue000\ue001]/);
      }
    }
  });

  it.each([
    [1, '1 minute.'],
    [60, '1 minute.'],
    [61, '2 minutes.'],
    [3_600, '60 minutes.'],
  ])('over the limit for %i seconds: whole minutes, at least one', (seconds, words) => {
    expect(themed(finished(throttledPage(ENGLISH, seconds, REFERENCE))).body.textContent).toContain(words);
  });

  it('when we are down: our fault, and the way to the own sign-in page', () => {
    const document = themed(finished(serviceDegradedPage(ENGLISH, REFERENCE)));

    expect(document.body.textContent).toContain(ENGLISH.service_degraded.text);
    expect(document.querySelector('a')?.getAttribute('href')).toBe('/account/login');
  });
});

it.each([
  ['C', checkInboxPage(ENGLISH, WAITING)],
  ['W', throttledPage(ENGLISH, 60, REFERENCE)],
  ['F', serviceDegradedPage(ENGLISH, REFERENCE)],
])(
  'each answer has its reference number, written from left to right in every language: %s',
  (letter, page) => {
    const document = themed(finished(page));
    const shown = document.querySelector('.lk-reference');

    expect(shown?.textContent).toBe(`${letter}-${formatReference(referenceSigns(REFERENCE))}`);
    expect(shown?.getAttribute('dir')).toBe('ltr');
    expect(document.body.textContent).toContain(ENGLISH.inbox.reference_hint);
  },
);

describe('languages', () => {
  const german = readPageTexts(
    'de',
    { ask: { heading: 'Zurück ins Konto' }, inbox: { open: '{{ provider }} öffnen' } },
    ENGLISH,
  );

  it('a translation without a text falls back to English, text by text', () => {
    expect(german.ask.heading).toBe('Zurück ins Konto');
    expect(german.ask.button).toBe(ENGLISH.ask.button);
    expect(german.inbox.open).toBe('{{ provider }} öffnen');
    expect(german.inbox.kept).toBe(ENGLISH.inbox.kept);
  });

  it('English without a text is an error that names it', () => {
    const { inbox, no_mailbox } = ENGLISH;
    const missing = (more: object) => () => readPageTexts('en', { ...ENGLISH, ...more });

    expect(missing({})).not.toThrow();
    expect(missing({ ask: {} })).toThrow('ask.heading');
    expect(missing({ inbox: undefined })).toThrow('inbox.subject');
    expect(missing({ inbox: { ...inbox, kept: 'Long.' } })).toThrow('inbox.kept');
    expect(missing({ no_mailbox: { ...no_mailbox, button: 7 } })).toThrow('no_mailbox.button');
  });

  it('a region uses its language, and an unknown language English', () => {
    expect(textsFor([ENGLISH, german], 'de-AT')).toBe(german);
    expect(textsFor([ENGLISH, german], 'ja')).toBe(ENGLISH);
  });

  it('numbers take the form that the language wants', () => {
    const polish = { ...ENGLISH, locale: 'pl' };
    const plural = {
      one: '{{ count }} minuta',
      few: '{{ count }} minuty',
      many: '{{ count }} minut',
      other: '{{ count }}',
    };

    expect([1, 3, 5].map((count) => counted(polish, plural, count))).toEqual([
      '1 minuta',
      '3 minuty',
      '5 minut',
    ]);
  });

  it('a page that was opened lets the theme choose among the languages there are', () => {
    const page = inStorefrontLanguage([ENGLISH, german], (texts) =>
      askAddressPage(texts, { pathPrefix: PREFIX }),
    );

    expect(page.liquid).toMatch(
      /^\{% case request\.locale\.iso_code %\}\{% when 'de' %\}.*\{% else %\}.*\{% endcase %\}$/s,
    );
    expect(page.liquid).toContain('Zurück ins Konto');
  });
});
