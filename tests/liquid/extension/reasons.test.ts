import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KARI, render } from './support.ts';

const NOW_S = 1_800_000_000;
const DAY_S = 86_400;
const TOKEN = '0123456789abcdef'.repeat(2);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_S * 1000, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a dead activation link', () => {
  test.each([
    { what: 'made yesterday', path: link('activate', NOW_S - DAY_S), why: 'link-dead' },
    { what: 'made 30 days ago', path: link('activate', NOW_S - 30 * DAY_S), why: 'link-dead' },
    { what: 'made longer ago', path: link('activate', NOW_S - 30 * DAY_S - 1), why: 'link-expired' },
    {
      what: 'in another language',
      path: `/pt-br${link('activate', NOW_S - 31 * DAY_S)}`,
      why: 'link-expired',
    },
    {
      what: 'with a slash at its end',
      path: `${link('activate', NOW_S - 31 * DAY_S)}/`,
      why: 'link-expired',
    },
    { what: 'of the time to come', path: link('activate', NOW_S + DAY_S), why: 'link-dead' },
    { what: 'without its end', path: `/account/activate/4711/${TOKEN}`, why: 'link-cut-off' },
    { what: 'with half its end', path: `/account/activate/4711/${TOKEN}-17000`, why: 'link-cut-off' },
    {
      what: 'with letters for its end',
      path: `/account/activate/4711/${TOKEN}-abcdefghij`,
      why: 'link-cut-off',
    },
    { what: 'with half its token', path: '/account/activate/4711/0123456', why: 'link-cut-off' },
    { what: 'without a token', path: '/account/activate/4711', why: 'link-cut-off' },
    { what: 'with nothing', path: '/account/activate/', why: 'link-cut-off' },
  ])('$what leads as $why', ({ path, why }) => {
    expect(whyOf(path)).toBe(why);
  });
});

describe('a dead reset link', () => {
  test.each([
    { what: 'of any age', path: link('reset', NOW_S - 400 * DAY_S), why: 'link-dead' },
    { what: 'cut short', path: `/account/reset/4711/${TOKEN}`, why: 'link-cut-off' },
  ])('$what leads as $why', ({ path, why }) => {
    expect(whyOf(path)).toBe(why);
  });
});

test.each(['embed', 'block'])('says why in words that claim no more than is known: %s', (where) => {
  const block = where === 'embed' ? 'account-access' : 'way-in';
  const text = (path: string): string => {
    const page = render({ block, template: '404', path });
    expect(page.text('h2')).toBe('This link no longer works');
    expect(page.text('[data-lk-server] .lk-text')).toBe(page.wayIn().texts['ask-address-text']);
    return page.wayIn().texts['ask-address-text'];
  };

  expect(text(link('activate', NOW_S - DAY_S))).toContain('A link works once and only for a while');
  expect(text(link('activate', NOW_S - 31 * DAY_S))).toContain('seems to be more than 30 days old');
  expect(text('/account/activate/4711/0123')).toContain('A part of this link seems to be missing');
});

