// @vitest-environment jsdom
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatReference, referenceSigns } from '../../../src/contracts/reference.ts';
import { askAddressPage } from '../../../src/server/http/pages/ask-address.ts';
import { encode } from '../../../src/server/http/pages/encode.ts';
import { finished, inStorefrontLanguage } from '../../../src/server/http/pages/layout.ts';
import {
  checkInboxPage,
  serviceDegradedPage,
  throttledPage,
} from '../../../src/server/http/pages/notices.ts';
import { counted, readPageTexts, textsFor } from '../../../src/server/http/texts.ts';
import { loadTexts } from '../../../src/server/node/load-texts.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TEXTS = loadTexts({
  extension: join(ROOT, 'extensions/account-access/locales'),
  afterAnswer: join(ROOT, 'src/texts'),
});
const ENGLISH = TEXTS[0];
const PREFIX = '/apps/account-access';
const REFERENCE = '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d';

/** The page as a browser has it, once a theme rendered our own Liquid away. */
function rendered(liquid: string): Document {
  const html = liquid.replaceAll('{{ routes.account_login_url }}', '/account/login');
  return parsed(html.replaceAll('{{ request.locale.iso_code }}', 'en'));
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
    const form = rendered(page).querySelector('form');

    expect(form?.getAttribute('action')).toBe('/community/way-in/requests');
    expect(form?.method).toBe('post');
    expect(page).toContain('name="locale" value="{{ request.locale.iso_code }}"');
    expect(rendered(page).querySelector('[aria-invalid]')).toBeNull();
  });

  it('keeps what was typed, says what is wrong with it, and takes the focus to it', () => {
    const typed = '{{ shop }}<script>@"x';
    const page = finished(
      askAddressPage(ENGLISH, { pathPrefix: PREFIX, typed, problem: 'malformed', locale: 'nb' }),
    );
    const document = rendered(page);
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
    const document = rendered(finished(askAddressPage(ENGLISH, { pathPrefix: PREFIX })));

    expect(document.querySelector('label')?.getAttribute('for')).toBe(
      document.querySelector('input[type="email"]')?.id,
    );
    expect(document.querySelectorAll('h1')).toHaveLength(1);
  });
});

describe('the other pages', () => {
  it('after a request: what to expect, another address, and sign-in', () => {
    const document = rendered(finished(checkInboxPage(ENGLISH, PREFIX, REFERENCE)));
    const links = [...document.querySelectorAll('a')].map((link) => link.getAttribute('href'));

    expect(document.body.textContent).toContain(ENGLISH.check_inbox.text);
    expect(links).toEqual([PREFIX, '/account/login']);
  });

  it.each([
    [1, '1 minute.'],
    [60, '1 minute.'],
    [61, '2 minutes.'],
    [3_600, '60 minutes.'],
  ])('over the limit for %i seconds: whole minutes, at least one', (seconds, words) => {
    expect(rendered(finished(throttledPage(ENGLISH, seconds, REFERENCE))).body.textContent).toContain(words);
  });

  it('when we are down: our fault, and the way to the own sign-in page', () => {
    const document = rendered(finished(serviceDegradedPage(ENGLISH, REFERENCE)));

    expect(document.body.textContent).toContain(ENGLISH.service_degraded.text);
    expect(document.querySelector('a')?.getAttribute('href')).toBe('/account/login');
  });
});

it.each([
  ['C', checkInboxPage(ENGLISH, PREFIX, REFERENCE)],
  ['W', throttledPage(ENGLISH, 60, REFERENCE)],
  ['F', serviceDegradedPage(ENGLISH, REFERENCE)],
])(
  'each answer has its reference number, written from left to right in every language: %s',
  (letter, page) => {
    const document = rendered(finished(page));
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
