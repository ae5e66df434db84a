import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { proxyAnswers } from '../../src/islands/platform/proxy-probe.ts';
import { followSelection } from '../../src/islands/runtime/theme-editor.ts';
import { liquid } from '../../src/server/http/pages/encode.ts';
import { finished, page } from '../../src/server/http/pages/layout.ts';
import { found } from './support/found.ts';

/** What our server answers there. */
const OUR_PAGE = finished(
  page('ask-address', 'Get back into your account', liquid`<p>Type your address.</p>`),
);

const fetched = vi.fn<(path: string) => Promise<Response>>();
const scrolled = vi.fn<(element: Element, options: unknown) => void>();

beforeEach(() => {
  fetched.mockReset();
  scrolled.mockReset();
  vi.stubGlobal('fetch', fetched);
  // jsdom has neither.
  vi.stubGlobal('CSS', { escape: (text: string) => text.replace(/["\\]/g, '\\$&') });
  Element.prototype.scrollIntoView = function scrollIntoView(options) {
    scrolled(this, options);
  };
});

afterEach(() => {
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

describe('what the merchant selects', () => {
  let end = (): void => {};
  beforeEach(() => {
    end = followSelection(document);
    document.body.innerHTML =
      '<section id="s"><latchkey-way-in id="block"><input id="lk-A1-email"></latchkey-way-in></section>' +
      '<section id="other"></section><div id="embed"></div>' +
      '<form><latchkey-set-password id="moved"><input id="lk-B2-password"></latchkey-set-password></form>';
  });
  afterEach(() => end());

  test.each(['shopify:section:select', 'shopify:block:select'])('comes into view: %s', (event) => {
    select('#s', event);

    expect(scrolled.mock.calls).toEqual([[found('#block', HTMLElement), { block: 'center' }]]);
  });

  test('comes into view where the embed’s element stands elsewhere on the page', () => {
    select('#embed', 'shopify:block:select', { blockId: 'B2' });

    expect(scrolled.mock.calls.map(([element]) => element.id)).toEqual(['moved']);
  });

  test.each([{}, { blockId: 'B' }, { blockId: 'none' }, { blockId: '"]' }])(
    'is left alone where it is none of ours: %o',
    (detail) => {
      select('#other', 'shopify:block:select', detail);

      expect(scrolled).not.toHaveBeenCalled();
    },
  );

  test('is not followed once that ended', () => {
    end();
    select('#s', 'shopify:section:select');

    expect(scrolled).not.toHaveBeenCalled();
  });
});

describe('whether this app answers at the proxy path', () => {
  test('is asked with a plain GET, which changes nothing', async () => {
    fetched.mockResolvedValue(new Response(OUR_PAGE));

    expect(await proxyAnswers('/apps/hello')).toBe(true);
    expect(fetched.mock.calls).toEqual([['/apps/hello']]);
  });

  test.each([
    ['a page of the shop', () => new Response('<html>', { status: 404 })],
    ['another app', () => Response.json({ ok: true })],
    ['nobody with anything to say', () => new Response('')],
  ])('is denied where %s answers', async (_, response) => {
    fetched.mockResolvedValue(response());

    expect(await proxyAnswers('/apps/hello')).toBe(false);
  });

  test('is denied where nobody answers', async () => {
    fetched.mockRejectedValue(new TypeError('offline'));

    expect(await proxyAnswers('/apps/hello')).toBe(false);
  });
});

describe('the notes for the merchant', () => {
  const NOTES =
    '<div data-lk-editor data-lk-proxy="/apps/hello" hidden><p data-lk-proxy-silent hidden>Nothing answers.</p></div>';
  const hidden = () =>
    [...document.querySelectorAll<HTMLElement>('[data-lk-editor], p')].map((one) => one.hidden);

  test('show that nothing answers at the proxy path, and look again in a section rendered anew', async () => {
    fetched.mockImplementation(async () => new Response('<html>', { status: 404 }));
    document.body.innerHTML = NOTES;
    await import('../../src/islands/entries/editor.ts');
    await vi.waitFor(() => expect(hidden()).toEqual([false, false]));

    document.dispatchEvent(new CustomEvent('shopify:section:load'));
    expect(fetched).toHaveBeenCalledTimes(1);

    const answer = new Response(OUR_PAGE);
    fetched.mockResolvedValue(answer);
    document.body.innerHTML = NOTES;
    document.dispatchEvent(new CustomEvent('shopify:section:load'));
    await vi.waitFor(() => expect(answer.bodyUsed).toBe(true));
    await new Promise(requestAnimationFrame);
    expect(hidden()).toEqual([true, true]);
  });
});

function select(selector: string, event: string, detail: object = {}): void {
  found(selector, HTMLElement).dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
}
