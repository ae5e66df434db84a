/**
 * Bundles the customer account extension the way `shopify app build` does, to weigh it. What is shipped is built by
 * Shopify's CLI itself; a test compares the two (`tests/unit/server/app-toml.test.ts`).
 */
import { join } from 'node:path';
import { build } from 'esbuild';

const FOLDER = join(import.meta.dirname, '../extensions/welcome-back');
const TARGET = 'customer-account.profile.block.render';

/** The script that a customer's browser gets, without its translations, which Shopify keeps apart. */
export async function buildWelcomeBack(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    // As @shopify/cli 4.8.2 calls esbuild: an entry made up on the spot, nothing external, old syntax.
    stdin: {
      contents: `import extend from './src/WelcomeBack.tsx'; shopify.extend('${TARGET}', (...args) => extend(...args));`,
      resolveDir: FOLDER,
      loader: 'tsx',
    },
    bundle: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    jsx: 'automatic',
    legalComments: 'none',
    minify: true,
    target: 'es6',
    resolveExtensions: ['.tsx', '.ts', '.js', '.json', '.esnext', '.mjs', '.ejs'],
    logLevel: 'silent',
    write: false,
  });
  const [script] = outputFiles;
  if (!script) throw new Error('esbuild wrote nothing');
  return script.contents;
}
