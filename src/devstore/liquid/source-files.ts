import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { LiquidProblem } from './problem.ts';
import type { TranslationTree, Translations } from './translations.ts';

/** Paths of all files below `root`, with `/` between folders, sorted. */
export function listFiles(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .split(sep)
        .join('/'),
    )
    .toSorted();
}

/** Everything that ends in `.liquid`, by path. */
export function readLiquid(root: string): ReadonlyMap<string, string> {
  const paths = listFiles(root).filter((path) => path.endsWith('.liquid'));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** A JSON file of our own making, so its shape is taken on trust. @throws LiquidProblem when it is missing or is not plain JSON */
export function readJson(root: string, path: string): ReturnType<typeof JSON.parse> {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch (cause) {
    const what = `not readable as JSON: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new LiquidProblem('schema', what, { file: path, line: 1 }, cause);
  }
}

/** Locale files of one kind: `.json` for the storefront, `.schema.json` for the theme editor. */
export function readTranslations(root: string, kind: 'storefront' | 'schema'): Translations {
  const ending = kind === 'schema' ? '.schema.json' : '.json';
  const names = existsSync(join(root, 'locales')) ? readdirSync(join(root, 'locales')) : [];
  const ours = names.filter((name) => name.endsWith('.schema.json') === (kind === 'schema'));
  const trees = ours.map((name) => {
    const locale = name.slice(0, -ending.length).replace(/\.default$/, '');
    const tree: TranslationTree = readJson(root, `locales/${name}`);
    return [locale, tree] as const;
  });
  const fallback = ours.find((name) => name.includes('.default.'))?.split('.')[0];
  return { default: fallback ?? 'en', trees: new Map(trees) };
}

/** The full path of `name` in the folder `assets`, or undefined when it is not there or not below it. */
export function assetFile(root: string, name: string): string | undefined {
  const folder = resolve(root, 'assets');
  const path = resolve(folder, name);
  const isInside = path.startsWith(folder + sep);
  return isInside && existsSync(path) && statSync(path).isFile() ? path : undefined;
}

/** A short digest of a file's content, for addresses that may be cached for ever. */
export function contentVersion(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
}

/** Keeps what `load` made of a folder until a file in it is added, removed or changed. */
export function reloadOnChange<T>(root: string, load: () => T): () => T {
  let seen: { readonly fingerprint: string; readonly value: T } | undefined;
  return () => {
    const fingerprint = fingerprintOf(root);
    if (seen?.fingerprint !== fingerprint) seen = { fingerprint, value: load() };
    return seen.value;
  };
}

function fingerprintOf(root: string): string {
  const lines = listFiles(root).map((path) => {
    const { mtimeMs, size } = statSync(join(root, path));
    return `${path} ${mtimeMs} ${size}`;
  });
  return lines.join('\n');
}
