import { describe, expect, test } from 'vitest';
import { render } from './support.ts';

const EMBED = 'account-access';
const FORM_PAGES = [
  { template: 'customers/activate_account', type: 'activate_customer_password', page: 'activation' },
  { template: 'customers/reset_password', type: 'reset_customer_password', page: 'reset' },
] as const;

describe('the app embed', () => {
  test.each([
    'index',
    'product',
    'collection',
    'cart',
    'page',
    'search',
    'blog',
    'article',
    'customers/order',
  ])('prints nothing on %s', (template) => {
    const { document } = render({ block: EMBED, template });

    expect(document.body.textContent.trim()).toBe('');
    expect(document.querySelectorAll('.shopify-block *')).toHaveLength(0);
  });

  test.each([
    { template: 'customers/login', path: '/account/login', lead: false },
    { template: 'customers/login', path: '/account/invalid_token', lead: true },
    { template: 'customers/login', path: '/nb/account/invalid_token', lead: true },
    { template: '404', path: '/account/activate/4711/0a1b-1', lead: true },
    { template: '404', path: '/fr/account/reset/4711/0a1b-1', lead: true },
  ])('offers a new link on $path: first and open is $lead', ({ template, path, lead }) => {
    const page = render({ block: EMBED, template, path });

    expect(page.document.querySelectorAll('latchkey-way-in[data-lk-embed]')).toHaveLength(1);
    expect(page.one('latchkey-way-in')?.hasAttribute('data-lk-lead')).toBe(lead);
    expect(page.one('details[data-lk-fold]') === null).toBe(lead);
    expect(page.text('h2')).toBe(lead ? 'This link no longer works' : 'Get back into your account');
    expect(page.text('form button')).toBe(lead ? 'Email me a new link' : 'Email me a link');
    expect(page.wayIn().action).toBe('/apps/account-access/requests');
  });

  test('offers on the register page to open an account from before', () => {
    const page = render({ block: EMBED, template: 'customers/register', path: '/account/register' });

    expect(page.one('latchkey-way-in')?.getAttribute('data-lk-why')).toBe('register');
    expect(page.one('details[data-lk-fold]')).not.toBeNull();
    expect(page.text('summary .lk-when-quiet')).toBe('Already have an account from before? Activate it');
    expect(page.text('h2')).toBe('Have an account from before?');
    expect(page.wayIn().texts['ask-address-heading']).toBe('Have an account from before?');
  });

  test('has another word for the fold where somebody was sent on from a mail', () => {
    const page = render({ block: EMBED, template: 'customers/login', path: '/account/login' });

    expect(page.text('summary .lk-when-quiet')).toBe('Link not working, or never set a password?');
    expect(page.text('summary .lk-when-greeted')).toBe('Came from a mail? Its link may be too old');
  });

  test('prints nothing on a 404 that is about something else', () => {
    const { document } = render({ block: EMBED, template: '404', path: '/collections/gone' });

    expect(document.querySelectorAll('.shopify-block *')).toHaveLength(0);
  });

  test('keeps its word about an open account until the island knows', () => {
    const page = render({ block: EMBED, template: 'customers/account' });

    expect(page.one('latchkey-done')?.hasAttribute('hidden')).toBe(true);
    expect(page.text('[data-lk-words]')).toContain('Your account is open');
    expect(page.one('[role=status]')?.childElementCount).toBe(0);
    expect(page.one('[data-lk-preview]')).toBeNull();
    expect(page.one('[data-lk-back]')?.hasAttribute('hidden')).toBe(true);
    expect(page.one('[data-lk-shop]')?.getAttribute('href')).toBe('/');
    expect(page.one('.lk-benefits')).toBeNull();
  });

  test('lists what a customer can do now, one thing for each line, as text', () => {
    const benefits = ' See all your orders\n\n<b>Return</b> & "swap"\r\n   \nSave addresses ';
    const page = render({ block: EMBED, template: 'customers/account', settings: { benefits } });

    const items = [...page.document.querySelectorAll('[data-lk-words] .lk-benefits > li')];
    expect(items.map(({ textContent }) => textContent)).toEqual([
      'See all your orders',
      '<b>Return</b> & "swap"',
      'Save addresses',
    ]);
    expect(page.text('h3')).toBe('What you can do now');
  });

  test('lists nothing where the merchant left only blank lines', () => {
    const page = render({ block: EMBED, template: 'customers/account', settings: { benefits: ' \n \n' } });

    expect(page.document.querySelectorAll('ul, h3')).toHaveLength(0);
  });

  test.each(FORM_PAGES)('carries the $page page by itself', ({ template, page }) => {
    const rendered = render({ block: EMBED, template });

    expect(rendered.one('latchkey-set-password[data-lk-embed] form')?.getAttribute('data-lk-own-form')).toBe(
      page,
    );
    expect(rendered.setPassword().page).toBe(page);
    expect(rendered.one('latchkey-way-in[data-lk-embed] details[data-lk-fold]')).not.toBeNull();
  });
});

