import { describe, expect, test } from 'vitest';
import { SHOP_LOCALES } from '../../../src/devstore/shopify/types.ts';
import {
  CODES,
  faq,
  FILLED_IN,
  NASTY,
  pairs,
  QUESTIONS,
  structuredData,
  text,
  textWithout,
  WITH_CODES,
  WITH_PASSWORDS,
} from './faq-page.ts';

describe('the data for search engines', () => {
  test.each([
    ['as it comes', {}],
    ['filled in', FILLED_IN],
    ['with codes', { ...FILLED_IN, ...CODES }],
    ['with one question', Object.fromEntries(WITH_PASSWORDS.slice(1).map((id) => [`${id}_show`, false]))],
    [
      'with nasty words everywhere',
      {
        sender_name: NASTY,
        support_email: NASTY,
        support_phone: NASTY,
        get_in_question: NASTY,
        own_1_question: NASTY,
        own_1_answer: '<p>&lt;/script&gt; &amp;lt; "quoted" &#39;single&#39; \\ {{ x }}</p>',
      },
    ],
    [
      'with an answer of many lines',
      {
        own_1_question: 'What   is\tthis?',
        own_1_answer:
          '<p>One &amp; <strong>two</strong>, <em>three</em>.</p><p>Four<br>five<br/>six</p><ul><li>a</li><li>b</li></ul>',
      },
    ],
  ])('says what the page says, %s', (_name, settings) => {
    const page = faq(settings);
    const data = structuredData(page);

    expect(data).toMatchObject({ '@context': 'https://schema.org', '@type': 'FAQPage' });
    expect(pairs(data)).toEqual(
      [...page.document.querySelectorAll('details')].map((details) => [
        text(details.querySelector('summary')),
        textWithout(details, 'summary'),
      ]),
    );
    expect(pairs(data)).not.toHaveLength(0);
  });

  test('has single spaces between what stands on lines of its own, and none before a full stop', () => {
    const data = structuredData(
      faq({
        own_1_question: 'Q',
        own_1_answer: '<p>One <b>two</b>.</p><p>Three<br>four</p><ul><li>x</li></ul>',
      }),
    );

    expect(pairs(data)).toContainEqual(['Q', 'One two. Three four x']);
  });

  test('can be left out', () => {
    expect(faq({ structured_data: false }).document.scripts).toHaveLength(0);
  });

  test('is not there where no question is', () => {
    const none = Object.fromEntries(Object.keys(QUESTIONS).map((id) => [`${id}_show`, false]));

    expect(faq(none).document.scripts).toHaveLength(0);
  });
});

describe.each(SHOP_LOCALES)('in %s', (locale) => {
  test.each([
    ['passwords', {}, WITH_PASSWORDS.length],
    ['codes', CODES, WITH_CODES.length],
  ] as const)('each question of accounts with %s has words and an answer', (_name, accounts, count) => {
    const page = faq({ ...FILLED_IN, ...accounts }, locale);
    const said = pairs(structuredData(page));

    expect(said).toHaveLength(count);
    expect(new Set(said.map(([question]) => question)).size).toBe(count);
    for (const words of said.flat()) expect(words).toMatch(/^\S(?:(?!\s\s|[{}]|&\w+;).)+$/s);
  });
});
