import { basename } from 'node:path';
import { createEngine } from './engine.ts';
import { escapeHtml } from './escape.ts';
import { opaque } from './json.ts';
import { LiquidProblem } from './problem.ts';
import type { PageGlobals } from './render-state.ts';
import { readSchema, settingValues } from './schema.ts';
import type { Schema } from './schema.ts';
import {
  assetFile,
  contentVersion,
  listFiles,
  readJson,
  readLiquid,
  readTranslations,
} from './source-files.ts';
import { selfRendering } from './tags/render.ts';

/** A block of a JSON template: an app's block has a type like `shopify://apps/<app>/blocks/<handle>/<uuid>`. */
interface BlockData {
  readonly type: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

interface SectionData {
  readonly type: string;
  readonly disabled?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly blocks?: Readonly<Record<string, BlockData>>;
  readonly block_order?: readonly string[];
}

/** A JSON template or a section group. */
interface SectionList {
  readonly layout?: string | false;
  readonly sections: Readonly<Record<string, SectionData>>;
  readonly order: readonly string[];
}

/** What the theme asks of the shop around it while a page is rendered. */
export interface ThemeSurroundings {
  readonly globals: PageGlobals;
  /** HTML of one of the app's blocks placed in a section; `''` when it is not available on this page. */
  readonly renderAppBlock: (
    handle: string,
    blockId: string,
    sectionId: string,
    settings: BlockData['settings'],
  ) => string;
  /** Section types that the merchant has hidden in the theme editor, or never added. */
  readonly hiddenSections: ReadonlySet<string>;
}

export interface Theme {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** `customers/login`, `404`, … */
  readonly templates: readonly string[];
  /** The template's HTML without layout; a JSON template may name its own layout. */
  renderTemplate(
    template: string,
    around: ThemeSurroundings,
  ): { html: string; layout: string | null | undefined };
  /** @throws LiquidProblem when the theme has no such layout */
  renderLayout(layout: string, scope: object, globals: PageGlobals): string;
  renderSection(type: string, around: ThemeSurroundings): string;
  renderSectionGroup(name: string, around: ThemeSurroundings): string;
  /** Liquid that an app proxy answered with: it has the theme's snippets and texts, not the app's. */
  renderForeign(source: string, globals: PageGlobals): string;
  check(): readonly LiquidProblem[];
}

export interface ThemeOptions {
  readonly root: string;
  readonly cdnOrigin: string;
}

/** Loads a theme of JSON or `.liquid` templates. @throws LiquidProblem for a schema that Shopify would refuse */
export function loadTheme({ root, cdnOrigin }: ThemeOptions): Theme {
  const name = basename(root);
  const files = readLiquid(root);
  const editorTexts = readTranslations(root, 'schema');
  const paths = listFiles(root);
  const schemas = new Map<string, Schema>();
  for (const [path, source] of files) {
    if (path.startsWith('sections/')) schemas.set(path, readSchema(source, path, editorTexts));
  }
  const json = new Map<string, SectionList>();
  for (const path of paths) {
    if (!/^(?:templates|sections)\/.*\.json$/.test(path)) continue;
    const list: SectionList = readJson(root, path);
    json.set(path, list);
  }
  const { current }: { current: Record<string, unknown> } = readJson(root, 'config/settings_data.json');

  const engine = createEngine({
    owner: 'theme',
    files,
    translations: readTranslations(root, 'storefront'),
    assetUrl: (asset) => {
      const path = assetFile(root, asset);
      if (path === undefined) {
        throw new LiquidProblem('missing-asset', `there is no file "${asset}" in the theme's assets`);
      }
      return `${cdnOrigin}/cdn/shop/t/${name}/assets/${asset}?v=${contentVersion(path)}`;
    },
  });

  const renderOne = (id: string, data: SectionData, around: ThemeSurroundings): string => {
    const file = `sections/${data.type}.liquid`;
    const schema = schemas.get(file);
    if (schema === undefined)
      throw new LiquidProblem('missing-file', `the theme has no section "${data.type}"`);
    const section = opaque({
      id,
      settings: settingValues(schema, data.settings ?? {}, file),
      blocks: blocksOf(id, data, schema, around),
    });
    const html = engine.renderFile(file, { section }, around.globals);
    const tag = schema.tag ?? 'div';
    const classes = ['shopify-section', ...(schema.class === undefined ? [] : [schema.class])].join(' ');
    return `<${tag} id="shopify-section-${id}" class="${escapeHtml(classes)}">${html}</${tag}>`;
  };
  const renderList = (prefix: string, list: SectionList, around: ThemeSurroundings): string =>
    list.order
      .map((key) => [key, list.sections[key]] as const)
      .map(([key, data]) => {
        if (data === undefined)
          throw new LiquidProblem('schema', `order names a section "${key}" that is not there`);
        const hidden = data.disabled === true || around.hiddenSections.has(data.type);
        return hidden ? '' : renderOne(`${prefix}__${key}`, data, around);
      })
      .join('\n');

  return {
    name,
    settings: current,
    templates: paths
      .filter((path) => /^templates\/.*\.(?:json|liquid)$/.test(path))
      .map((path) => path.replace(/^templates\/|\.(?:json|liquid)$/g, '')),
    renderTemplate(template, around) {
      const list = json.get(`templates/${template}.json`);
      if (list === undefined) {
        const html = engine.renderFile(`templates/${template}.liquid`, {}, around.globals);
        return { html, layout: undefined };
      }
      const html = renderList(`template--${template.replace('/', '-')}`, list, around);
      return { html, layout: list.layout === false ? null : list.layout };
    },
    renderLayout: (layout, scope, globals) => engine.renderFile(`layout/${layout}.liquid`, scope, globals),
    renderSection: (type, around) => renderOne(type, { type }, around),
    renderSectionGroup(group, around) {
      const list = json.get(`sections/${group}.json`);
      if (list === undefined)
        throw new LiquidProblem('missing-file', `the theme has no section group "${group}"`);
      return renderList(`sections--${group}`, list, around);
    },
    renderForeign: (source, globals) => engine.renderSource(source, 'app proxy response', {}, globals),
    check: () => engine.check(),
  };
}

/** `section.blocks`: app blocks render themselves, with `{% render block %}`. */
function blocksOf(sectionId: string, data: SectionData, schema: Schema, around: ThemeSurroundings): object[] {
  return (data.block_order ?? []).map((key) => {
    const block = data.blocks?.[key];
    if (block === undefined)
      throw new LiquidProblem('schema', `block_order names a block "${key}" that is not there`);
    const handle = /^shopify:\/\/apps\/[\w-]+\/blocks\/([\w-]+)\/[\w-]+$/.exec(block.type)?.[1];
    const accepted = handle === undefined ? block.type : '@app';
    if (!schema.blocks?.some(({ type }) => type === accepted)) {
      throw new LiquidProblem('schema', `the section "${data.type}" takes no blocks of type "${accepted}"`);
    }
    const object = opaque({ id: key, type: accepted, settings: block.settings ?? {} });
    if (handle === undefined) return object;
    return selfRendering(object, () => around.renderAppBlock(handle, key, sectionId, block.settings));
  });
}
