import type { Context, FilterImplOptions } from 'liquidjs';
import { escapeHtml, escapeHtmlOnce } from './escape.ts';
import { defaultErrors } from './form-object.ts';
import { toShopifyJson } from './json.ts';
import { printed } from './print.ts';
import { LiquidProblem } from './problem.ts';
import { stateOf } from './render-state.ts';
import { translate } from './translations.ts';
import type { Translations } from './translations.ts';

export interface FilterSources {
  readonly translations: Translations;
  /** The CDN address of a file in `assets`. @throws LiquidProblem when the file is not there */
  readonly assetUrl: (name: string) => string;
}

/** Shopify's own filters, and those of the engine whose output differs from Shopify's. */
export function shopifyFilters({ translations, assetUrl }: FilterSources): Record<string, FilterImplOptions> {
  function t(this: { context: Context }, key: unknown, ...args: unknown[]): string {
    return translate(translations, stateOf(this.context).locale, printed(key), named(args));
  }
  return {
    t,
    translate: t,
    asset_url: (name: unknown) => assetUrl(printed(name)),
    stylesheet_tag: (url: unknown, ...args: unknown[]) =>
      `<link href="${escapeHtml(printed(url))}" rel="stylesheet" type="text/css" media="${escapeHtml(printed(named(args)['media'] ?? 'all'))}" />`,
    script_tag: (url: unknown) =>
      `<script src="${escapeHtml(printed(url))}" type="text/javascript"></script>`,
    preload_tag: (url: unknown, ...args: unknown[]) => {
      const as = named(args)['as'];
      if (as === undefined) throw new LiquidProblem('render', 'preload_tag needs "as"');
      return `<link href="${escapeHtml(printed(url))}" as="${escapeHtml(printed(as))}" rel="preload">`;
    },
    json: (value: unknown) => toShopifyJson(value),
    default_errors: (errors: unknown) => defaultErrors(errors),
    escape: (value: unknown) => escapeHtml(printed(value)),
    h: (value: unknown) => escapeHtml(printed(value)),
    handleize: (value: unknown) => toHandle(printed(value)),
    handle: (value: unknown) => toHandle(printed(value)),
    escape_once: (value: unknown) => escapeHtmlOnce(printed(value)),
    split: (value: unknown, separator: unknown) => splitAsRuby(printed(value), printed(separator)),
    money: (cents: unknown) => `${(Number(cents) / 100).toFixed(2).replace('.', ',')} kr`,
  };
}

/** The engine hands `key: value` arguments over as pairs. */
function named(args: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(args.filter((arg): arg is [string, unknown] => Array.isArray(arg)));
}

/** `String#split`, which Liquid hands both over to: one space stands for every run of blanks; empty ends go. */
function splitAsRuby(text: string, separator: string): string[] {
  const parts =
    separator === ' '
      ? text.split(/[\0\t-\r ]+/).slice(/^[\0\t-\r ]/.test(text) ? 1 : 0)
      : text.split(separator);
  return parts.slice(0, parts.findLastIndex((part) => part !== '') + 1);
}

/** As in Shopify's own Liquid benchmarks: quotes and brackets go, runs of other signs become one hyphen. */
function toHandle(title: string): string {
  return title
    .toLowerCase()
    .replace(/['"()[\]]/g, '')
    .replace(/\W+/g, '-')
    .replace(/^-+|-+$/g, '');
}
