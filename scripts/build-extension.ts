/**
 * Builds what the browser gets: `src/islands` into `extensions/account-access/assets`.
 *
 *     node scripts/build-extension.ts [--watch]
 *
 * Only files of the build before are removed, so that an image put into `assets/` by hand stays. Shopify
 * takes no folders below `assets/`: all modules lie side by side, and the loader finds them there.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { context, type BuildContext, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { codeHelpFileName } from '../src/contracts/code-help/help-file.ts';
import { packCodeHelp } from '../src/contracts/code-help/pack-help.ts';
import { COMMON_PASSWORDS_FILE } from '../src/contracts/common-passwords.ts';
import { checksFileName, helpFileName } from '../src/contracts/inbox-help/help-file.ts';
import type { InboxTexts } from '../src/contracts/inbox-help/texts.ts';
import { packChecks, packHelp } from '../src/contracts/inbox-help/pack-help.ts';
import { buildCommonPasswords } from './build-common-passwords.ts';
import { squeeze } from './squeeze.ts';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = join(ROOT, 'src/islands');
/** What the inbox help says, and the server's pages after the answer. */
const TEXTS = join(ROOT, 'src/texts');
/** What Liquid says; the sign-in guide's words are drawn by a script, too, on pages from before a switch. */
const LOCALES = join(ROOT, 'extensions/account-access/locales');
const ASSETS = join(ROOT, 'extensions/account-access/assets');
/** Not in `assets/`: everything in there is uploaded. */
const MANIFEST = join(ROOT, '.cache/extension-assets.json');

