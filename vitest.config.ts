import { defineConfig } from 'vitest/config';

/** The folder of a test names its environment; each is a project that can be run alone. */
export default defineConfig({
  // What the build ships is what is tested: see docs/decisions/0009.
  resolve: { alias: { '@preact/signals': '@preact/signals-core' } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      { extends: true, test: { name: 'liquid', include: ['tests/liquid/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'islands', include: ['tests/islands/**/*.test.{ts,tsx}'], environment: 'jsdom' },
      },
      {
        // With the real @preact/signals, as Shopify's CLI bundles it, and so without the alias above.
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'ui-extension',
          include: ['tests/ui-extension/**/*.test.ts'],
          environment: 'jsdom',
          // Shopify's tester imports the block by its path: as TypeScript, only if it is transformed itself.
          server: { deps: { inline: [/@shopify\/ui-extensions-tester/] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          globalSetup: ['tests/support/postgres-for-tests.ts'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      { extends: true, test: { name: 'chaos', include: ['tests/chaos/**/*.test.ts'] } },
      { extends: true, test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'] } },
    ],
  },
});
