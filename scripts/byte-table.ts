/**
 * What is in each byte that a browser gets: the table in README, from the build itself. `npm run test:budgets` fails
 * where README says something else; this brings it up to date:
 *
 *     node scripts/byte-table.ts
 *
 * Minified bytes by part, as esbuild counts them: the same on every machine, which gzip's are not.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { buildExtension, type ExtensionBuild } from './build-extension.ts';

const README = join(import.meta.dirname, '../README.md');
const BEGIN = '<!-- bytes -->';
const END = '<!-- /bytes -->';

/** Parts by the beginning of a source file's path, the first that fits. */
const PARTS: readonly (readonly [part: string, begins: string])[] = [
  ['Preact', 'node_modules/preact/'],
  ['signals', 'node_modules/@preact/'],
  ['what the page shows (views)', 'src/islands/ui/'],
  ['the theme’s page (platform)', 'src/islands/platform/'],
  ['custom element, loading (runtime)', 'src/islands/runtime/'],
  ['parsers, shared rules (contracts)', 'src/contracts/'],
  ['the feature, put together', 'src/islands/'],
];

/** The table as Markdown. */
export function byteTable({ inputs }: ExtensionBuild): string {
  const scripts = Object.keys(inputs).toSorted();
  const bytes = (script: string, part: string): number =>
    Object.entries(inputs[script] ?? {})
      .filter(([file]) => partOf(file) === part)
      .reduce((sum, [, size]) => sum + size, 0);
  const row = (name: string, cells: readonly number[]): string =>
    `| ${name} | ${cells.map((cell) => (cell === 0 ? '' : cell.toLocaleString('en'))).join(' | ')} |`;
  const total = scripts.map((script) =>
    Object.values(inputs[script] ?? {}).reduce((sum, size) => sum + size, 0),
  );
  return [
    `| bytes, minified | ${scripts.map((script) => `\`${script}\``).join(' | ')} |`,
    `| --- | ${scripts.map(() => '---:').join(' | ')} |`,
    ...PARTS.map(([part]) =>
      row(
        part,
        scripts.map((script) => bytes(script, part)),
      ),
    ),
    row('**together**', total),
  ].join('\n');
}

function partOf(file: string): string {
  return PARTS.find(([, begins]) => file.startsWith(begins))?.[0] ?? 'other';
}

/** README as it is, and as it should be. */
export async function readmeWith(
  build: ExtensionBuild,
): Promise<{ readonly is: string; readonly due: string }> {
  const is = await readFile(README, 'utf8');
  const [before, rest = ''] = is.split(BEGIN);
  const after = rest.split(END)[1] ?? '';
  const draft = `${before}${BEGIN}\n\n${byteTable(build)}\n\n${END}${after}`;
  return { is, due: await format(draft, { ...(await resolveConfig(README)), filepath: README }) };
}

if (import.meta.main) await writeFile(README, (await readmeWith(await buildExtension())).due);
