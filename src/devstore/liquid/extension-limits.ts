import { statSync } from 'node:fs';
import { join } from 'node:path';
import { LiquidProblem } from './problem.ts';
import type { Schema } from './schema.ts';
import { listFiles } from './source-files.ts';

/** What each folder of a theme app extension may hold. Source: Shopify CLI, `specifications/theme.ts`. */
const FOLDERS: Readonly<Record<string, RegExp>> = {
  assets: /\.(?:jpe?g|js|json|css|png|svg|wasm)$/,
  blocks: /\.liquid$/,
  snippets: /\.liquid$/,
  locales: /\.json$/,
};

/** Sources: shopify.dev, theme app extension configuration, table of limits. */
const MAX_BLOCKS = 30;
const MAX_BLOCK_NAME = 24;
const MAX_LOCALE_FILES = 100;
const MAX_LOCALE_BYTES = 15 * 1024;
const MAX_LIQUID_BYTES = 100 * 1024;
const MAX_ALL_BYTES = 10 * 1024 * 1024;

/**
 * Refuses a folder that `shopify app deploy` would refuse.
 *
 * @throws LiquidProblem of kind `limit` naming the file
 */
export function checkExtensionFolder(root: string): void {
  const files = listFiles(root).filter((path) => path.includes('/') && !path.endsWith('/.gitkeep'));
  for (const path of files) {
    const [folder = '', ...rest] = path.split('/');
    const allowed = FOLDERS[folder];
    if (allowed === undefined || rest.length !== 1) refuse(path, 'files in an unsupported directory');
    if (!allowed?.test(path)) refuse(path, `this kind of file may not be in ${folder}`);
  }
  const locales = files.filter((path) => path.startsWith('locales/'));
  if (locales.length > MAX_LOCALE_FILES) refuse('locales', `more than ${MAX_LOCALE_FILES} locale files`);
  for (const path of locales) {
    if (bytes(root, [path]) > MAX_LOCALE_BYTES) refuse(path, 'a locale file may not be above 15 KB');
  }
  const liquid = files.filter((path) => path.endsWith('.liquid'));
  if (bytes(root, liquid) > MAX_LIQUID_BYTES) refuse('blocks', 'all Liquid together may not be above 100 KB');
  if (bytes(root, files) > MAX_ALL_BYTES) refuse('.', 'all files together may not be above 10 MB');
  const blocks = files.filter((path) => path.startsWith('blocks/'));
  if (blocks.length > MAX_BLOCKS) refuse('blocks', `more than ${MAX_BLOCKS} blocks`);
}

/** @throws LiquidProblem when a block's schema is one that Shopify would refuse */
export function checkBlockSchema(schema: Schema, file: string): void {
  const { name, target } = schema;
  if (name === undefined || target === undefined)
    schemaFault(file, 'a block needs a schema with name and target');
  if ((name ?? '').length > MAX_BLOCK_NAME)
    schemaFault(file, `the name "${name}" is not below 25 characters`);
  if (!['section', 'head', 'compliance_head', 'body'].includes(target ?? '')) {
    schemaFault(file, `there is no target "${target}"`);
  }
  if (schema.enabled_on !== undefined && schema.disabled_on !== undefined) {
    schemaFault(file, 'a block has either enabled_on or disabled_on');
  }
}

function bytes(root: string, paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + statSync(join(root, path)).size, 0);
}

function refuse(file: string, what: string): never {
  throw new LiquidProblem('limit', what, { file, line: 1 });
}

function schemaFault(file: string, what: string): never {
  throw new LiquidProblem('schema', what, { file, line: 1 });
}
