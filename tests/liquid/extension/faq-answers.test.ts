import { describe, expect, test } from 'vitest';
import { answer, CODES, faq, FILLED_IN, links, QUESTIONS, questions, text } from './faq-page.ts';

describe('the answers', () => {
  test.each([
    ['get_in', /^Type the email address .* Email me a link$/, '/apps/account-access'],
    [
      'dead_link',
      /^A link works once .* A link lasts 30 days at most\. Email me a new link$/,
      '/apps/account-access',
    ],
    ['forgot', /only goes to accounts .* Email me a link$/, '/apps/account-access'],
    ['mailbox', /^Tell the shop .* Fill in the form$/, '/apps/account-access/mailbox-requests'],
  ] as const)('%s: what happens, and where to go', (id, words, href) => {
    const page = faq();

    expect(answer(page, id)).toMatch(words);
    expect(links(page, id)).toEqual([href]);
  });

  test('codes: there is no password, and here one signs in', () => {
    const page = faq(CODES);

    expect(answer(page, 'codes')).toMatch(
      /^This shop now signs you in with a code .* six-digit code\. .* no longer needed\. Sign in with a code$/,
    );
    expect(links(page, 'codes')).toEqual(['/customer_authentication/login?return_to=%2Fpage&locale=en']);
  });

  test('human: page, address and phone number, as elsewhere', () => {
    expect(links(faq(FILLED_IN), 'human')).toEqual([
      '/pages/contact',
      'mailto:help@fjell.example',
      'tel:+472233',
    ]);
  });

  test.each([
    [{}, ''],
    [{ sender_email: 'no address' }, ''],
    [{ sender_name: 'Fjell' }, 'Look for a mail from Fjell.'],
    [{ sender_email: 'hi@fjell.example' }, 'Look for a mail from hi@fjell.example.'],
    [FILLED_IN, 'Look for a mail from Fjell & Fjord (hello@fjell.example).'],
  ])('with %o say of the sender: %s', (settings, said) => {
    const page = faq(settings);

    expect(answer(page, 'no_mail')).toBe(
      `It usually takes a minute or two. If you see nothing, look in your spam or junk folder. ${said}`.trim(),
    );
    expect(answer(page, 'real').startsWith(`${said} The link in it leads to `.trim())).toBe(true);
  });

  test('name the shop’s own domain, never the proxy’s or a sender’s', () => {
    expect(answer(faq(), 'real')).toContain('leads to 127.0.0.1:4400. We never ask');
  });

  test.each([
    [1, 'A link lasts 1 day at most.'],
    [14, 'A link lasts 14 days at most.'],
  ])('with links of %i days say: %s', (link_days, said) => {
    expect(answer(faq({ link_days }), 'dead_link')).toContain(said);
  });

  test.each([
    ['/tools/hello', 'en', '/tools/hello'],
    ['https://evil.example/apps/x', 'en', '/apps/account-access'],
    ['/tools/hello', 'fr', '/fr/tools/hello'],
    ['/apps/account-access', 'pt-BR', '/pt-br/apps/account-access'],
  ] as const)('with the proxy path %s lead in %s to %s', (proxy_path, locale, expected) => {
    const { document } = faq({ proxy_path }, locale);
    const hrefs = new Set([...document.querySelectorAll('a')].map((link) => link.getAttribute('href')));

    expect([...hrefs]).toEqual([expected, `${expected}/mailbox-requests`]);
  });

  test('are the merchant’s where there are some, links and all, in place of ours', () => {
    const page = faq({
      get_in_question: 'And <b>now</b>?',
      get_in_answer: '<p>Ask <a href="/pages/ann">Ann</a>.</p>',
    });

    expect(questions(page)[0]).toBe('And <b>now</b>?');
    expect(text(page.one('details'))).toBe('And <b>now</b>? Ask Ann.');
    expect(page.one('details p')?.className).toBe('lk-text');
    expect([...(page.one('details')?.querySelectorAll('a') ?? [])].map(({ href }) => href)).toEqual([
      expect.stringMatching(/\/pages\/ann$/),
    ]);
  });

  test('are ours where the merchant’s are blank', () => {
    const page = faq({ heading: ' ', get_in_question: '  ', get_in_answer: '<p></p>' });

    expect(page.text('h2')).toBe('Questions and answers');
    expect(questions(page)[0]).toBe(QUESTIONS.get_in);
    expect(answer(page, 'get_in')).toMatch(/^Type the email address/);
  });

  test('never speak of passwords or links of ours where customers sign in with codes', () => {
    const { document } = faq({ ...FILLED_IN, ...CODES });
    for (const details of document.querySelectorAll('details')) {
      if (text(details).startsWith(QUESTIONS.codes)) continue;
      expect(text(details)).not.toMatch(/password|\blinks?\b/i);
    }
  });
});