/** What one build wrote, and what each module loads when it is imported. */
export interface ExtensionBuild {
  /** Where the files are. */
  readonly folder: string;
  /** Names of all files, sorted. */
  readonly files: readonly string[];
  /** For each island entry, by its file name, every module the browser fetches for it, itself included. */
  readonly modules: Readonly<Record<string, readonly string[]>>;
  /** For each script, what esbuild put into it: bytes by source file, minified, before the second pass. */
  readonly inputs: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const SHARED: BuildOptions = {
  absWorkingDir: ROOT,
  outdir: ASSETS,
  bundle: true,
  minify: true,
  metafile: true,
  write: true,
  legalComments: 'none',
  logLevel: 'silent',
};

const LOADER: BuildOptions = {
  ...SHARED,
  entryPoints: [join(SOURCES, 'entries/loader.ts')],
  format: 'iife',
  // As old as dynamic import, which it is there for.
  target: 'es2020',
  plugins: [squeeze(2020)],
};

const MODULES: BuildOptions = {
  ...SHARED,
  // No shared chunk: a page needs one island at once and the other at most when somebody reaches for it, a
  // chunk costs 850 B (gzip) in each of the two, and a slow phone one more round trip.
  splitting: false,
  format: 'esm',
  target: 'es2022',
  plugins: [squeeze(2022)],
  entryNames: '[name]',
  drop: ['debugger'],
  // The one line about a broken island is an error; nothing else may speak.
  pure: ['console.log', 'console.info', 'console.warn', 'console.debug'],
};

const ISLANDS: BuildOptions = {
  ...MODULES,
  entryPoints: ['set-password.tsx', 'way-in.tsx'].map((name) => join(SOURCES, 'entries', name)),
  jsx: 'transform',
  jsxFactory: 'h',
  jsxFragment: 'Fragment',
  // The package's own core: the same signals and models. What it adds, re-drawing by itself the components that
  // read a signal, is not used here and would go over the budget. See docs/decisions/0009.
  alias: { '@preact/signals': '@preact/signals-core' },
  inject: [join(SOURCES, 'runtime/jsx.ts')],
};

/** Draw a few elements or none, and so need no Preact. `code-help` and `sign-in-hint` have no element to take over. */
const PLAIN: BuildOptions = {
  ...MODULES,
  entryPoints: ['done.ts', 'sign-in.ts', 'code-help.ts', 'sign-in-hint.ts'].map((name) =>
    join(SOURCES, 'entries', name),
  ),
};

/** Fetched by an island when somebody types, together with its data; draws nothing either. */
const ADVICE: BuildOptions = { ...MODULES, entryPoints: [join(SOURCES, 'entries/password-advice.ts')] };

/** The same for what is typed into the field for an address. */
const ADDRESS_ADVICE: BuildOptions = {
  ...MODULES,
  entryPoints: [join(SOURCES, 'entries/address-advice.ts')],
};

/** Fetched when the server asks for a proof of work, by the page and then by a worker of it. */
const PROOF: BuildOptions = {
  ...MODULES,
  entryPoints: [{ in: join(SOURCES, 'entries/proof-of-work.ts'), out: 'proof' }],
};

/** Takes the libraries from the island that fetches it, which exports them: the same module, never a second copy. */
const borrowed: Plugin = {
  name: 'borrowed',
  setup: (build) =>
    build.onResolve({ filter: /^(preact|@preact\/signals)$/ }, () => ({
      path: './way-in.js',
      external: true,
    })),
};

/** Fetched after the answer, and when a fold with a check is opened, each with one file of words and data. */
const { alias: _, ...DRAWN } = ISLANDS;
const INBOX_HELP: BuildOptions = {
  ...DRAWN,
  entryPoints: ['inbox-help.tsx', 'inbox-checks.tsx'].map((name) => join(SOURCES, 'entries', name)),
  inject: [join(SOURCES, 'runtime/h.ts')],
  plugins: [borrowed, squeeze(2022)],
};

/** For merchants in the theme editor only. */
const EDITOR: BuildOptions = { ...MODULES, entryPoints: [join(SOURCES, 'entries/editor.ts')] };

const BUNDLES = [LOADER, ISLANDS, PLAIN, ADVICE, ADDRESS_ADVICE, PROOF, INBOX_HELP, EDITOR];

const STYLES: BuildOptions = {
  ...SHARED,
  entryPoints: [{ in: join(SOURCES, 'account-access.css'), out: 'account-access' }],
  // Nesting and logical properties stay; what older browsers lack they skip, and the forms still work.
  target: 'es2022',
};

/**
 * Builds once.
 *
 * @throws the first problem esbuild reports
 */
export async function buildExtension(): Promise<ExtensionBuild> {
  const contexts = await Promise.all([...BUNDLES, STYLES].map((options) => context(options)));
  try {
    return await rebuild(contexts);
  } finally {
    await Promise.all(contexts.map((one) => one.dispose()));
  }
}

async function rebuild(contexts: readonly BuildContext[]): Promise<ExtensionBuild> {
  const results = await Promise.all(contexts.map((one) => one.rebuild()));
  return settle(results.flatMap(({ metafile }) => (metafile ? [metafile] : [])));
}

/** Adds the data, removes what the build before wrote and this one did not, and remembers this one. */
async function settle(metafiles: readonly Metafile[]): Promise<ExtensionBuild> {
  const outputs: Metafile['outputs'] = {};
  for (const file of metafiles) Object.assign(outputs, file.outputs);
  const nameOf = (path: string): string => relative(ASSETS, join(ROOT, path));
  await mkdir(ASSETS, { recursive: true });
  await writeFile(join(ASSETS, COMMON_PASSWORDS_FILE), JSON.stringify(buildCommonPasswords()));
  const help = await writeHelpFiles();
  const files = [...Object.keys(outputs).map(nameOf), COMMON_PASSWORDS_FILE, ...help].toSorted();
  const before = await readManifest();
  await Promise.all(
    before.filter((name) => !files.includes(name)).map((name) => rm(join(ASSETS, name), { force: true })),
  );
  await mkdir(dirname(MANIFEST), { recursive: true });
  await writeFile(MANIFEST, `${JSON.stringify(files, null, 2)}\n`);
  const entries = Object.entries(outputs).filter(([, output]) => output.entryPoint && !output.cssBundle);
  const modules = Object.fromEntries(
    entries.map(([path]) => [nameOf(path), [...reach(path, outputs)].map(nameOf)]),
  );
  const inputs = Object.fromEntries(
    entries.map(([path, output]) => [
      nameOf(path),
      Object.fromEntries(
        Object.entries(output.inputs).map(([file, { bytesInOutput }]) => [file, bytesInOutput]),
      ),
    ]),
  );
  return { folder: ASSETS, files, modules, inputs };
}

/** Three files for each language of `src/texts`. */
async function writeHelpFiles(): Promise<string[]> {
  const languages = await readdir(TEXTS);
  const names = await Promise.all(
    languages.map(async (file) => {
      const locale = basename(file, '.json');
      const texts = await readJson<{ inbox: InboxTexts; codes?: unknown }>(join(TEXTS, file));
      const { inbox } = texts;
      const liquid = locale === 'en' ? 'en.default.json' : file;
      const { codes: guide } = await readJson<{ codes?: unknown }>(join(LOCALES, liquid));
      const written = [
        [helpFileName(locale), packHelp(inbox, locale)],
        [checksFileName(locale), packChecks(inbox)],
        [codeHelpFileName(locale), packCodeHelp(texts, guide, locale)],
      ] as const;
      await Promise.all(
        written.map(([name, content]) => writeFile(join(ASSETS, name), JSON.stringify(content))),
      );
      return written.map(([name]) => name);
    }),
  );
  return names.flat();
}

async function readJson<Content>(path: string): Promise<Content> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of this project
  return JSON.parse(await readFile(path, 'utf8')) as Content;
}

function reach(path: string, outputs: Metafile['outputs'], seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const { path: next, kind } of outputs[path]?.imports ?? []) {
    if (kind === 'import-statement' && outputs[next]) reach(next, outputs, seen);
  }
  return seen;
}

async function readManifest(): Promise<readonly string[]> {
  try {
    const names: unknown = JSON.parse(await readFile(MANIFEST, 'utf8'));
    // Names only: a damaged manifest must not remove anything outside the folder.
    return Array.isArray(names) ? names.filter((name) => /^[\w-]+\.(?:js|css|json)$/.test(String(name))) : [];
  } catch {
    return [];
  }
}

/** Builds again whenever a source changes; ends with the process. */
async function watch(): Promise<void> {
  const report: Plugin = {
    name: 'report',
    setup: (build) =>
      build.onEnd(({ errors }) => {
        for (const { text, location } of errors)
          console.error(`${location?.file ?? ''}:${location?.line ?? ''} ${text}`);
        if (errors.length === 0) console.log(`built ${new Date().toLocaleTimeString()}`);
      }),
  };
  for (const options of [...BUNDLES, STYLES]) {
    const one = await context({ ...options, plugins: [...(options.plugins ?? []), report] });
    await one.watch();
  }
}

if (import.meta.main) {
  const { files } = await buildExtension();
  console.log(`${files.length} files in ${relative(ROOT, ASSETS)}`);
  if (process.argv.includes('--watch')) await watch();
}
