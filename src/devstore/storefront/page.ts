import type { AccountLink, FormState } from '../liquid/render-state.ts';
import type { PageTitle } from './system-texts.ts';

/** One page to show: which template, and what happened before it. */
export interface Page {
  /** `customers/login`, `404`, …; also `request.page_type`. */
  readonly template: string;
  readonly title: PageTitle;
  readonly status?: number;
  readonly form?: FormState;
  readonly accountLink?: AccountLink;
  /** Liquid that the app answered with, in place of a template. */
  readonly foreignLiquid?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Template, page type and status of a page that is not there. */
export const NOT_FOUND: Page = { template: '404', title: 'notFound', status: 404 };

/**
 * Pages that an app proxy answers with. UNCONFIRMED: Shopify does not say which template or `page_type` they
 * have; `page` lets page-wide embeds appear and account-page embeds stay away.
 */
export function foreignPage(liquid: string, status: number, headers: Page['headers'] = {}): Page {
  return { template: 'page', title: 'page', status, foreignLiquid: liquid, headers };
}
