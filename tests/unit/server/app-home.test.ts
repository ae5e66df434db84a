import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { appHomePage, CONNECT_SCRIPT } from '../../../src/server/http/pages/app-home.ts';

const SHOP = 'fjell.myshopify.com';

interface Posted {
  readonly url: string;
  readonly init: RequestInit | undefined;
}

/** Runs the page's script as a browser does, with App Bridge and the server played by a test. */
async function opened(idToken: () => Promise<string>, answer: () => Promise<Response>) {
  const { document } = new JSDOM(appHomePage({ apiKey: 'client-id', shop: SHOP })).window;
  const posted: Posted[] = [];
  const fetch = (url: string, init?: RequestInit) => {
    posted.push({ url, init });
    return answer();
  };
  // oxlint-disable-next-line typescript/no-implied-eval -- what the server sends is what is tested
  const run = new Function('document', 'shopify', 'fetch', `return (async () => {${CONNECT_SCRIPT}})();`) as (
    ...given: readonly unknown[]
  ) => Promise<void>;
  await run(document, { idToken }, fetch);
  const shown = [...document.querySelectorAll<HTMLElement>('[data-when]')].filter((each) => !each.hidden);
  return { posted, shown: shown.map((each) => [each.getAttribute('role'), each.dataset['when']]) };
}

const token = async () => 'a.session.token';

describe('the script of the page in the admin', () => {
  it('hands the session token over and says that the shop is connected', async () => {
    const { posted, shown } = await opened(token, async () => Response.json({}));

    expect(posted).toEqual([
      { url: '/app/connect', init: { method: 'POST', headers: { Authorization: 'Bearer a.session.token' } } },
    ]);
    expect(shown).toEqual([['status', 'connected']]);
  });

  it.each([
    ['the server refuses', token, async () => new Response(null, { status: 401 })],
    ['the server is away', token, async () => new Response(null, { status: 503 })],
    ['nothing answers', token, () => Promise.reject(new TypeError('no connection'))],
    ['App Bridge gives no token', () => Promise.reject(new Error('no')), async () => Response.json({})],
  ])('says to come back when %s', async (_, idToken, answer) => {
    expect((await opened(idToken, answer)).shown).toEqual([['status', 'not-connected']]);
  });
});

describe('the page in the admin', () => {
  it('leads to the embed in the theme editor, outside of the frame', () => {
    const { document } = new JSDOM(appHomePage({ apiKey: 'client-id', shop: SHOP })).window;
    const link = document.querySelector('a');

    expect(link?.href).toBe(
      `https://${SHOP}/admin/themes/current/editor?context=apps&activateAppId=client-id/account-access`,
    );
    expect(link?.target).toBe('_top');
  });

  it('shows nothing but that it is connecting before the script has run', () => {
    const { document } = new JSDOM(appHomePage({ apiKey: 'client-id', shop: SHOP })).window;
    const shown = [...document.querySelectorAll<HTMLElement>('[data-when]')].filter((each) => !each.hidden);

    expect(shown.map((each) => each.textContent)).toEqual(['Connecting this shop…']);
  });
});
