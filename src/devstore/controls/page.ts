import { Hono } from 'hono';
import { html } from 'hono/html';
import { htmlResponse, type Markup } from '../shopify/html-page.ts';
import { toolsHeader } from '../shopify/tools-header.ts';
import { FAULT_TARGETS, type CustomerState, type FaultTarget } from '../shopify/types.ts';
import { parseChanges } from './changes.ts';
import type { Controls } from './controls.ts';
import { faultFields, quirkField, select } from './fields.ts';
import { changesFromForm } from './form.ts';
import { isQuirk, QUIRK_LIST } from './quirk-list.ts';

/**
 * The controls over HTTP: `GET /controls` is a page of forms for a person, `GET /controls.json` the state as
 * data, `POST /controls` makes changes, from a form (then 303 back to the page) or from JSON in the shape of
 * `Changes` (then 200 with the state).
 *
 * What cannot be is answered with 422, names the field and changes nothing. Other sites' pages may not post.
 */
export function createControlsPage(controls: Controls): (request: Request) => Promise<Response> {
  const app = new Hono();
  const hasCustomer = (id: number) => controls.shop.accounts.find(id) !== undefined;

  app.get('/controls', () => page(controls));
  app.get('/controls.json', (c) => {
    c.header('cache-control', 'no-store');
    return c.json(stateOf(controls));
  });
  app.post('/controls', async (c) => {
    if (c.req.header('sec-fetch-site') === 'cross-site') return c.body(null, 403);
    const isJson = /^application\/json\b/i.test(c.req.header('content-type') ?? '');
    const text = await c.req.text();
    const changes = parseChanges(
      isJson ? parsed(text) : changesFromForm(new URLSearchParams(text)),
      hasCustomer,
    );
    if (!changes.ok) {
      const { field, message } = changes.reason;
      return isJson
        ? c.json({ error: { field, message } }, 422)
        : page(controls, `${labelOf(field)} ${message}.`, 422);
    }
    // What was reset is as in the beginning, where everything can be chosen.
    const { reset, quirks = {} } = changes.value;
    const refusal = reset === true ? undefined : controls.shop.quirksProblem(quirks);
    if (refusal !== undefined) {
      const field = 'quirks.accountsVersion';
      return isJson
        ? c.json({ error: { field, message: refusal } }, 422)
        : page(controls, `${labelOf(field)} ${refusal}.`, 422);
    }
    const complaint = controls.apply(changes.value);
    if (isJson) return c.json({ ...stateOf(controls), inviteProblem: complaint });
    return complaint === null ? c.redirect('/controls', 303) : page(controls, `Shopify says: ${complaint}`);
  });
  return async (request) => app.fetch(request);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What `/controls.json` tells. */
function stateOf({ shop, clock }: Controls) {
  return {
    now: new Date(clock.now()).toISOString(),
    quirks: shop.quirks,
    faults: shop.faults.current(),
    customers: shop.customers.map(({ id, email, locale, state, tags }) => ({
      id,
      email,
      locale,
      state,
      tags,
    })),
    mails: shop.mails.length,
  };
}

/** A field as the page calls it, with its own name for those who post JSON. */
function labelOf(field: string): string {
  const [area, name = ''] = field.split('.');
  return area === 'quirks' && isQuirk(name) ? `“${QUIRK_LIST[name].label}” (${field})` : field;
}

const TARGET_LABELS: Readonly<Record<FaultTarget, string>> = {
  'admin-api': "Shopify's Admin API",
  'storefront-api': "Shopify's Storefront API",
  oauth: "Shopify's tokens for an installed app",
  'app-proxy': "Shopify's app proxy",
  'app-server': "The app's server",
  cdn: "Shopify's file server (CDN)",
  database: "The app's database",
};

const STEPS: readonly (readonly [ms: number, words: string])[] = [
  [60_000, '1 minute later'],
  [60 * 60_000, '1 hour later'],
  [31 * 24 * 60 * 60_000, '31 days later'],
];

const STATES: readonly CustomerState[] = ['ENABLED', 'INVITED', 'DISABLED', 'DECLINED'];

function page(controls: Controls, problem = '', status = 200): Promise<Response> {
  const body = html`${toolsHeader()}
    <main>
      <h1>Controls of the local shop</h1>
      ${problem === '' ? '' : html`<p class="problem" role="alert">${problem}</p>`} ${clockForm(controls)}
      ${quirksForm(controls)} ${faultsForm(controls)} ${customersForms(controls)}
      <h2>Start over</h2>
      <p class="quiet">
        Customers, mail, quirks, troubles and the clock go back to how they were at the start.
      </p>
      <form method="post" action="/controls">
        <button name="reset" value="true">Reset everything</button>
      </form>
    </main>`;
  return htmlResponse({ title: 'Controls of the local shop', body, status, css: CONTROLS_CSS });
}

function clockForm({ clock }: Controls): Markup {
  const now = new Date(clock.now()).toISOString();
  return html`<h2>Clock</h2>
    <p>In the shop it is <time datetime="${now}">${now.slice(0, 10)} ${now.slice(11, 19)} UTC</time>.</p>
    <form class="row" method="post" action="/controls">
      ${STEPS.map(([ms, words]) => html`<button name="advanceMs" value="${ms}">${words}</button>`)}
    </form>`;
}

function quirksForm({ shop }: Controls): Markup {
  const names = Object.keys(QUIRK_LIST).filter(isQuirk);
  return html`<h2>Quirks</h2>
    <p class="quiet">Where Shopify's behaviour is not confirmed, or differs from shop to shop.</p>
    <form method="post" action="/controls">
      ${names.map((name) => quirkField(name, shop.quirks[name]))}
      <button>Save quirks</button>
    </form>`;
}

function faultsForm({ shop }: Controls): Markup {
  const current = shop.faults.current();
  return html`<h2>Troubles</h2>
    <form method="post" action="/controls">
      ${FAULT_TARGETS.map((target) => faultFields(target, TARGET_LABELS[target], current[target]))}
      <button>Save troubles</button>
    </form>`;
}

function customersForms({ shop }: Controls): Markup {
  const people = shop.customers.map(({ id, email, state }) => [String(id), `${email} (${state})`] as const);
  return html`<h2>Customers</h2>
    <form class="row field" method="post" action="/controls">
      <div><label for="invite">Send an invite to</label> ${select('invite', people, '')}</div>
      <button>Send invite</button>
    </form>
    <form class="row field" method="post" action="/controls">
      <div>
        <label for="customerState.customerId">Put the account of</label>
        ${select('customerState.customerId', people, '')}
      </div>
      <div>
        <label for="customerState.state">into the state</label>
        ${select(
          'customerState.state',
          STATES.map((state) => [state, state] as const),
          '',
        )}
      </div>
      <button>Set state</button>
    </form>`;
}

const CONTROLS_CSS = `
.tick { display: flex; gap: .6rem; align-items: center; }
.tick input { min-height: 0; width: 1.25rem; height: 1.25rem; flex: none; }
.tick label { font-weight: 400; }
.row > div { min-width: 0; max-width: 100%; }
.row input[type=number] { width: 9rem; }
select { max-width: min(100%, 24rem); }
`;
