import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Controls } from '../controls/controls.ts';
import { LiquidProblem } from '../liquid/problem.ts';
import { developerPage } from '../storefront/diagnostics.ts';
import type { FindPreview } from '../storefront/editor-preview.ts';
import { field, formOf } from '../storefront/form-fields.ts';
import { createSources } from '../storefront/sources.ts';
import { isOurHost } from '../storefront/visit.ts';
import { embedSwitch } from '../storefront/arrangement.ts';
import { THEME_NAMES } from '../theme-names.ts';
import { deepLink, isProblem, place } from './deep-links.ts';
import type { Placement, Problem } from './deep-links.ts';
import { createDrafts, savedBy, withDraft } from './drafts.ts';
import type { EditorSession } from './drafts.ts';
import { UNSAVED, editorPage } from './page.ts';
import { TEMPLATES, editorUrl, selectionFrom } from './selection.ts';
import type { Selection } from './selection.ts';
import { readSettings } from './settings.ts';
import { viewOf } from './view.ts';
import type { News } from './view.ts';

export interface Editor {
  /** `/editor` and what is below it, on the origin of the mailbox. */
  handle(request: Request): Promise<Response>;
  /** For the storefront: the page with the draft behind an address that the editor gave out. */
  readonly findPreview: FindPreview;
}

const SCRIPT = readFileSync(new URL('editor.js', import.meta.url), 'utf8');

/**
 * A stand-in for Shopify's theme editor. GET shows it and takes Shopify's deep links, which change the visitor's
 * draft, as at Shopify; POST from the editor's own page changes the draft, saves it or throws it away.
 */
export function createEditor(
  controls: Pick<Controls, 'shop' | 'setQuirks'>,
  folders: { readonly themesDir: string; readonly extensionDir: string },
): Editor {
  const { shop } = controls;
  const sources = createSources(shop, folders);
  const drafts = createDrafts();

  const page = async (session: EditorSession, selection: Selection, news: News) =>
    begun(session, await editorPage(viewOf(shop, sources, session, selection, news)));
  const goTo = (session: EditorSession, selection: Selection, more: Readonly<Record<string, string>> = {}) =>
    begun(session, new Response(null, { status: 303, headers: { location: editorUrl(selection, more) } }));

  /** Adds the block to the draft, or says why not, and goes where that can be seen. */
  const carryOut = (session: EditorSession, selection: Selection, wish: Placement): Response => {
    const { draft } = session;
    const extension = sources.extension();
    const quirks = withDraft(shop.quirks, draft);
    const placed = place(wish, sources.theme(selection.theme), extension, quirks, draft);
    if (placed.draft !== undefined) session.change(placed.draft);
    const block = extension.blocks.has(wish.handle) ? wish.handle : selection.block;
    const news: { problem?: Problem } = placed.problem === undefined ? {} : { problem: placed.problem };
    // Somewhere else, so that going back or loading anew does not add the block again.
    return goTo(session, { ...selection, block }, news);
  };

  /** Takes the settings form into the draft and, where that was the wish, the draft into the shop. */
  const takeSettings = (session: EditorSession, selection: Selection, form: FormData, wantsJson: boolean) => {
    const { block, merchant } = selection;
    const { values, problems } = readSettings(sources.extension().editorSchema(block, merchant), form);
    const { draft } = session;
    const inOrder = Object.keys(problems).length === 0;
    if (inOrder) session.change({ ...draft, blockSettings: { ...draft.blockSettings, [block]: values } });
    if (wantsJson) {
      const message = inOrder ? UNSAVED : 'Something is not right yet.';
      return begun(session, Response.json({ problems, message }, { status: inOrder ? 200 : 422 }));
    }
    if (!inOrder) return page(session, selection, { settingProblems: problems });
    if (form.get('act') === 'draft') return goTo(session, selection);
    controls.setQuirks(savedBy(shop.quirks, session.draft));
    session.discard();
    return goTo(session, selection, { saved: '1' });
  };

  const app = new Hono();
  app.get('/editor', ({ req }) => {
    const session = drafts.sessionOf(req.raw);
    const query = new URL(req.url).searchParams;
    const selection = selectionFrom(query, sources.extension(), shop.quirks);
    const wish = deepLink(query);
    if (wish !== undefined) return carryOut(session, selection, wish);
    const problem = query.get('problem');
    const news = { problem: isProblem(problem) ? problem : undefined, saved: query.get('saved') === '1' };
    return page(session, selection, news);
  });

  app.get('/editor/editor.js', (c) =>
    c.body(SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' }),
  );

  app.post('/editor', async ({ req }) => {
    if (!isOwnPage(req.raw, shop.origins.mailbox)) return new Response(null, { status: 403 });
    const session = drafts.sessionOf(req.raw);
    const form = await formOf(req.raw);
    const selection = selectionFrom(form, sources.extension(), shop.quirks);
    switch (form.get('act')) {
      case 'draft':
      case 'save':
        return takeSettings(session, selection, form, req.header('accept') === 'application/json');
      case 'discard':
        session.discard();
        return goTo(session, selection);
      case 'embed-on':
        session.change({ ...session.draft, [embedSwitch(selection.block)]: true });
        return goTo(session, selection);
      case 'embed-off':
        session.change({ ...session.draft, [embedSwitch(selection.block)]: false });
        return goTo(session, selection);
      case 'add': {
        const { template, block: handle } = selection;
        const target = field(form, 'target') || 'newAppsSection';
        return carryOut(session, selection, { template, handle, target });
      }
      default:
        return new Response(null, { status: 400 });
    }
  });

  // A schema that Shopify would refuse: say where, as on a page of the shop.
  app.onError((error) => {
    if (error instanceof LiquidProblem)
      return developerPage({ template: 'the theme editor', locale: 'en', problem: error });
    if (error instanceof HTTPException) return error.getResponse();
    throw error;
  });

  return {
    async handle(request) {
      if (!isOurHost(request, shop.origins.mailbox)) return new Response(null, { status: 421 });
      return app.fetch(request);
    },
    findPreview({ searchParams }) {
      const draft = drafts.byKey(searchParams.get('editor') ?? '');
      const theme = THEME_NAMES.find((name) => name === searchParams.get('preview_theme'));
      const template = TEMPLATES.find((name) => name === searchParams.get('preview_template'));
      if (draft === undefined || theme === undefined || template === undefined) return undefined;
      const quirks = { ...withDraft(shop.quirks, draft), theme };
      return { template, quirks, editorOrigin: shop.origins.mailbox };
    },
  };
}

/** An answer that also begins the session where there was none. */
function begun({ cookie }: EditorSession, response: Response): Response {
  if (cookie !== undefined) response.headers.append('set-cookie', cookie);
  return response;
}

/**
 * Does this post come from the editor's own page? Browsers say so; what says nothing is no browser. A page of the
 * storefront is on another port and so of another origin.
 */
function isOwnPage(request: Request, origin: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const from = request.headers.get('origin');
  return from === null || from === origin;
}
