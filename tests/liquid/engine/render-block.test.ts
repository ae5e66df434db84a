import { describe, expect, it } from 'vitest';
import { renderBlock } from '../../../src/devstore/storefront/render-block.ts';
import { FIXTURE_EXTENSION, blockWith, extensionWith, problemWith } from './support.ts';

const inFixture = { extensionDir: FIXTURE_EXTENSION, template: 'customers/login' } as const;

describe('one block, rendered alone', () => {
  it('stands in Shopify’s wrapper, with the class and tag of its schema', () => {
    expect(renderBlock({ ...inFixture, block: 'activation' })).toMatch(
      /^<div id="shopify-block-Atest__block" class="shopify-block shopify-app-block wide" data-block-handle="activation">[^]*<\/div>$/,
    );
    expect(renderBlock({ ...inFixture, block: 'way-in' })).toMatch(
      /^<section id="shopify-block-[^]*<\/section>$/,
    );
    expect(renderBlock({ ...inFixture, block: 'account-access' })).toContain(
      '<div id="shopify-block-Atest__block" class="shopify-block shopify-app-block">',
    );
  });

  it('gets defaults for settings, and what the merchant chose', () => {
    expect(renderBlock({ ...inFixture, block: 'activation' })).toContain('<h2>Choose a password</h2>');
    expect(renderBlock({ ...inFixture, block: 'activation', settings: { heading: 'Hi' } })).toContain(
      '<h2>Hi</h2>',
    );
  });

  it('refuses a setting that the block does not have', () => {
    expect(
      problemWith(() => renderBlock({ ...inFixture, block: 'activation', settings: { headign: 'Hi' } })).what,
    ).toBe('there is no setting "headign" to choose');
  });

  it('speaks the language of the request', () => {
    expect(renderBlock({ ...inFixture, block: 'way-in', locale: 'fr' })).toContain(
      'Bonjour Fjord &amp; Fern',
    );
    expect(renderBlock({ ...inFixture, block: 'way-in', locale: 'nb' })).toContain('Hello Fjord &amp; Fern');
  });

  it('tells the editor which block it is, in design mode only', () => {
    const marked = renderBlock({ ...inFixture, block: 'way-in', designMode: true });

    expect(marked).toContain(
      'class="fixture-way-in" data-shopify-editor-block="{&quot;id&quot;:&quot;Atest__block&quot;,&quot;type&quot;:&quot;way-in&quot;}"',
    );
    expect(renderBlock({ ...inFixture, block: 'way-in' })).not.toContain('data-shopify-editor');
  });

  it('shows a form with its errors and hidden inputs', () => {
    const html = renderBlock({
      ...inFixture,
      block: 'activation',
      template: 'customers/activate_account',
      accountLink: { kind: 'activation', id: '7', token: 'abc-1' },
      appFormGetsTokens: true,
    });

    expect(html).toContain('<input type="hidden" name="token" value="abc-1" />');
  });

  it('sees the page, the section’s id and metafields, and nothing else of the theme', () => {
    const source =
      '{{ request.page_type }}|{{ template.name }}|{{ section.id }}|{{ section.settings }}|{{ app.metafields.a.b.value }}|{{ content_for_header }}|{{ routes.account_url }}';
    const extensionDir = extensionWith({
      'blocks/probe.liquid': `${source}${blockWith({ name: 'Probe', target: 'section' })}`,
    });
    const html = renderBlock({
      ...inFixture,
      extensionDir,
      block: 'probe',
      locale: 'nb',
      metafields: { a: { b: 'yes' } },
    });

    expect(html).toContain('customers/login|login|template--test__apps||yes||/nb/account');
  });

  it('refuses an asset that is not there, unless the build is said to make it', () => {
    const extensionDir = extensionWith({
      'blocks/probe.liquid': `{{ 'later.js' | asset_url }}${blockWith({ name: 'Probe', target: 'section' })}`,
    });
    const probe = { ...inFixture, extensionDir, block: 'probe' };

    expect(problemWith(() => renderBlock(probe))).toMatchObject({
      kind: 'missing-asset',
      place: { line: 1 },
    });
    expect(renderBlock({ ...probe, assumedAssets: ['later.js'] })).toContain('/assets/later.js?v=unbuilt');
  });

  it('refuses a block that is not there', () => {
    expect(problemWith(() => renderBlock({ ...inFixture, block: 'gone' })).kind).toBe('missing-file');
  });
});
