import { describe, expect, test } from 'vitest';
import { render, schemaOf } from './support.ts';

const PLACES = [
  { block: 'account-access', template: 'customers/login' },
  { block: 'account-access', template: 'customers/activate_account' },
  { block: 'activation', template: 'customers/activate_account' },
  { block: 'reset', template: 'customers/reset_password' },
  { block: 'way-in', template: 'page' },
  { block: 'sign-in', template: 'page' },
] as const;

const PROXY_PATH = 'not an app proxy path';
const CONTACT = 'No contact is filled in';
const SENDER = 'not an email address';
const WELL_SET_UP = { support_email: 'help@example.com', sender_email: 'shop@example.com' };

describe.each(PLACES)('the notes of $block on $template', (place) => {
  test('are for the theme editor, and nobody else gets a byte of them', () => {
    const settings = takenBy(place.block, { proxy_path: 'wrong', sender_email: 'wrong' });
    const { html } = render({ ...place, settings });

    expect(html).not.toMatch(/data-lk-editor|editor\.js|Only you see this/);
  });

  test('come with their own script, which nobody else gets', () => {
    const page = render({ ...place, designMode: true });

    expect(page.document.querySelectorAll('[data-lk-editor]')).toHaveLength(1);
    expect(page.one('script[type=module]')?.getAttribute('src')).toContain('/editor.js');
  });

  test('say nothing of a block that is set up well', () => {
    const page = render({ ...place, settings: takenBy(place.block, WELL_SET_UP), designMode: true });

    expect(page.text('[data-lk-editor]')).not.toMatch(
      new RegExp(`${PROXY_PATH}|${CONTACT}|${SENDER}|preview state`),
    );
  });
});

describe('the notes', () => {
  test.each([
    [WELL_SET_UP, true],
    [{ ...WELL_SET_UP, preview_state: 'live' }, true],
    [{ ...WELL_SET_UP, preview_state: 'check_inbox' }, false],
    [{ ...WELL_SET_UP, proxy_path: 'wrong' }, false],
    [{}, false],
  ])('with %o take no room: %s', (settings, hidden) => {
    const panel = page(settings).one('[data-lk-editor]');

    expect(panel?.hasAttribute('hidden')).toBe(hidden);
  });

  test.each(['apps/x', '', '/shop/x', '/apps/x/y', 'https://shop.example/apps/x'])(
    'explain that "%s" is no proxy path, and which one is used',
    (proxy_path) => {
      expect(notes({ ...WELL_SET_UP, proxy_path })).toContain(PROXY_PATH);
      expect(page({ proxy_path }).one('[data-lk-editor]')?.getAttribute('data-lk-proxy')).toBe(
        '/apps/account-access',
      );
    },
  );

  test('take a proxy path of the merchant’s own for one', () => {
    expect(notes({ ...WELL_SET_UP, proxy_path: ' /tools/hello ' })).not.toContain(PROXY_PATH);
    expect(page({ proxy_path: '/tools/hello' }).one('[data-lk-editor]')?.getAttribute('data-lk-proxy')).toBe(
      '/tools/hello',
    );
  });

  test('say that nothing answers only once that is known', () => {
    expect(page({ proxy_path: '/apps/x' }).one('[data-lk-proxy-silent]')?.hasAttribute('hidden')).toBe(true);
  });

  test.each([
    [{ support_email: '', support_url: '', support_phone: '' }, true],
    [{ support_email: '   ' }, true],
    [{ support_email: 'help@example.com' }, false],
    [{ support_url: '/pages/contact' }, false],
    [{ support_phone: '22 33' }, false],
  ])('with %o say that there is nobody to ask: %s', (settings, said) => {
    expect(notes(settings).includes(CONTACT)).toBe(said);
  });

  test.each([
    [{ sender_email: 'shop.example' }, true],
    [{ sender_email: 'shop@example.com' }, false],
    [{ sender_email: '' }, false],
  ])('with %o say that the sender is no address: %s', (settings, said) => {
    expect(notes(settings).includes(SENDER)).toBe(said);
  });

  function page(settings: Readonly<Record<string, unknown>>) {
    return render({ block: 'way-in', template: 'page', settings, designMode: true });
  }

  function notes(settings: Readonly<Record<string, unknown>>): string {
    return page(settings).text('[data-lk-editor]');
  }
});

/** Those settings that the block has: codes are sent by Shopify, from an address that no merchant chooses. */
function takenBy(
  block: string,
  settings: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const ids = new Set(schemaOf(block).settings.map(({ id }) => id));
  return Object.fromEntries(Object.entries(settings).filter(([id]) => ids.has(id)));
}
