import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { createEngine } from '../../../src/devstore/liquid/engine.ts';
import { LiquidProblem } from '../../../src/devstore/liquid/problem.ts';
import { withState } from '../../../src/devstore/liquid/render-state.ts';
import type { RenderState } from '../../../src/devstore/liquid/render-state.ts';
import type { TranslationTree } from '../../../src/devstore/liquid/translations.ts';

/** An extension of one embed and three blocks, one of them behind `available_if`. */
export const FIXTURE_EXTENSION = fileURLToPath(new URL('fixtures/extension', import.meta.url));

export interface Situation {
  readonly owner?: 'theme' | 'extension';
  readonly state?: Partial<RenderState>;
  readonly scope?: Readonly<Record<string, unknown>>;
  readonly snippets?: Readonly<Record<string, string>>;
  readonly texts?: Readonly<Record<string, TranslationTree>>;
}

/** Renders Liquid with the strict engine; by default as a theme's file in the shop's first language. */
export function render(source: string, situation: Situation = {}): string {
  const { owner = 'theme', state = {}, scope = {}, snippets = {}, texts = {} } = situation;
  const engine = createEngine({
    owner,
    files: new Map(Object.entries(snippets).map(([name, text]) => [`snippets/${name}.liquid`, text])),
    translations: { default: 'en', trees: new Map(Object.entries(texts)) },
    assetUrl: (name) => `//cdn/${name}`,
  });
  const globals = withState(
    {},
    {
      locale: 'en',
      localeRoot: '',
      path: '/account/login',
      form: undefined,
      accountLink: undefined,
      appFormGetsTokens: false,
      blockFormsSeeState: true,
      renderSection: (name) => `[section ${name}]`,
      renderSectionGroup: (name) => `[group ${name}]`,
      layout: 'theme',
      ...state,
    },
  );
  return engine.renderSource(source, 'blocks/sample.liquid', scope, globals);
}

/** What the engine objects to, as `kind` and place and reason. */
export function problemWith(work: () => unknown): LiquidProblem {
  try {
    work();
  } catch (error) {
    if (error instanceof LiquidProblem) return error;
    throw error;
  }
  throw new Error('there was no problem');
}

/** A copy of the fixture extension with some files written over; null leaves the file out. */
export function extensionWith(files: Readonly<Record<string, string | null>>): string {
  const root = join(mkdtempSync(join(tmpdir(), 'extension-')), 'fixture');
  onTestFinished(() => rmSync(dirname(root), { recursive: true, force: true }));
  cpSync(FIXTURE_EXTENSION, root, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    if (content === null) {
      rmSync(join(root, path));
      continue;
    }
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** A block file with this schema and nothing else to see. */
export function blockWith(schema: object): string {
  return `<p>block</p>\n{% schema %}\n${JSON.stringify(schema)}\n{% endschema %}\n`;
}
