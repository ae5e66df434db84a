import { describe, expect, test } from 'vitest';
import { DEAD_LINK, EMBED, HEADING, onCodes, type Options } from './sign-in-page.ts';
import { KARI, render } from './support.ts';

const OLD = 'Passwords and links from older mails are no longer needed.';

/** Every place where a shop on passwords shows one of our forms. */
const PLACES = [
  { block: EMBED, template: 'customers/login' },
  { block: EMBED, template: 'customers/register' },
  { block: EMBED, template: 'customers/activate_account' },
  { block: EMBED, template: 'customers/reset_password' },
  { block: EMBED, template: '404', path: DEAD_LINK },
  { block: 'activation', template: 'customers/activate_account' },
  { block: 'reset', template: 'customers/reset_password' },
  { block: 'way-in', template: 'customers/login' },
  { block: 'way-in', template: 'customers/register' },
  { block: 'way-in', template: '404' },
  { block: 'way-in', template: 'page' },
] as const;

describe.each(PLACES)('in a shop on codes, $block on $template', (place) => {
  test('shows the sign-in guide instead of its form, first and open', () => {
    const page = onCodes(place);

    expect(page.document.querySelectorAll('latchkey-sign-in[data-lk-lead]')).toHaveLength(1);
    expect(page.one('latchkey-way-in, latchkey-set-password, latchkey-done')).toBeNull();
    expect(page.one('latchkey-sign-in')?.hasAttribute('data-lk-embed')).toBe(place.block === EMBED);
    expect(page.text('h2')).toBe(HEADING);
    expect(page.one('latchkey-sign-in')?.getAttribute('aria-label')).toBe(HEADING);
    expect(page.one('[data-lk-sign-in-button]')?.closest('details')).toBeNull();
  });

  test('asks for neither a password nor an address, whatever was posted', () => {
    const posted = {
      type: place.block === 'reset' ? 'reset_customer_password' : 'activate_customer_password',
      errors: [{ field: 'password', code: 'too_short' }],
    } as const;

    for (const page of [onCodes(place), onCodes({ ...place, posted })]) {
      expect(page.document.querySelectorAll('form, input, select, textarea')).toHaveLength(0);
    }
  });

  test('says itself, without the style sheet, that one guide on a page is enough', () => {
    expect(onCodes(place).text('style')).toContain('latchkey-sign-in[data-lk-embed]');
  });

  test('has no two elements with the same id', () => {
    const ids = [...onCodes(place).document.querySelectorAll('[id]')].map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has no id that another block’s guide on the same page could have', () => {
    const guides = [onCodes(place), onCodes({ block: 'sign-in', template: place.template })];
    const ids = guides.flatMap(({ document }) => [...document.querySelectorAll('[id]')].map(({ id }) => id));

    expect(ids.filter((id) => id.startsWith('lk-Atest__block-'))).toHaveLength(2);
    // Shopify's own wrapper has the block's id as well.
    expect(ids.filter((id) => !id.includes('Atest__block'))).toEqual([]);
  });

  test.each([
    ['no metafield', {}],
    ['none of its own', { accounts: {} }],
    ['the other kind', { accounts: { codes: false, version: 'CLASSIC' } }],
    ['a kind that does not exist', { accounts: { version: 'new_customer_accounts' } }],
    ['a value that is no text', { accounts: { version: { value: 'NEW_CUSTOMER_ACCOUNTS' } } }],
    ['the boolean alone, which is for the theme editor', { accounts: { codes: true } }],
    ['another app’s', { other: { version: 'NEW_CUSTOMER_ACCOUNTS' } }],
  ])('is as it was with %s', (_what, metafields) => {
    const page = render({ ...place, metafields });

    expect(page.one('latchkey-sign-in')).toBeNull();
    expect(page.one('latchkey-way-in, latchkey-set-password')).not.toBeNull();
    expect(page.one('input')).not.toBeNull();
  });
});

describe('in a shop on codes, the app embed', () => {
  test.each(['customers/account', 'customers/order', 'index', 'product', 'page'])(
    'prints nothing on %s',
    (template) => {
      expect(onCodes({ block: EMBED, template }).document.querySelectorAll('.shopify-block *')).toHaveLength(
        0,
      );
    },
  );

  test('prints nothing on a 404 that is about something else', () => {
    const page = onCodes({ block: EMBED, template: '404', path: '/collections/gone' });

    expect(page.document.querySelectorAll('.shopify-block *')).toHaveLength(0);
  });

  test('keeps room ahead of the page for its own words, and a block keeps none', () => {
    const room = (options: Options): number =>
      Number(/--lk-lead-m: calc\(([\d.]+)em \+ \d+px\)/.exec(onCodes(options).html)?.[1] ?? 0);
    const plain = room({ block: EMBED, template: 'customers/login' });

    expect(plain).toBeGreaterThan(0);
    expect(room({ block: EMBED, template: 'customers/activate_account' })).toBeGreaterThan(plain);
    expect(room({ block: 'way-in', template: 'customers/login' })).toBe(0);
  });

  test('keeps less room where it only says that somebody is signed in', () => {
    const height = (options: Partial<Options>): number => {
      const { html } = onCodes({ block: EMBED, template: '404', path: DEAD_LINK, ...options });
      const [, em, px] = /--lk-lead-m: calc\(([\d.]+)em \+ (\d+)px\)/.exec(html) ?? [];
      return Number(em) * 16 + Number(px);
    };

    expect(height({ customer: { ...KARI, tags: [] } })).toBeLessThan(height({}));
  });
});

describe('the line about older mails', () => {
  test.each([
    { block: EMBED, template: '404', path: DEAD_LINK },
    { block: EMBED, template: '404', path: '/fr/account/reset/4711/0a1b-1' },
    { block: EMBED, template: 'customers/login', path: '/account/invalid_token' },
    { block: EMBED, template: 'customers/activate_account', path: '/de/account/activate/4711/0a1b-1' },
    { block: 'activation', template: 'customers/activate_account', path: '/account/activate' },
    { block: 'reset', template: 'customers/reset_password', path: '/account/reset/4711/0a1b-1' },
    { block: 'way-in', template: '404', path: DEAD_LINK },
    { block: 'way-in', template: 'customers/login', path: '/nb/account/invalid_token' },
    { block: 'sign-in', template: '404', path: DEAD_LINK },
  ])('comes first on $path by $block', (options) => {
    const page = onCodes(options);

    expect(page.text('[data-lk-old]')).toBe(OLD);
    expect(page.one('h2')?.nextElementSibling?.hasAttribute('data-lk-old')).toBe(true);
    expect(page.document.querySelectorAll('.lk-panel > .lk-text')).toHaveLength(4);
  });

  test.each([
    { block: EMBED, template: 'customers/login', path: '/account/login' },
    { block: 'way-in', template: 'page', path: '/pages/help' },
    { block: 'way-in', template: '404', path: '/collections/gone' },
    { block: 'sign-in', template: 'page', path: '/pages/sign-in' },
  ])('is not on $path by $block', (options) => {
    const page = onCodes(options);

    expect(page.one('[data-lk-old]')).toBeNull();
    expect(page.document.querySelectorAll('.lk-panel > .lk-text')).toHaveLength(3);
  });
});
