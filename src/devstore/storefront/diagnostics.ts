import { html } from 'hono/html';
import type { LiquidProblem } from '../liquid/problem.ts';
import { htmlResponse } from '../shopify/html-page.ts';

/** A page that could not be rendered; no address of the visit, so a list of these may be printed anywhere. */
export interface Diagnostic {
  readonly template: string;
  readonly locale: string;
  readonly problem: LiquidProblem;
}

/**
 * What a developer sees where Shopify would have printed the fault into the page, or nothing at all.
 *
 * @param framedBy the origin of the theme editor, where the page stands in its frame
 */
export function developerPage(
  { template, locale, problem }: Diagnostic,
  framedBy?: string,
): Promise<Response> {
  const where =
    problem.place === undefined ? 'somewhere' : `${problem.place.file}, line ${problem.place.line}`;
  return htmlResponse({
    status: 500,
    framedBy,
    title: `Liquid: ${problem.kind}`,
    css: 'body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}dt{font-weight:600}',
    body: html`<h1>This page has a fault in its Liquid</h1>
      <p>The local shop is stricter than Shopify: it stops where a storefront would print something wrong.</p>
      <dl>
        <dt>What</dt>
        <dd>${problem.what} (${problem.kind})</dd>
        <dt>Where</dt>
        <dd>${where}</dd>
        <dt>Page</dt>
        <dd>${template} in ${locale}</dd>
      </dl>`,
  });
}
