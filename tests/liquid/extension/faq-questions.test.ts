import { describe, expect, test } from 'vitest';
import { CODES, faq, FILLED_IN, QUESTIONS, questions, WITH_CODES, WITH_PASSWORDS } from './faq-page.ts';
import { ON_CODES, render, schemaOf } from './support.ts';

describe('which questions there are', () => {
  test('without a setting touched, those of accounts with passwords, but for a human whom nobody named', () => {
    expect(questions(faq())).toEqual(WITH_PASSWORDS.slice(0, -1).map((id) => QUESTIONS[id]));
  });

  test('with passwords, seven', () => {
    expect(questions(faq(FILLED_IN))).toEqual(WITH_PASSWORDS.map((id) => QUESTIONS[id]));
  });

  test('with six-digit codes, five', () => {
    expect(questions(faq({ ...FILLED_IN, ...CODES }))).toEqual(WITH_CODES.map((id) => QUESTIONS[id]));
  });

  test.each([
    ['automatic', ON_CODES, WITH_CODES],
    ['automatic', {}, WITH_PASSWORDS],
    ['automatic', { accounts: { version: 'CLASSIC' } }, WITH_PASSWORDS],
    ['legacy', ON_CODES, WITH_CODES],
    ['customer_accounts', {}, WITH_CODES],
  ] as const)(
    'with the setting %s and metafields %o are those that fit',
    (accounts, metafields, expected) => {
      const settings = { ...FILLED_IN, accounts };

      expect(questions(render({ block: 'faq', template: 'page', settings, metafields }))).toEqual(
        expected.map((id) => QUESTIONS[id]),
      );
    },
  );

  test('follow the shop by themselves until the merchant says otherwise', () => {
    expect(schemaOf('faq').settings.find(({ id }) => id === 'accounts')?.default).toBe('automatic');
  });

  test.each(WITH_PASSWORDS)('%s can be hidden', (id) => {
    expect(questions(faq({ ...FILLED_IN, [`${id}_show`]: false }))).toEqual(
      WITH_PASSWORDS.filter((other) => other !== id).map((other) => QUESTIONS[other]),
    );
  });

  test.each(WITH_CODES)('%s can be hidden where customers sign in with codes', (id) => {
    expect(questions(faq({ ...FILLED_IN, ...CODES, [`${id}_show`]: false }))).toEqual(
      WITH_CODES.filter((other) => other !== id).map((other) => QUESTIONS[other]),
    );
  });

  test.each(['get_in', 'dead_link', 'forgot'] as const)(
    '%s is not asked where there are codes, whatever the merchant wrote for it',
    (id) => {
      const settings = { ...CODES, [`${id}_question`]: 'Mine', [`${id}_answer`]: '<p>Mine</p>' };
      expect(faq(settings).html).not.toContain('Mine');
    },
  );

  test('codes are not spoken of where there are passwords', () => {
    expect(faq({ ...FILLED_IN, codes_answer: '<p>Mine</p>' }).html).not.toMatch(/six-digit|Mine/);
  });

  test('a mail that nobody is known to send cannot be told from others where there are codes', () => {
    expect(questions(faq({ ...CODES, sender_name: ' ' }))).not.toContain(QUESTIONS.real);
    expect(questions(faq({ ...CODES, real_answer: '<p>It is.</p>' }))).toContain(QUESTIONS.real);
  });

  test('a human is asked for once there is a contact, or an answer of the merchant’s', () => {
    expect(questions(faq({ support_phone: ' ' }))).not.toContain(QUESTIONS.human);
    expect(questions(faq({ support_phone: '22 33' }))).toContain(QUESTIONS.human);
    expect(questions(faq({ human_answer: '<p>Ann in the shop.</p>' }))).toContain(QUESTIONS.human);
  });

  test('four more are the merchant’s own, each with both question and answer, ahead of the human', () => {
    const own = Object.fromEntries(
      [1, 2, 3, 4].flatMap((n) => [
        [`own_${n}_question`, `Question ${n}`],
        [`own_${n}_answer`, `<p>Answer ${n}</p>`],
      ]),
    );
    for (const accounts of ['legacy', 'customer_accounts']) {
      expect(questions(faq({ ...FILLED_IN, ...own, accounts })).slice(-5)).toEqual([
        'Question 1',
        'Question 2',
        'Question 3',
        'Question 4',
        QUESTIONS.human,
      ]);
    }
    const halves = { ...own, own_1_answer: '<p> </p>', own_2_question: '  ', own_3_answer: '<p>&nbsp;</p>' };
    expect(questions(faq(halves)).filter((question) => question.startsWith('Question'))).toEqual([
      'Question 4',
    ]);
  });

  test('with every question hidden nothing is printed, but for the merchant in the theme editor', () => {
    const none = Object.fromEntries(Object.keys(QUESTIONS).map((id) => [`${id}_show`, false]));

    expect(faq(none).one('.shopify-block')?.innerHTML.trim()).toBe('');
    expect(render({ block: 'faq', template: 'page', settings: none, designMode: true }).html).toContain(
      'data-lk-editor',
    );
  });
});
