import { Hono } from 'hono';
import { html } from 'hono/html';
import { htmlResponse, type Markup } from '../shopify/html-page.ts';
import { toolsHeader } from '../shopify/tools-header.ts';
import type { LocalShop, Mail } from '../shopify/types.ts';

/**
 * A webmail over everything that Shopify would have sent, for people at the local shop and for tests:
 * `/` lists it, newest first, `?to=` keeps one address; `/mails/1` shows one; `/mails.json` is the list as data.
 *
 * Looking changes nothing. There is no script, and links hand on no referrer.
 */
export function createMailbox(shop: LocalShop): (request: Request) => Promise<Response> {
  const app = new Hono();

  app.get('/', (c) => {
    const to = c.req.query('to') ?? '';
    return page('Mailbox', list(newestFirst(shop.mails, to), to));
  });
  app.get('/mails.json', (c) => {
    c.header('cache-control', 'no-store');
    return c.json(newestFirst(shop.mails, c.req.query('to') ?? ''));
  });
  app.get('/mails/:id{[0-9]+}', (c) => {
    const mail = shop.mails.find(({ id }) => id === Number(c.req.param('id')));
    return mail ? page(mail.subject, letter(mail)) : notThere();
  });
  app.notFound(notThere);

  return async (request) => app.fetch(request);
}

function newestFirst(mails: readonly Mail[], to: string): readonly Mail[] {
  const wanted = to.trim().toLowerCase();
  return mails
    .filter((mail) => wanted === '' || mail.to.toLowerCase() === wanted)
    .toSorted((one, other) => other.sentAt - one.sentAt || other.id - one.id);
}

function page(title: string, content: Markup, status = 200): Promise<Response> {
  const body = html`${toolsHeader()}
    <main>${content}</main>`;
  return htmlResponse({ title, body, status, css: MAILBOX_CSS });
}

function notThere(): Promise<Response> {
  return page(
    'No such mail',
    html`<h1>There is no such mail</h1>
      <p><a href="/">See all mail</a></p>`,
    404,
  );
}

function list(mails: readonly Mail[], to: string): Markup {
  return html`<h1>Mailbox</h1>
    <p class="quiet">What the shop would have sent to its customers. Nothing leaves this machine.</p>
    <form class="row" action="/" role="search">
      <div>
        <label for="to">Sent to</label>
        <input id="to" name="to" type="search" value="${to}" autocomplete="off" />
      </div>
      <button>Show</button>
      ${to === '' ? '' : html`<a class="all" href="/">Show all</a>`}
    </form>
    <h2>${mails.length === 1 ? '1 mail' : `${mails.length} mails`}</h2>
    <ol class="mails">
      ${mails.map(
        (mail) =>
          html`<li>
            <a href="/mails/${mail.id}" lang="${mail.locale}">${mail.subject}</a>
            <span class="quiet">to ${mail.to}, ${moment(mail)}</span>
          </li>`,
      )}
    </ol>`;
}

function letter(mail: Mail): Markup {
  return html`<h1 lang="${mail.locale}" dir="auto">${mail.subject}</h1>
    <dl>
      <dt>From</dt>
      <dd>${mail.from}</dd>
      <dt>To</dt>
      <dd><a href="/?to=${encodeURIComponent(mail.to)}">${mail.to}</a></dd>
      <dt>Sent</dt>
      <dd>${moment(mail)}</dd>
      <dt>Language</dt>
      <dd>${mail.locale}</dd>
    </dl>
    <article lang="${mail.locale}" dir="auto">
      ${mail.text.split('\n\n').map((part) => paragraph(mail, part))}
    </article>`;
}

function paragraph({ link }: Mail, part: string): Markup {
  return part === link ? html`<p><a href="${link}" rel="noreferrer">${link}</a></p>` : html`<p>${part}</p>`;
}

/** The day and minute by the shop's clock, in UTC: the same on every machine. */
function moment({ sentAt }: Mail): Markup {
  const iso = new Date(sentAt).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}

const MAILBOX_CSS = `
.mails { list-style: none; padding: 0; }
.mails li { display: grid; gap: .15rem; padding: .75rem 0; border-top: 1px solid var(--line); }
.mails a { font-weight: 600; }
.mails .quiet { overflow-wrap: anywhere; margin: 0; }
.mails time { white-space: nowrap; }
.all { padding: .6rem 0; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .15rem 1rem; margin: 0 0 1rem; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: .25rem 1rem; }
article p { white-space: pre-line; overflow-wrap: anywhere; }
`;
