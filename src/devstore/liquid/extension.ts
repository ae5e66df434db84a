import { basename } from 'node:path';
import { createEngine } from './engine.ts';
import { escapeHtml } from './escape.ts';
import { checkBlockSchema, checkExtensionFolder } from './extension-limits.ts';
import { LiquidProblem } from './problem.ts';
import type { PageGlobals } from './render-state.ts';
import { readSchema, settingValues } from './schema.ts';
import type { PageFilter, Schema } from './schema.ts';
import { assetFile, contentVersion, readLiquid, readTranslations } from './source-files.ts';

/** App-data metafields by namespace and key. */
export type AppMetafields = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Where and how one block is rendered. */
export interface BlockPlacement {
  /** Unique on the page; in the editor and in the wrapper's id. */
  readonly id: string;
  /** The section around an app block; embeds have none. */
  readonly sectionId?: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly metafields: AppMetafields;
  readonly designMode: boolean;
}

export interface ExtensionBlock {
  /** The file's name without `.liquid`, as deep links and theme JSON use it. */
  readonly handle: string;
  readonly schema: Schema;
}

export interface Extension {
  readonly handle: string;
  readonly blocks: ReadonlyMap<string, ExtensionBlock>;
  /** Languages in which merchants can read the settings; the default one first. */
  readonly merchantLanguages: readonly string[];
  /** The block's schema in a merchant's language. @throws LiquidProblem when there is no such block */
  editorSchema(handle: string, language: string): Schema;
  /** Does the schema let the block appear on this template? */
  fitsTemplate(handle: string, template: string): boolean;
  /** May the block appear on this template, with these metafields? */
  isAvailable(handle: string, template: string, metafields: AppMetafields): boolean;
  /** The block's HTML with Shopify's wrapper. @throws LiquidProblem */
  renderBlock(handle: string, placement: BlockPlacement, globals: PageGlobals): string;
  /** Address of a file in `assets`. @throws LiquidProblem when it is not there */
  assetUrl(name: string): string;
  /** Everything wrong in the Liquid sources, without rendering them. */
  check(): readonly LiquidProblem[];
}

export interface ExtensionOptions {
  readonly root: string;
  readonly cdnOrigin: string;
  /** Files that the build will put into `assets`, for checks that run without a build. */
  readonly assumedAssets?: readonly string[];
}

/**
 * Loads a theme app extension as Shopify would.
 *
 * @throws LiquidProblem for folders, limits and schemas that Shopify refuses
 */
export function loadExtension({ root, cdnOrigin, assumedAssets = [] }: ExtensionOptions): Extension {
  checkExtensionFolder(root);
  const files = readLiquid(root);
  const editorTexts = readTranslations(root, 'schema');
  const blocks = new Map<string, ExtensionBlock>();
  for (const [path, source] of files) {
    if (!path.startsWith('blocks/')) continue;
    const schema = readSchema(source, path, editorTexts);
    checkBlockSchema(schema, path);
    const handle = basename(path, '.liquid');
    blocks.set(handle, { handle, schema });
  }
  const handle = basename(root);
  const assetUrl = (name: string) => {
    const path = assetFile(root, name);
    if (path === undefined && !assumedAssets.includes(name)) {
      throw new LiquidProblem('missing-asset', `there is no file "${name}" in the extension's assets`);
    }
    const version = path === undefined ? 'unbuilt' : contentVersion(path);
    return `${cdnOrigin}/cdn/extensions/${handle}/assets/${name}?v=${version}`;
  };
  const engine = createEngine({
    owner: 'extension',
    files,
    translations: readTranslations(root, 'storefront'),
    assetUrl,
  });
  const blockOf = (name: string) => {
    const block = blocks.get(name);
    if (block !== undefined) return block;
    throw new LiquidProblem('missing-file', `the extension has no block "${name}"`);
  };

  return {
    handle,
    blocks,
    merchantLanguages: [...new Set([editorTexts.default, ...editorTexts.trees.keys()])],
    editorSchema(name, language) {
      blockOf(name);
      const file = `blocks/${name}.liquid`;
      return readSchema(files.get(file) ?? '', file, editorTexts, language);
    },
    fitsTemplate: (name, template) => fitsTemplate(blockOf(name).schema, template),
    assetUrl,
    check: () => engine.check(),
    isAvailable(name, template, metafields) {
      const { schema } = blockOf(name);
      return fitsTemplate(schema, template) && metafieldAllows(schema, metafields, `blocks/${name}.liquid`);
    },
    renderBlock(name, placement, globals) {
      const file = `blocks/${name}.liquid`;
      const { schema } = blockOf(name);
      const attributes = placement.designMode ? editorAttributes(placement.id, name) : '';
      const scope = {
        block: {
          id: placement.id,
          type: name,
          settings: settingValues(schema, placement.settings, file),
          shopify_attributes: attributes,
        },
        app: { metafields: metafieldObjects(placement.metafields) },
        ...(placement.sectionId === undefined ? {} : { section: { id: placement.sectionId } }),
      };
      return wrap(schema, name, placement.id, attributes, engine.renderFile(file, scope, globals));
    },
  };
}

/** The wrapper as seen on live storefronts; `head` embeds have none. */
function wrap(schema: Schema, name: string, id: string, attributes: string, html: string): string {
  if (schema.target === 'head' || schema.target === 'compliance_head') return html;
  const tag = schema.tag === undefined ? 'div' : schema.tag;
  if (tag === null) return html;
  const classes = [
    'shopify-block',
    'shopify-app-block',
    ...(schema.class === undefined ? [] : [schema.class]),
  ];
  const handle = schema.target === 'section' ? ` data-block-handle="${name}"` : '';
  const editor = attributes === '' ? '' : ` ${attributes}`;
  return `<${tag} id="shopify-block-${id}" class="${escapeHtml(classes.join(' '))}"${handle}${editor}>${html}</${tag}>`;
}

function editorAttributes(id: string, type: string): string {
  return `data-shopify-editor-block="${escapeHtml(JSON.stringify({ id, type }))}"`;
}

function fitsTemplate({ enabled_on: on, disabled_on: off }: Schema, template: string): boolean {
  const names = (filter: PageFilter | undefined) => filter?.templates ?? [];
  const matches = (filter: PageFilter | undefined) =>
    names(filter).some((name) => name === '*' || name === template);
  if (on !== undefined) return matches(on);
  return !matches(off);
}

/** `available_if` takes exactly one boolean app-data metafield; anything but true hides the block. */
function metafieldAllows(
  { available_if: condition }: Schema,
  metafields: AppMetafields,
  file: string,
): boolean {
  if (condition === undefined) return true;
  const [, namespace, key] = /^\{\{\s*app\.metafields\.(\w+)\.(\w+)\s*\}\}$/.exec(condition) ?? [];
  if (namespace === undefined || key === undefined) {
    const what = 'available_if takes one "{{ app.metafields.namespace.key }}"';
    throw new LiquidProblem('schema', what, { file, line: 1 });
  }
  return metafields[namespace]?.[key] === true;
}

/** A metafield is an object: its content is `.value`, and printing it prints the content. */
function metafieldObjects(metafields: AppMetafields): Record<string, unknown> {
  const each = <From, To>(record: Readonly<Record<string, From>>, map: (from: From) => To) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
  return each(metafields, (keys) => each(keys, (value) => ({ value, toString: () => String(value) })));
}
