import { createHash } from 'node:crypto';
import type { Extension } from '../liquid/extension.ts';
import { LiquidProblem } from '../liquid/problem.ts';
import { withState } from '../liquid/render-state.ts';
import type { PageGlobals, RenderState } from '../liquid/render-state.ts';
import type { Theme, ThemeSurroundings } from '../liquid/theme.ts';
import type { LocalShop, Quirks } from '../shopify/types.ts';
import { arrangementOf, embedSwitch } from './arrangement.ts';
import { contentForHeader } from './content-for-header.ts';
import { developerPage } from './diagnostics.ts';
import type { Diagnostic } from './diagnostics.ts';
import { createHeadAssets } from './head-assets.ts';
import type { HeadAssets } from './head-assets.ts';
import { liquidObjects } from './liquid-objects.ts';
import { NOT_FOUND } from './page.ts';
import type { Page } from './page.ts';
import { shopifyAccountTags } from './shopify-account.ts';
import type { Sources } from './sources.ts';
import type { Visit } from './visit.ts';

export type ShowPage = (visit: Visit, page: Page) => Promise<Response>;

/** Stands in the layout until every block has said which scripts it needs. */
const HEADER_GOES_HERE = '<!--content_for_header-->';

/**
 * Renders pages with the shop's theme and our extension.
 *
 * @param diagnostics gets every fault; the list belongs to the caller
 */
export function createPageRenderer(shop: LocalShop, sources: Sources, diagnostics: Diagnostic[]): ShowPage {
  return async (visit, page) => {
    try {
      const quirks = visit.preview?.quirks ?? shop.quirks;
      const shown = { shop, quirks, theme: sources.theme(quirks.theme), extension: sources.extension() };
      const found = inTheme(shown.theme, page);
      return htmlPage(renderPage(shown, visit, found), found);
    } catch (error) {
      if (!(error instanceof LiquidProblem)) throw error;
      const diagnostic = { template: page.template, locale: visit.locale, problem: error };
      diagnostics.push(diagnostic);
      return developerPage(diagnostic, visit.preview?.editorOrigin);
    }
  };
}

/** A theme may leave out the templates of accounts; their pages are then not there. */
function inTheme({ templates }: Theme, page: Page): Page {
  return page.template.startsWith('customers/') && !templates.includes(page.template) ? NOT_FOUND : page;
}

/** What a page is made of. */
interface Shown {
  readonly shop: LocalShop;
  readonly quirks: Quirks;
  readonly theme: Theme;
  readonly extension: Extension;
}

function renderPage(shown: Shown, visit: Visit, page: Page): string {
  const { shop, quirks, theme } = shown;
  const assets = createHeadAssets();
  const state: RenderState = {
    locale: visit.locale,
    localeRoot: visit.root,
    path: `${visit.url.pathname}${visit.url.search}`,
    form: page.form,
    accountLink: page.accountLink,
    appFormGetsTokens: quirks.appFormGetsTokens,
    blockFormsSeeState: quirks.blockFormsSeeState,
    renderSection: (name) => theme.renderSection(name, around),
    renderSectionGroup: (name) => theme.renderSectionGroup(name, around),
    layout: 'theme',
  };
  const globals = withState(liquidObjects(shop, visit, page, theme.settings), state);
  const blocks = createBlockRenderer(shown, visit, page, globals, assets);
  const around: ThemeSurroundings = {
    globals,
    renderAppBlock: blocks.inSection,
    designMode: visit.designMode,
    ...arrangementOf(quirks, page.template),
  };

  const content = renderContent(theme, page, around, state);
  if (state.layout === null) return content;
  const scope = { content_for_layout: content, content_for_header: HEADER_GOES_HERE };
  const document = theme.renderLayout(state.layout, scope, globals);
  const withEmbeds = insertBefore(
    insertBefore(document, '</head>', blocks.embeds('head')),
    '</body>',
    blocks.embeds('body'),
  );
  const scripts = [
    assets.html(),
    ...(withEmbeds.includes('<shopify-account') ? [shopifyAccountTags(shop, visit)] : []),
  ];
  return withEmbeds.replace(HEADER_GOES_HERE, () => contentForHeader(shop, visit, scripts.join('\n')));
}

function renderContent(theme: Theme, page: Page, around: ThemeSurroundings, state: RenderState): string {
  if (page.foreignLiquid !== undefined) return theme.renderForeign(page.foreignLiquid, around.globals);
  const { html, layout } = theme.renderTemplate(page.template, around);
  if (layout !== undefined) state.layout = layout;
  return html;
}

/** Renders our blocks where merchant and schema let them appear, and notes what they need in the head. */
function createBlockRenderer(
  { quirks, extension }: Shown,
  visit: Visit,
  page: Page,
  globals: PageGlobals,
  assets: HeadAssets,
) {
  const { blockSettings, appMetafields: metafields } = quirks;
  const render = (
    handle: string,
    place: { id: string; sectionId?: string; settings?: object | undefined },
  ): string => {
    const block = extension.blocks.get(handle);
    if (block !== undefined && !extension.isAvailable(handle, page.template, metafields)) return '';
    const settings = { ...place.settings, ...blockSettings[handle] };
    const html = extension.renderBlock(
      handle,
      { ...place, settings, metafields, designMode: visit.designMode },
      globals,
    );
    if (block !== undefined) assets.add(extension, block.schema);
    return html;
  };
  return {
    inSection: (handle: string, blockId: string, sectionId: string, settings: object | undefined) =>
      render(handle, { id: uniqueId(sectionId, blockId), sectionId, settings }),
    embeds: (target: 'head' | 'body') => {
      const embeds = [...extension.blocks.values()].filter(
        ({ schema, handle }) => schema.target === target && quirks[embedSwitch(handle)],
      );
      return embeds.map(({ handle }) => render(handle, { id: uniqueId('embed', handle) })).join('\n');
    },
  };
}

/** Block ids look like `AZjBwcWdyaGxpOTcwc__name_of_block` on live storefronts. */
function uniqueId(place: string, name: string): string {
  const digest = createHash('sha256').update(`${place} ${name}`).digest('hex');
  return `A${digest.slice(0, 17)}__${name.replaceAll('-', '_')}`;
}

function insertBefore(document: string, closingTag: string, html: string): string {
  if (html === '') return document;
  const at = document.lastIndexOf(closingTag);
  if (at === -1) throw new LiquidProblem('render', `the layout has no ${closingTag}`);
  return `${document.slice(0, at)}${html}\n${document.slice(at)}`;
}

function htmlPage(html: string, page: Page): Response {
  return new Response(html, {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "frame-ancestors 'none'",
      ...page.headers,
    },
  });
}
