import { html } from 'hono/html';
import { htmlResponse } from './html-page.ts';

/** What Shopify shows for a shop behind a storefront password, whatever was asked for. */
export function passwordPage(shopName: string): Promise<Response> {
  return htmlResponse({
    title: `${shopName}: opening soon`,
    body: html`<main>
      <h1>${shopName}</h1>
      <p>This shop opens soon. If you have its password, you can look around already.</p>
      <form method="post" action="/password">
        <label for="password">Password of the shop</label>
        <input id="password" type="password" name="password" autocomplete="off" required />
        <button>Enter</button>
      </form>
    </main>`,
  });
}

/** Shopify's own page where an app gives no answer that could be shown. */
export function appFailedPage(status: 500 | 502 | 504, reason: string): Promise<Response> {
  return htmlResponse({
    status,
    title: 'There was a problem with this page',
    body: html`<main>
      <h1>There was a problem with this page</h1>
      <p>The app behind it ${reason}. Please try again in a little while.</p>
    </main>`,
  });
}

export function pageNotFound(): Promise<Response> {
  return htmlResponse({
    status: 404,
    title: 'Page not found',
    body: html`<main>
      <h1>Page not found</h1>
      <p>There is no page at this address.</p>
    </main>`,
  });
}
