// @vitest-environment jsdom
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAILBOX_FIELDS } from '../../../src/contracts/mailbox-request.ts';
import { finished } from '../../../src/server/http/pages/layout.ts';
import {
  noMailboxInStorefrontLanguage,
  noMailboxPage,
  requestKeptPage,
} from '../../../src/server/http/pages/no-mailbox.ts';
import { readPageTexts, type Texts, type PageTexts } from '../../../src/server/http/texts.ts';
import { loadTexts } from '../../../src/server/node/load-texts.ts';
import { themed } from '../../support/themed.ts';

const ROOT = join(import.meta.dirname, '../../..');
const [ENGLISH] = loadTexts({
  extension: join(ROOT, 'extensions/account-access/locales'),
  afterAnswer: join(ROOT, 'src/texts'),
});
const PREFIX = '/community/way-in';

describe('the form of a shopper without their mailbox', () => {
  it('posts to the path of this shop, in the language that it is read in', () => {
    const page = themed(finished(noMailboxPage(ENGLISH, { pathPrefix: PREFIX })), { root: '/nb' });

    expect(page.querySelector('form')?.getAttribute('action')).toBe(`/nb${PREFIX}/mailbox-requests`);
  });

  it('has one heading, and a label for each field', () => {
    const page = themed(finished(noMailboxPage(ENGLISH, { pathPrefix: PREFIX })));

    expect(page.querySelectorAll('h1')).toHaveLength(1);
    expect(page.querySelector('form')?.getAttribute('action')).toBe(`${PREFIX}/mailbox-requests`);
    for (const name of MAILBOX_FIELDS) {
      const control = page.querySelector(`[name="${name}"]`);
      expect(page.querySelector(`label[for="${control?.id}"]`)?.textContent).not.toBe('');
      expect(control?.hasAttribute('aria-invalid')).toBe(false);
    }
    expect(page.querySelector('[role="alert"]')).toBeNull();
  });

  it('points from each wrong field to its hint and its problem, and from the summary to each wrong field', () => {
    const page = themed(
      finished(
        noMailboxPage(ENGLISH, {
          pathPrefix: PREFIX,
          typed: { orderNumber: 'a"b', message: '</textarea><b>{{ x }}' },
          problems: { orderNumber: 'malformed', newEmail: 'same-address', message: 'too-long' },
          locale: 'nb',
        }),
      ),
    );

    const order = page.querySelector('[name="orderNumber"]');
    const described = (order?.getAttribute('aria-describedby') ?? '').split(' ');
    expect(described.map((id) => page.getElementById(id)?.textContent)).toEqual([
      ENGLISH.no_mailbox.order_number_hint,
      ENGLISH.no_mailbox.order_number_wrong,
    ]);
    expect(order?.getAttribute('value')).toBe('a"b');
    expect(page.querySelector('textarea')?.value).toBe('</textarea><b>{{ x }}');
    const links = [...page.querySelectorAll('[role="alert"] a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['#lk-orderNumber', '#lk-newEmail', '#lk-message']);
    expect(links.every((link) => page.querySelector(link ?? '') !== null)).toBe(true);
    expect(page.querySelector('input[name="locale"]')?.getAttribute('value')).toBe('nb');
  });

  it('is shown in a language that has texts for it, and in English everywhere else', () => {
    const own: PageTexts = readPageTexts(
      'nb',
      { no_mailbox: { heading: 'Får du ikke åpnet postkassen?' } },
      ENGLISH,
    );
    const texts: Texts = [ENGLISH, own, readPageTexts('de', {}, ENGLISH)];

    const page = noMailboxInStorefrontLanguage(texts, PREFIX).liquid;

    expect(page).toContain("{% when 'nb' %}");
    expect(page).toContain('Får du ikke åpnet postkassen?');
    expect(page).not.toContain("{% when 'de' %}");
    // English says that it is English: the page around it may be in any language.
    expect(page.match(/lang="en" dir="ltr"/g)).toHaveLength(1);
  });

  it('takes English for each text that a language has not got', () => {
    const given = { no_mailbox: { heading: 'Egen', intro: 7 } };
    const texts = readPageTexts('nb', given, ENGLISH).no_mailbox;

    expect(texts.heading).toBe('Egen');
    expect(texts.intro).toBe(ENGLISH.no_mailbox.intro);
  });
});

it('the answer shows the reference, written from left to right in every language', () => {
  const page = themed(finished(requestKeptPage(ENGLISH, '7QX2M-4RVWH')));

  const reference = page.querySelector('.lk-reference');
  expect(reference?.textContent).toBe('7QX2M-4RVWH');
  expect(reference?.getAttribute('dir')).toBe('ltr');
  expect(page.querySelector('[data-lk-state]')?.getAttribute('data-lk-state')).toBe('needs-review');
});
