import { describe, expect, test } from 'vitest';
import { answer, faq, FILLED_IN, NASTY, questions } from './faq-page.ts';
import { render, schemaOf } from './support.ts';

describe('the markup', () => {
  test('is a heading and closed folds, each with its question first', () => {
    const page = faq(FILLED_IN);

    expect(page.document.querySelectorAll('h1, h2, h3')).toHaveLength(1);
    expect(page.one('section')?.getAttribute('aria-labelledby')).toBe(page.one('h2')?.id);
    for (const details of page.document.querySelectorAll('details')) {
      expect(details.open).toBe(false);
      expect(details.matches('.lk-details')).toBe(true);
      expect(details.firstElementChild?.matches('summary.lk-fold')).toBe(true);
      expect(details.querySelectorAll('summary')).toHaveLength(1);
    }
  });

  test('asks for no script, and has none but the data for search engines', () => {
    const page = faq(FILLED_IN);

    expect(schemaOf('faq')).not.toHaveProperty('javascript');
    expect([...page.document.scripts].map(({ type }) => type)).toEqual(['application/ld+json']);
    expect(page.html).not.toMatch(/latchkey-|\son\w+=/);
  });

  test('takes what a merchant types for text, and never for markup', () => {
    const page = faq({
      heading: NASTY,
      sender_name: NASTY,
      support_phone: NASTY,
      get_in_question: NASTY,
      own_1_question: NASTY,
      own_1_answer: '<p>Fine.</p>',
    });

    expect(page.one('img')).toBeNull();
    expect(page.text('h2')).toBe(NASTY);
    expect(questions(page)).toEqual(expect.arrayContaining([NASTY]));
    expect(answer(page, 'no_mail')).toContain(NASTY);
    expect([...page.document.scripts].map(({ type }) => type)).toEqual(['application/ld+json']);
  });

  test('takes the merchant’s colours and type', () => {
    const settings = { color_text: '#112233', color_background: '#ffeedd', font: 'serif' };
    const section = faq(settings).one('section');

    expect(section?.getAttribute('style')).toMatch(/--lk-text: #112233; --lk-paper: #ffeedd; .*--lk-font/);
    expect(section?.hasAttribute('data-lk-paper')).toBe(true);
  });

  test('tells the merchant in the theme editor, and nobody else, what is set up wrongly', () => {
    const settings = { proxy_path: 'wrong', sender_email: 'wrong' };
    const shown = render({ block: 'faq', template: 'page', settings, designMode: true });

    expect(shown.text('[data-lk-editor]')).toMatch(
      /not an app proxy path.*No contact is filled in.*not an email address/,
    );
    expect(faq(settings).html).not.toMatch(/data-lk-editor|editor\.js/);
  });
});
