import { describe, expect, test } from 'vitest';
import { SHOP_LOCALES } from '../../../src/devstore/shopify/types.ts';
import type { RenderBlockOptions } from '../../../src/devstore/storefront/render-block.ts';
import { KARI, ON_CODES, render, schemaOf, type Page } from './support.ts';

describe('the sign-in hint', () => {
  test('is one link to the guide page, without a script', () => {
    const page = hint();

    expect(page.document.querySelectorAll('latchkey-sign-in-hint')).toHaveLength(1);
    expect([...page.document.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      '/apps/account-access/sign-in',
    ]);
    expect(page.text('a')).toBe('You don’t need a password any more');
    expect(page.one('latchkey-sign-in-hint')?.hasAttribute('hidden')).toBe(false);
  });

  test('can be closed once a script is there', () => {
    const button = hint().one('[data-lk-hint-close]');

    expect(button?.getAttribute('aria-label')).toBe('Close');
    expect(button?.hasAttribute('hidden')).toBe(true);
    expect(button?.getAttribute('type')).toBe('button');
  });

  test('brings no style sheet and no loader to a page, only its own module', () => {
    expect(schemaOf('sign-in-hint')).not.toHaveProperty('javascript');
    expect(schemaOf('sign-in-hint')).not.toHaveProperty('stylesheet');
    const scripts = [...hint().document.scripts];
    expect(scripts.map(({ type, src }) => [type, new URL(src).pathname.split('/').pop()])).toEqual([
      ['module', 'sign-in-hint.js'],
    ]);
  });

  test('leads to the guide page in the page’s language, at the shop’s own path', () => {
    const page = hint({ settings: { proxy_path: '/tools/hello' }, locale: 'fr', path: '/fr/products/x' });

    expect(page.one('a')?.getAttribute('href')).toBe('/fr/tools/hello/sign-in');
  });

  test('says the merchant’s words where there are some, as text and never as markup', () => {
    const text = '</a><img src=x> "New" & better';

    expect(hint({ settings: { text } }).text('a')).toBe(text);
    expect(hint({ settings: { text } }).one('img')).toBeNull();
    expect(hint({ settings: { text: '  ' } }).text('a')).toBe('You don’t need a password any more');
  });

  test.each([
    ['somebody is signed in', { customer: { ...KARI, tags: [] } }],
    ['the page is about signing in', { template: 'customers/login' }],
    ['the page is about the account', { template: 'customers/account' }],
    ['it would lead to the page itself', { path: '/apps/account-access/sign-in' }],
  ])('prints nothing where %s', (_what, more) => {
    expect(hint(more).one('.shopify-block')?.innerHTML.trim()).toBe('');
  });

  test('makes way for the guide itself', () => {
    expect(hint().text('style')).toContain('body:has(latchkey-sign-in) latchkey-sign-in-hint');
  });

  test.each(SHOP_LOCALES)('has words in %s', (locale) => {
    const page = hint({ locale });

    expect(page.text('a')).toMatch(/\S/);
    expect(page.one('button')?.getAttribute('aria-label')).toMatch(/\S/);
    if (locale !== 'en') expect(page.text('a')).not.toBe(hint().text('a'));
  });
});

function hint(more: Partial<RenderBlockOptions> = {}): Page {
  return render({ block: 'sign-in-hint', template: 'index', metafields: ON_CODES, ...more });
}
