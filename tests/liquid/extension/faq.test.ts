import { describe, expect, test } from 'vitest';
import { SHOP_LOCALES, type ShopLocale } from '../../../src/devstore/shopify/types.ts';
import { ON_CODES, render, schemaOf, type Page } from './support.ts';

const QUESTIONS = {
  get_in: 'How do I get into my account?',
  codes: 'Do I need a password?',
  no_mail: 'I asked for a mail. Why does none come?',
  dead_link: 'Why does my link not work?',
  forgot: 'Why does “Forgot password” send me nothing?',
  real: 'Is the mail really from you?',
  mailbox: 'Can’t open your mailbox?',
  human: 'Who can help me?',
} as const;
type Question = keyof typeof QUESTIONS;

/** In the order of the page. */
const WITH_PASSWORDS = ['get_in', 'no_mail', 'dead_link', 'forgot', 'real', 'mailbox', 'human'] as const;
const WITH_CODES = ['codes', 'no_mail', 'real', 'mailbox', 'human'] as const;
const CODES = { accounts: 'customer_accounts' } as const;
const FILLED_IN = {
  sender_name: 'Fjell & Fjord',
  sender_email: 'hello@fjell.example',
  support_url: '/pages/contact',
  support_email: 'help@fjell.example',
  support_phone: '+47 22 33',
} as const;
/** What somebody may type, or paste, to have it run. */
const NASTY = `</script><img src=x onerror=alert(1)> "quoted" 'single' \\ & &amp; {{ shop.name }} {% if %}`;

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

function faq(settings: Readonly<Record<string, unknown>> = {}, locale: ShopLocale = 'en'): Page {
  return render({ block: 'faq', template: 'page', settings, locale });
}

function questions({ document }: Page): readonly string[] {
  return [...document.querySelectorAll('summary')].map(text);
}

function fold({ document }: Page, id: Question): Element {
  const found = [...document.querySelectorAll('details')].find((each) =>
    text(each).startsWith(QUESTIONS[id]),
  );
  if (found === undefined) throw new Error(`nobody asks ${id}`);
  return found;
}

function answer(page: Page, id: Question): string {
  return textWithout(fold(page, id), 'summary');
}

function links(page: Page, id: Question): readonly (string | null)[] {
  return [...fold(page, id).querySelectorAll('a')].map((link) => link.getAttribute('href'));
}

/** What is read: in single spaces, lines of their own apart. */
function text(element: Element | null): string {
  const copy = element?.cloneNode(true);
  if (!copy || !('querySelectorAll' in copy)) return '';
  const shown = copy as Element;
  for (const line of shown.querySelectorAll('p, li, br, summary')) line.after(' ');
  return (shown.textContent ?? '').replace(/\s+/g, ' ').trim();
}

function textWithout(element: Element, selector: string): string {
  const copy = element.cloneNode(true) as Element;
  for (const part of copy.querySelectorAll(selector)) part.remove();
  return text(copy);
}

interface Answered {
  readonly mainEntity: readonly {
    readonly name: string;
    readonly acceptedAnswer: { readonly text: string };
  }[];
}

function structuredData({ document }: Page): Answered {
  const [script] = document.querySelectorAll('script[type="application/ld+json"]');
  const data: Answered = JSON.parse(script?.textContent ?? '');
  return data;
}

function pairs({ mainEntity }: Answered): readonly (readonly [string, string])[] {
  return mainEntity.map(({ name, acceptedAnswer }) => [name, acceptedAnswer.text]);
}