test.each([
  { block: EMBED, template: 'customers/activate_account' },
  { block: EMBED, template: 'customers/reset_password' },
  { block: EMBED, template: 'customers/login' },
  { block: 'activation', template: 'customers/activate_account' },
  { block: 'reset', template: 'customers/reset_password' },
])('$block on $template says itself, without the style sheet, which form is the one to see', (options) => {
  expect(render(options).text('style')).toContain('form[data-lk-own-form');
});

describe('the room that is kept for an offer that comes first', () => {
  const deadLink = { block: EMBED, template: 'customers/login', path: '/account/invalid_token' } as const;
  const room = (settings: Readonly<Record<string, unknown>>): readonly number[] => {
    const found = /--lk-lead-m: calc\(([\d.]+)em \+ (\d+)px\)/.exec(render({ ...deadLink, settings }).html);
    return [Number(found?.[1]), Number(found?.[2])];
  };
  const [plainEm = 0, plainPx = 0] = room({});

  test('is there from the first paint on', () => {
    expect(plainEm).toBeGreaterThan(0);
    expect(plainPx).toBeGreaterThan(0);
  });

  test.each([
    [{ support_email: 'a.long.address.for.help@example.com' }, true, true],
    [{ color_background: '#fffbe6' }, false, true],
    [{ spacing: 'wide' }, false, true],
    [{ spacing: 'normal', support_phone: '  ' }, false, false],
  ])('with %o is taller in words: %s, in frame: %s', (settings, words, frame) => {
    const [em = 0, px = 0] = room(settings);

    expect(em > plainEm).toBe(words);
    expect(px > plainPx).toBe(frame);
  });

  test('is not kept where the offer is folded, or where a block stands where the merchant put it', () => {
    expect(render({ ...deadLink, path: '/account/login' }).html).not.toContain('--lk-lead-m');
    expect(render({ ...deadLink, block: 'way-in' }).html).not.toContain('--lk-lead-m');
  });
});

describe('a form that came back', () => {
  test.each(FORM_PAGES)(
    'because of the password: the $page page keeps the offer of a new link folded',
    ({ template, type }) => {
      const page = render({
        block: EMBED,
        template,
        posted: { type, errors: [{ field: 'password', code: 'too_short' }] },
      });

      expect(page.one('[data-lk-lead]')).toBeNull();
      expect(page.one('latchkey-way-in details[data-lk-fold]:not([open])')).not.toBeNull();
      expect(page.setPassword().errors).toMatchObject([{ field: 'password' }]);
    },
  );

  test.each(FORM_PAGES)(
    'because of the link: the $page page leads with the offer of a new one',
    ({ template, type }) => {
      const page = render({
        block: EMBED,
        template,
        posted: { type, errors: [{ field: 'form', code: 'token_invalid' }] },
      });

      expect(page.one('.shopify-block > :not(style)')?.matches('latchkey-way-in[data-lk-lead]')).toBe(true);
      expect(page.text('h2')).toBe('This link no longer works');
    },
  );
});
