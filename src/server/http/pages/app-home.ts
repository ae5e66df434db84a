import { encode } from './encode.ts';

/** Where the page's script lies and where it sends its session token, on the app's own origin. */
export const APP_HOME = { page: '/app', script: '/app/connect.js', connect: '/app/connect' } as const;

/** Shopify's own, which has to come from there: https://shopify.dev/docs/api/app-bridge-library */
const APP_BRIDGE = 'https://cdn.shopify.com/shopifycloud/app-bridge.js';

/** The extension's folder and handle, as the theme editor's links name its embed. */
const EMBED = 'account-access';

/**
 * What a merchant sees who opens the app in the admin.
 *
 * @param shop `shop-name.myshopify.com`; undefined where the page was opened outside of the admin
 */
export function appHomePage({ apiKey, shop }: { apiKey: string; shop: string | undefined }): string {
  const editor = `https://${shop}/admin/themes/current/editor?context=apps&activateAppId=${apiKey}/${EMBED}`;
  const body =
    shop === undefined
      ? `<p>Open Latchkey from the Apps of your Shopify admin.</p>`
      : `<p role="status" data-when="connecting">Connecting this shop…</p>
<p role="status" data-when="connected" hidden>This shop is connected. Shoppers can ask for a link.</p>
<p role="status" data-when="not-connected" hidden>This shop could not be connected. Wait a minute and reload this page. Nothing that shoppers ask for meanwhile is lost.</p>
<noscript><p>Turn on JavaScript in this browser: the admin signs you in with it.</p></noscript>
<p><a href="${encode(editor)}" target="_top">Place Latchkey in your theme</a></p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="shopify-api-key" content="${encode(apiKey)}">
${shop === undefined ? '' : `<script src="${APP_BRIDGE}"></script>\n<script type="module" src="${APP_HOME.script}"></script>`}
<title>Latchkey</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem; }</style>
</head>
<body>
<h1>Latchkey</h1>
${body}
</body>
</html>
`;
}

/** Asks App Bridge for a session token, which lives for a minute, and hands it to the server. */
export const CONNECT_SCRIPT = `const say = (state) => {
  for (const each of document.querySelectorAll('[data-when]')) each.hidden = each.dataset.when !== state;
};
try {
  const token = await shopify.idToken();
  const answer = await fetch('${APP_HOME.connect}', {
    method: 'POST',
    headers: { Authorization: 'Bearer ' + token },
  });
  say(answer.ok ? 'connected' : 'not-connected');
} catch {
  say('not-connected');
}
`;

/**
 * Who may show the page in a frame: the admin of this shop, and nobody else.
 * https://shopify.dev/docs/apps/build/security/set-up-iframe-protection
 */
export function framePolicy(shop: string | undefined): string {
  const ancestors = shop === undefined ? `'none'` : `https://${shop} https://admin.shopify.com`;
  return `frame-ancestors ${ancestors}; object-src 'none'; base-uri 'none'; form-action 'none'`;
}
