import { Liquid } from 'liquidjs';
import { shopifyFilters } from './filters.ts';
import type { FilterSources } from './filters.ts';
import { NUMBER_FILTERS, NUMBER_OPERATORS } from './numbers.ts';
import { LiquidProblem, toLiquidProblem } from './problem.ts';
import type { PageGlobals } from './render-state.ts';
import { SHOPIFY_FILTERS, SHOPIFY_TAGS, describeUnknown } from './shopify-vocabulary.ts';
import { StyleTag, forbiddenTag, silentTag } from './tags/blocks.ts';
import { formTag } from './tags/form.ts';
import { StrictRenderTag } from './tags/render.ts';
import { LayoutTag, SectionTag, SectionsTag } from './tags/theme-tags.ts';

/** Theme Check's AppBlockValidTags. */
export const TAGS_FORBIDDEN_TO_APPS = [
  'javascript',
  'stylesheet',
  'include',
  'layout',
  'section',
  'sections',
] as const;

/** Tags of the engine that Shopify lacks, or that mean something else there. */
const FOREIGN_TAGS = ['block', 'include', 'layout', 'render'];

export interface EngineOptions extends FilterSources {
  readonly owner: 'theme' | 'extension';
  /** Liquid sources by path within the owner: `snippets/field.liquid`. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Engine {
  /** Renders one of the owner's files. @throws LiquidProblem with file and line */
  renderFile(path: string, scope: object, globals: PageGlobals): string;
  /** Renders Liquid that is not one of the owner's files; `name` stands for the file in problems. */
  renderSource(source: string, name: string, scope: object, globals: PageGlobals): string;
  /** Everything that is wrong in the sources without rendering them: syntax, unknown and forbidden names. */
  check(): readonly LiquidProblem[];
}

/**
 * Liquid as strict as Shopify, for one theme or one extension: what Shopify does not have, or what it forbids
 * there, is an error; so is a missing translation or asset.
 */
export function createEngine(options: EngineOptions): Engine {
  const { owner, files } = options;
  const liquid = new Liquid({
    templates: Object.fromEntries(files),
    extname: '.liquid',
    cache: true,
    strictFilters: true,
    ownPropertyOnly: true,
    operators: NUMBER_OPERATORS,
  });
  keepWhatShopifyHas(liquid);
  for (const [name, filter] of Object.entries({ ...NUMBER_FILTERS, ...shopifyFilters(options) })) {
    liquid.registerFilter(name, filter);
  }
  registerTags(liquid, owner);

  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw toLiquidProblem(error, describeUnknown);
    }
  };
  const parsed = new Map<string, ReturnType<Liquid['parse']>>();
  const parseFile = (path: string) => {
    const known = parsed.get(path);
    if (known !== undefined) return known;
    const source = files.get(path);
    if (source === undefined) throw new LiquidProblem('missing-file', `there is no file ${path}`);
    const templates = liquid.parse(source, path);
    parsed.set(path, templates);
    return templates;
  };
  const render = (templates: ReturnType<Liquid['parse']>, scope: object, globals: PageGlobals) =>
    String(liquid.renderSync(templates, scope, { globals }));

  return {
    renderFile: (path, scope, globals) => guarded(() => render(parseFile(path), scope, globals)),
    renderSource: (source, name, scope, globals) =>
      guarded(() => render(liquid.parse(source, name), scope, globals)),
    check: () =>
      [...files.keys()].flatMap((path) => {
        try {
          guarded(() => parseFile(path));
          return [];
        } catch (error) {
          if (error instanceof LiquidProblem) return [error];
          throw error;
        }
      }),
  };
}

function keepWhatShopifyHas(liquid: Liquid): void {
  for (const name of Object.keys(liquid.filters)) {
    if (!SHOPIFY_FILTERS.has(name)) liquid.unregisterFilter(name);
  }
  for (const name of Object.keys(liquid.tags)) {
    const foreign = !SHOPIFY_TAGS.has(name) && name !== '#';
    if (foreign || FOREIGN_TAGS.includes(name)) delete liquid.tags[name];
  }
}

function registerTags(liquid: Liquid, owner: 'theme' | 'extension'): void {
  liquid.registerTag('form', formTag(owner));
  liquid.registerTag('render', StrictRenderTag);
  liquid.registerTag('schema', silentTag('schema'));
  liquid.registerTag('doc', silentTag('doc'));
  liquid.registerTag('style', StyleTag);
  if (owner === 'extension') {
    for (const name of TAGS_FORBIDDEN_TO_APPS) liquid.registerTag(name, forbiddenTag(name));
    return;
  }
  liquid.registerTag('section', SectionTag);
  liquid.registerTag('sections', SectionsTag);
  liquid.registerTag('layout', LayoutTag);
}
