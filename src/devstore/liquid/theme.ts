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
import { APPS_SECTION, appBlockHandle, arranged } from './section-list.ts';
import type { Arrangement, BlockData, SectionData, SectionList } from './section-list.ts';
import { selfRendering } from './tags/render.ts';

/** What the theme asks of the shop around it while a page is rendered. */
export interface ThemeSurroundings extends Arrangement {
  readonly globals: PageGlobals;
  /** HTML of one of the app's blocks placed in a section; `''` when it is not available on this page. */
  readonly renderAppBlock: (
    handle: string,
    blockId: string,
    sectionId: string,
    settings: BlockData['settings'],
  ) => string;
  /** Is this the theme editor, which finds sections by an attribute? */
  readonly designMode: boolean;
}

/** A section of a JSON template, as the theme editor knows it. */
export interface TemplateSection {
  /** Its name within the template: `main`. */
  readonly key: string;
  /** As `section.id` and deep links have it: `template--customers-login__main`. */
  readonly id: string;
  readonly takesAppBlocks: boolean;
  /** File names of the app blocks in it. */
  readonly appBlocks: readonly string[];
}

export interface Theme {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** `customers/login`, `404`, … */
  readonly templates: readonly string[];
  /** The sections of a JSON template, `liquid` for one of the old kind, undefined where the theme has none. */
  sectionsOf(template: string, arrangement: Arrangement): readonly TemplateSection[] | 'liquid' | undefined;
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
  const files = new Map([['sections/apps.liquid', APPS_SECTION], ...readLiquid(root)]);
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
    const editor = around.designMode ? ` ${editorAttributes(id, data.type)}` : '';
    return `<${tag} id="shopify-section-${id}" class="${escapeHtml(classes)}"${editor}>${html}</${tag}>`;
  };
  const renderList = (prefix: string, list: SectionList, around: ThemeSurroundings): string =>
    inOrder(list)
      .map(([key, data]) => renderOne(`${prefix}__${key}`, data, around))
      .join('\n');

  return {
    name,
    settings: current,
    templates: paths
      .filter((path) => /^templates\/.*\.(?:json|liquid)$/.test(path))
      .map((path) => path.replace(/^templates\/|\.(?:json|liquid)$/g, '')),
    sectionsOf(template, arrangement) {
      const list = json.get(`templates/${template}.json`);
      if (list === undefined) return files.has(`templates/${template}.liquid`) ? 'liquid' : undefined;
      return inOrder(arranged(list, arrangement)).map(([key, { type, blocks = {} }]) => ({
        key,
        id: `${templatePrefix(template)}__${key}`,
        takesAppBlocks:
          schemas.get(`sections/${type}.liquid`)?.blocks?.some((block) => block.type === '@app') ?? false,
        appBlocks: Object.values(blocks).flatMap((block) => appBlockHandle(block.type) ?? []),
      }));
    },
    renderTemplate(template, around) {
      const list = json.get(`templates/${template}.json`);
      if (list === undefined) {
        const html = engine.renderFile(`templates/${template}.liquid`, {}, around.globals);
        return { html, layout: undefined };
      }
      const html = renderList(templatePrefix(template), arranged(list, around), around);
      return { html, layout: list.layout === false ? null : list.layout };
    },
    renderLayout: (layout, scope, globals) => engine.renderFile(`layout/${layout}.liquid`, scope, globals),
    renderSection: (type, around) => renderOne(type, { type }, around),
    renderSectionGroup(group, around) {
      const list = json.get(`sections/${group}.json`);
      if (list === undefined)
        throw new LiquidProblem('missing-file', `the theme has no section group "${group}"`);
      const addedBlocks = around.groupBlocks?.[`sections/${group}`] ?? {};
      return renderList(`sections--${group}`, arranged(list, { ...around, addedBlocks }), around);
    },
    renderForeign: (source, globals) => engine.renderSource(source, 'app proxy response', {}, globals),
    check: () => engine.check(),
  };
}

function inOrder({ order, sections }: SectionList): readonly (readonly [string, SectionData])[] {
  return order.map((key) => {
    const data = sections[key];
    if (data !== undefined) return [key, data];
    throw new LiquidProblem('schema', `order names a section "${key}" that is not there`);
  });
}

function templatePrefix(template: string): string {
  return `template--${template.replace('/', '-')}`;
}

/** As live editor previews have it on the wrapper of every section. */
function editorAttributes(id: string, type: string): string {
  return `data-shopify-editor-section="${escapeHtml(JSON.stringify({ id, type, disabled: false }))}"`;
}

/** `section.blocks`: app blocks render themselves, with `{% render block %}`. */
function blocksOf(sectionId: string, data: SectionData, schema: Schema, around: ThemeSurroundings): object[] {
  return (data.block_order ?? []).map((key) => {
    const block = data.blocks?.[key];
    if (block === undefined)
      throw new LiquidProblem('schema', `block_order names a block "${key}" that is not there`);
    const handle = appBlockHandle(block.type);
    const accepted = handle === undefined ? block.type : '@app';
    if (!schema.blocks?.some(({ type }) => type === accepted)) {
      throw new LiquidProblem('schema', `the section "${data.type}" takes no blocks of type "${accepted}"`);
    }
    const object = opaque({ id: key, type: accepted, settings: block.settings ?? {} });
    if (handle === undefined) return object;
    return selfRendering(object, () => around.renderAppBlock(handle, key, sectionId, block.settings));
  });
}
