import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStorefront } from './support.ts';

const SCHEMA = '{% schema %}{ "name": "Embed", "target": "body" }{% endschema %}';

function extensionOf(block: string): { readonly dir: string; readonly write: (block: string) => void } {
  const dir = mkdtempSync(join(tmpdir(), 'extension-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, 'blocks'));
  const write = (source: string) => writeFileSync(join(dir, 'blocks', 'embed.liquid'), source + SCHEMA);
  write(block);
  return { dir, write };
}

it('a fault in Liquid is a 500 that shows the developer what and where, and a line in the diagnostics', async () => {
  const { dir } = extensionOf('fine\n{{ "a" | shout }}\n');
  const { get, storefront } = openStorefront({ blocksPlaced: false }, { extensionDir: dir });

  const { status, body } = await get('/nb/pages/about?secret=1');

  expect(status).toBe(500);
  expect(body).toContain('blocks/embed.liquid, line 2');
  expect(body).toContain('Shopify has no filter &quot;shout&quot;');
  expect(storefront.diagnostics).toMatchObject([
    { template: 'page', locale: 'nb', problem: { kind: 'unknown-filter' } },
  ]);
  expect(JSON.stringify(storefront.diagnostics)).not.toContain('secret');
});

it('a change of a file is on the next page', async () => {
  const { dir, write } = extensionOf('before');
  const { get } = openStorefront({ blocksPlaced: false }, { extensionDir: dir });
  expect((await get('/')).body).toContain('before');

  write('after and longer');

  expect((await get('/')).body).toContain('after and longer');
});
