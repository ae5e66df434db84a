import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { DescribeUnknown } from './problem.ts';

/** Filters that Shopify's list names by their long name only (description of `translate`, Liquid's own aliases). */
const ALIASES = ['t', 'handle', 'h'];

const data = join(
  dirname(createRequire(import.meta.url).resolve('@shopify/theme-check-docs-updater/package.json')),
  'data',
);

/** Shopify's published schema for the `settings` of a block or section, as JSON Schema draft 7. */
export function settingSchema(): object {
  const schema: object = JSON.parse(readFileSync(join(data, 'setting.json'), 'utf8'));
  return schema;
}

interface Entry {
  readonly name: string;
  readonly examples: readonly { readonly name: string; readonly parameter: boolean }[];
}

function entriesOf(file: 'tags.json' | 'filters.json'): readonly Entry[] {
  const entries: readonly Entry[] = JSON.parse(readFileSync(join(data, file), 'utf8'));
  return entries;
}

const tags = entriesOf('tags.json');

/** Every tag and filter that Shopify has, from the data its own Theme Check uses. */
export const SHOPIFY_TAGS: ReadonlySet<string> = new Set(tags.map(({ name }) => name));
export const SHOPIFY_FILTERS: ReadonlySet<string> = new Set([
  ...entriesOf('filters.json').map(({ name }) => name),
  ...ALIASES,
]);

/** Says whether an unknown name is a mistake in the source or a gap in the local shop. */
export const describeUnknown: DescribeUnknown = (what, name) => {
  const known = what === 'filter' ? SHOPIFY_FILTERS : SHOPIFY_TAGS;
  return known.has(name)
    ? {
        kind: 'not-modelled',
        what: `Shopify has the ${what} "${name}"; the local shop does not model it yet`,
      }
    : { kind: `unknown-${what}`, what: `Shopify has no ${what} "${name}"` };
};

/** The types that `{% form %}` knows, from the same data: one documented example each. */
export const SHOPIFY_FORM_TYPES: ReadonlySet<string> = new Set(
  tags
    .find(({ name }) => name === 'form')
    ?.examples.filter((example) => !example.parameter)
    .map((example) => example.name),
);
