import { html, raw } from 'hono/html';
import { LOCAL_CSS } from './local-css.ts';
import { textDirection } from './locale-paths.ts';

/** A finished page of the local shop's own: mailbox, controls, Shopify's error pages. */
export interface HtmlPage {
  readonly title: string;
  /** Markup that is safe already: made with the `html` tag, which escapes what it is given. */
  readonly body: Markup;
  readonly status?: number;
  /** Language of the page; English when left out. */
  readonly lang?: string;
  /** What this page needs beyond the common look. */
  readonly css?: string;
  /** The origin that may show the page in a frame; none when left out. */
  readonly framedBy?: string | undefined;
  /** Origins beside its own to which a form of the page may lead, by way of redirects too. */
  readonly formsLeadTo?: readonly string[];
  /** Directives for what this page may do beyond showing itself: `script-src 'self'`. */
  readonly allows?: readonly string[];
}

/** What the `html` tag of Hono makes. */
export type Markup = ReturnType<typeof html> | string;

/**
 * Wraps a body in a whole document. No script and nothing from another origin unless the page `allows` it, no
 * referrer to hand on an account link, nothing kept in a cache.
 */
export async function htmlResponse({
  title,
  body,
  status = 200,
  lang = 'en',
  css = '',
  framedBy = "'none'",
  formsLeadTo = [],
  allows = [],
}: HtmlPage): Promise<Response> {
  const page = await html`<!doctype html>
    <html lang="${lang}" dir="${textDirection(lang)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <style>
          ${raw(LOCAL_CSS + css)}
        </style>
      </head>
      <body>
        ${raw(String(await body))}
      </body>
    </html>`;
  return new Response(String(page), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        // The icon, of which there is none: browsers that are not told so ask for one and complain.
        'img-src data:',
        ["form-action 'self'", ...formsLeadTo].join(' '),
        "base-uri 'none'",
        `frame-ancestors ${framedBy}`,
        ...allows,
      ].join('; '),
    },
  });
}