describe('a link page that Shopify showed', () => {
  const note = (template: string, path: string): string =>
    render({ block: 'account-access', template, path }).text('[data-lk-intro] .lk-note');

  test('notes that an invite is old, and keeps room for that', () => {
    const template = 'customers/activate_account';
    const old = link('activate', NOW_S - 31 * DAY_S);
    const room = (path: string) =>
      Number(
        /--lk-words-m: calc\(([\d.]+)em/.exec(render({ block: 'activation', template, path }).html)?.[1],
      );

    expect(note(template, old)).toBe(
      'This link seems to be more than 30 days old. If it no longer works, ask for a new one below.',
    );
    expect(note(template, link('activate', NOW_S - DAY_S))).toBe('');
    expect(room(old)).toBeGreaterThan(room(link('activate', NOW_S - DAY_S)));
  });

  test('notes nothing of a reset link, whose life is shorter and not documented', () => {
    expect(note('customers/reset_password', link('reset', NOW_S - 31 * DAY_S))).toBe('');
  });

  test('leaves the form first and the offer folded, old or not', () => {
    const page = render({
      block: 'account-access',
      template: 'customers/activate_account',
      path: link('activate', NOW_S - 31 * DAY_S),
    });

    expect(page.one('[data-lk-lead]')).toBeNull();
    expect(page.one('.shopify-block > :not(style)')?.localName).toBe('latchkey-set-password');
  });

  test('says why under the offer where the form came back because of the link', () => {
    const page = render({
      block: 'activation',
      template: 'customers/activate_account',
      path: link('activate', NOW_S - 31 * DAY_S),
      posted: { type: 'activate_customer_password', errors: [{ field: 'form', code: 'token_invalid' }] },
    });

    expect(page.one('latchkey-way-in')?.getAttribute('data-lk-why')).toBe('link-expired');
    expect(page.text('[data-lk-intro] .lk-note')).toBe('');
  });
});

describe('a customer who is signed in', () => {
  const signedIn = (path: string) =>
    render({ block: 'account-access', template: '404', path, customer: { ...KARI, tags: [] } });

  test('needs no link, and is told so', () => {
    const page = signedIn(link('activate', NOW_S - 31 * DAY_S));

    expect(page.one('latchkey-way-in')?.getAttribute('data-lk-why')).toBe('signed-in');
    expect(page.text('h2')).toBe('You are signed in already');
    expect(page.one('.lk-next a')?.getAttribute('href')).toBe('/account');
    expect(page.document.querySelectorAll('form, input, [data-lk-server]')).toHaveLength(0);
  });

  test('leaves the island props that it can read, and nothing to take over', () => {
    expect(signedIn(link('reset', NOW_S)).wayIn().id).toBe('lk-Atest__block');
  });
});

describe('"Forgot password" that Shopify answered with success', () => {
  const posted = { type: 'recover_customer_password', errors: [] };
  const login = { block: 'account-access', template: 'customers/login' } as const;

  test('opens the offer, which explains the case in which nothing comes', () => {
    const page = render({ ...login, posted });

    expect(page.one('latchkey-way-in')?.getAttribute('data-lk-why')).toBe('recovered');
    expect(page.one('latchkey-way-in')?.hasAttribute('data-lk-lead')).toBe(true);
    expect(page.text('h2')).toBe('If no mail comes');
    expect(page.one('details[data-lk-fold]')).toBeNull();
    expect(page.wayIn().texts['ask-address-heading']).toBe('If no mail comes');
  });

  test.each([
    {
      what: 'it failed',
      more: { posted: { ...posted, errors: [{ field: 'email', code: 'unknown_email' }] } },
    },
    { what: 'another form was posted', more: { posted: { type: 'customer_login', errors: [] } } },
    { what: 'forms of apps do not see what was posted', more: { posted, blockFormsSeeState: false } },
    { what: 'nothing was posted', more: {} },
  ] as const)('does not where $what', ({ more }) => {
    const page = render({ ...login, ...more });

    expect(page.one('[data-lk-why]')).toBeNull();
    expect(page.one('details[data-lk-fold]')).not.toBeNull();
  });

  test('leaves no form of its own on the page', () => {
    const forms = render({ ...login, posted }).document.querySelectorAll('form');

    expect([...forms].map((form) => form.getAttribute('data-lk-form'))).toEqual(['way-in']);
  });
});

function link(kind: 'activate' | 'reset', made: number): string {
  return `/account/${kind}/4711/${TOKEN}-${made}`;
}

function whyOf(path: string): string | null | undefined {
  const page = render({ block: 'account-access', template: '404', path });
  expect(page.one('latchkey-way-in')?.hasAttribute('data-lk-lead')).toBe(true);
  return page.one('latchkey-way-in')?.getAttribute('data-lk-why');
}

describe('the register page', () => {
  test('offers the account from before', () => {
    const page = render({ block: 'way-in', template: 'customers/register' });

    expect(page.text('h2')).toBe('Have an account from before?');
    expect(page.text('summary')).toContain('Already have an account from before? Activate it');
  });

  test('says it in the merchant’s words where there are some', () => {
    const settings = { heading: 'Bought here before?', text: 'Then you have an account already.' };
    const page = render({ block: 'way-in', template: 'customers/register', settings });

    expect(page.text('h2')).toBe('Bought here before?');
    expect(page.text('.lk-text')).toBe('Then you have an account already.');
  });
});
