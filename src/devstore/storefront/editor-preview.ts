import { readFileSync } from 'node:fs';
import type { Customer, LocalShop, Quirks } from '../shopify/types.ts';
import { LINK_PAGES, linkPage } from './account-links.ts';
import { NOT_FOUND } from './page.ts';
import type { Page } from './page.ts';

/** A page as the theme editor shows it: with the merchant's draft, for nobody else. */
export interface EditorPreview {
  readonly template: string;
  /** The shop's switches, with the draft in place of what is saved. */
  readonly quirks: Quirks;
  /** The only origin that may frame the page and talk to its script. */
  readonly editorOrigin: string;
}

/** Finds the preview that an address asks for; undefined for every address that no editor gave out. */
export type FindPreview = (url: URL) => EditorPreview | undefined;

/** Templates that can be looked at, each with the page of the shop that stands for it. */
export const PREVIEW_PAGES: Readonly<Record<string, { readonly path: string; readonly page: Page }>> = {
  'customers/activate_account': {
    path: '/account/activate',
    page: { template: LINK_PAGES.activation.template, title: LINK_PAGES.activation.title },
  },
  'customers/reset_password': {
    path: '/account/reset',
    page: { template: LINK_PAGES.reset.template, title: LINK_PAGES.reset.title },
  },
  'customers/login': { path: '/account/login', page: { template: 'customers/login', title: 'account' } },
  'customers/register': {
    path: '/account/register',
    page: { template: 'customers/register', title: 'createAccount' },
  },
  'customers/account': { path: '/account', page: { template: 'customers/account', title: 'account' } },
  '404': { path: '/404', page: NOT_FOUND },
  page: { path: '/pages/about', page: { template: 'page', title: 'page' } },
};

const SAMPLE_LINK = { id: '1', token: `${'0'.repeat(32)}-0` };

/** The path, without language, at which the editor shows a template. Whether there is a link in it is UNCONFIRMED. */
export function previewPath(template: string, { editorHasAccountLink }: Quirks): string {
  const path = PREVIEW_PAGES[template]?.path ?? '/';
  const isLinkPage = Object.values(LINK_PAGES).some((page) => page.template === template);
  return isLinkPage && editorHasAccountLink ? `${path}/${SAMPLE_LINK.id}/${SAMPLE_LINK.token}` : path;
}

/** The page of a preview: no form was posted, nobody came by a link, unless the quirk says so. */
export function previewPage({ template, quirks, editorOrigin }: EditorPreview): Page {
  const kinds = ['activation', 'reset'] as const;
  const kind = kinds.find((name) => LINK_PAGES[name].template === template);
  const page =
    kind !== undefined && quirks.editorHasAccountLink
      ? linkPage({ kind, ...SAMPLE_LINK })
      : (PREVIEW_PAGES[template]?.page ?? NOT_FOUND);
  // A form sent from the frame would leave the editor behind.
  const policy = `frame-ancestors ${editorOrigin}; form-action 'none'`;
  return { ...page, headers: { 'content-security-policy': policy } };
}

/** `customer` is there on account pages and nowhere else; whom Shopify shows is UNCONFIRMED. */
export function previewCustomer(shop: LocalShop, { template }: EditorPreview): Customer | undefined {
  return template === 'customers/account'
    ? shop.customers.find(({ state }) => state === 'ENABLED')
    : undefined;
}

const SCRIPT = readFileSync(new URL('editor-preview.js', import.meta.url), 'utf8');

/** What the editor puts into the head of the page in its frame. */
export function previewScript({ editorOrigin }: EditorPreview): string {
  return `<script data-editor-origin="${editorOrigin}">${SCRIPT}</script>`;
}
