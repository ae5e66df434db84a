import { describe, expect, it } from 'vitest';
import { loadExtension } from '../../../src/devstore/liquid/extension.ts';
import { FIXTURE_EXTENSION, blockWith, extensionWith, problemWith } from './support.ts';

const CDN = 'http://127.0.0.1:4401';
const load = (root: string) => loadExtension({ root, cdnOrigin: CDN });

describe('a theme app extension', () => {
  it('has its blocks by file name, with the texts of the schema locale', () => {
    const { blocks } = load(FIXTURE_EXTENSION);

    expect([...blocks.keys()]).toEqual(['account-access', 'activation', 'reset', 'way-in']);
    expect(blocks.get('account-access')?.schema.name).toBe('Fixture embed');
  });

  it('gives assets an address on the CDN that changes with the content', () => {
    const before = load(FIXTURE_EXTENSION).assetUrl('app.js');
    const changed = load(extensionWith({ 'assets/app.js': 'void 0;' })).assetUrl('app.js');

    expect(before).toMatch(
      /^http:\/\/127\.0\.0\.1:4401\/cdn\/extensions\/extension\/assets\/app\.js\?v=[\da-f]{16}$/,
    );
    expect(changed.split('?v=')[1]).not.toBe(before.split('?v=')[1]);
  });

  it.each(['gone.js', '../locales/fr.json', 'sub/app.js', ''])('has no asset "%s"', (name) => {
    expect(problemWith(() => load(FIXTURE_EXTENSION).assetUrl(name)).kind).toBe('missing-asset');
  });

  it('appears on the templates of enabled_on only, and everywhere but those of disabled_on', () => {
    const schema = { name: 'A', target: 'section' };
    const extension = load(
      extensionWith({
        'blocks/on.liquid': blockWith({ ...schema, enabled_on: { templates: ['customers/login'] } }),
        'blocks/off.liquid': blockWith({ ...schema, disabled_on: { templates: ['customers/login'] } }),
        'blocks/everywhere.liquid': blockWith({ ...schema, enabled_on: { templates: ['*'] } }),
      }),
    );
    const shown = (block: string) =>
      ['customers/login', 'index'].filter((template) => extension.isAvailable(block, template, {}));

    expect(shown('on')).toEqual(['customers/login']);
    expect(shown('off')).toEqual(['index']);
    expect(shown('everywhere')).toEqual(['customers/login', 'index']);
  });

  it.each([
    [true, true],
    [false, false],
    ['true', false],
    [undefined, false],
  ])('with available_if and the metafield %s is available: %s', (value, available) => {
    const metafields = value === undefined ? {} : { fixture: { way_in: value } };

    expect(load(FIXTURE_EXTENSION).isAvailable('way-in', 'customers/login', metafields)).toBe(available);
  });

  it('takes one metafield in available_if and nothing else', () => {
    const schema = { name: 'A', target: 'section', available_if: '{{ shop.metafields.a.b }}' };
    const extension = load(extensionWith({ 'blocks/odd.liquid': blockWith(schema) }));

    expect(problemWith(() => extension.isAvailable('odd', 'index', {})).kind).toBe('schema');
  });
});

describe('what Shopify refuses to take', () => {
  const base = { name: 'Fine', target: 'section' };
  const schemaProblem = (schema: object) => ({ 'blocks/odd.liquid': blockWith(schema) });
  const manyBlocks = Object.fromEntries(
    Array.from({ length: 27 }, (_, index) => [`blocks/b${index}.liquid`, blockWith(base)]),
  );

  it.each<[string, Record<string, string>, string, string]>([
    ['a folder of its own', { 'src/a.ts': '' }, 'limit', 'unsupported directory'],
    ['a nested folder', { 'assets/deep/a.js': '' }, 'limit', 'unsupported directory'],
    ['a font', { 'assets/a.woff2': '' }, 'limit', 'this kind of file'],
    ['a script among the blocks', { 'blocks/a.js': '' }, 'limit', 'this kind of file'],
    ['a locale file above 15 KB', { 'locales/de.json': `"${'a'.repeat(15_360)}"` }, 'limit', '15 KB'],
    ['Liquid above 100 KB', { 'snippets/a.liquid': 'a'.repeat(102_401) }, 'limit', '100 KB'],
    ['more than 30 blocks', manyBlocks, 'limit', 'more than 30 blocks'],
    ['a block without a schema', { 'blocks/odd.liquid': '<p></p>' }, 'schema', 'name and target'],
    [
      'a comment in the schema',
      { 'blocks/odd.liquid': '{% schema %}{ /* a */ }{% endschema %}' },
      'schema',
      'not JSON',
    ],
    ['two schemas', { 'blocks/odd.liquid': blockWith(base) + blockWith(base) }, 'schema', 'more than one'],
    ['a name of 25 characters', schemaProblem({ ...base, name: 'a'.repeat(25) }), 'schema', 'below 25'],
    ['a target nobody knows', schemaProblem({ ...base, target: 'footer' }), 'schema', 'no target "footer"'],
    [
      'enabled_on and disabled_on together',
      schemaProblem({ ...base, enabled_on: {}, disabled_on: {} }),
      'schema',
      'either',
    ],
    [
      'a setting of a type nobody knows',
      schemaProblem({ ...base, settings: [{ type: 'bogus', id: 'a', label: 'A' }] }),
      'schema',
      'setting "a"',
    ],
    [
      'a setting without a label',
      schemaProblem({ ...base, settings: [{ type: 'text', id: 'a' }] }),
      'schema',
      "required property 'label'",
    ],
    [
      'a schema text that is not there',
      schemaProblem({ ...base, name: 't:gone' }),
      'missing-translation',
      't:gone',
    ],
    ['a locale file that is not JSON', { 'locales/de.json': '{,}' }, 'schema', 'not readable as JSON'],
  ])('%s', (_, files, kind, what) => {
    const problem = problemWith(() => load(extensionWith(files)));

    expect(problem.kind).toBe(kind);
    expect(problem.what).toContain(what);
  });

  it('takes a name of 24 characters and the files that tools leave beside it', () => {
    const files = {
      ...schemaProblem({ ...base, name: 'a'.repeat(24) }),
      'shopify.extension.toml': 'type = "theme"',
    };

    expect(() => load(extensionWith(files))).not.toThrow();
  });

  it('finds what is wrong in sources that no page renders', () => {
    const extension = load(extensionWith({ 'snippets/unused.liquid': '{{ "a" | shout }}' }));

    expect(extension.check().map(({ kind, place }) => [kind, place?.file])).toEqual([
      ['unknown-filter', 'snippets/unused.liquid'],
    ]);
  });
});
