import { describe, expect, it } from 'vitest';
import { KNOWN_PASSWORD, PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { STOREFRONT, TOOLS, frameOf, openEditor } from './support.ts';

const PAGE = { template: 'page', block: 'probe' };
const query = (fields: Record<string, string>) => `/editor?${new URLSearchParams(fields).toString()}`;
const ADD = { template: 'page', addAppBlockId: 'key/probe', target: 'newAppsSection' };

describe('a draft', () => {
  it('is what the editor’s own preview shows, and nobody else', async () => {
    const { get, post, preview, visit, shop } = openEditor({
      addedBlocks: { page: { 'apps_2/a': 'probe' } },
    });
    const before = await get(query(PAGE));
    expect((await preview(before)).body).toContain('[Hello|true|]');

    const after = await post({ ...PAGE, act: 'draft', 'settings.text': 'Changed' });
    expect((await preview(after)).body).toContain('[Changed|true|]');
    expect((await visit('/pages/about')).body).toContain('[Hello|true|]');
    expect(shop.quirks.blockSettings).toEqual({});
    const stranger = frameOf(after.body).replace(/editor=\w+/, 'editor=guessed');
    expect((await visit(stranger)).body).not.toContain('Changed');
  });

  it('belongs to one browser', async () => {
    const { get, post, shop, storefront } = openEditor();
    const mine = frameOf((await post({ ...PAGE, act: 'draft', 'settings.text': 'Mine' })).body);
    const other = openEditor();
    const theirs = frameOf((await other.get(query(PAGE))).body);

    expect(new URL(mine).searchParams.get('editor')).not.toBe(new URL(theirs).searchParams.get('editor'));
    expect(frameOf((await get(query(PAGE))).body)).toBe(mine);
    expect(storefront.diagnostics).toEqual([]);
    expect(shop.quirks.blockSettings).toEqual({});
  });

  it('becomes what shoppers see when it is saved, and is over then', async () => {
    const { get, post, visit, shop } = openEditor();
    await get(query(ADD));
    const saved = await post({
      ...PAGE,
      act: 'save',
      'settings.text': 'For all',
      'settings.checkbox': 'false',
    });

    expect(saved.body).toContain('Saved.');
    expect(shop.quirks.blockSettings).toEqual({ probe: { text: 'For all', checkbox: false } });
    expect((await visit('/pages/about')).body).toContain('[For all|false|]');
    expect((await get(query(PAGE))).body).not.toContain('changes that shoppers do not see');
  });

  it('is gone when it is discarded', async () => {
    const { post, get, preview } = openEditor({ addedBlocks: { page: { 'apps_2/a': 'probe' } } });
    await post({ ...PAGE, act: 'draft', 'settings.text': 'Changed' });
    await post({ ...PAGE, act: 'discard' });

    expect((await preview(await get(query(PAGE)))).body).toContain('[Hello|true|]');
  });

  it('can switch the embed off and on', async () => {
    const { post, preview, visit, shop } = openEditor();
    const login = { template: 'customers/login', block: 'account-access' };

    expect((await preview(await post({ ...login, act: 'embed-off' }))).body).not.toContain('fixture-embed');
    expect((await visit('/account/login')).body).toContain('fixture-embed');
    expect((await preview(await post({ ...login, act: 'embed-on' }))).body).toContain('fixture-embed');
    expect(shop.quirks.embedEnabled).toBe(true);
  });
});

describe('posts to the editor', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of the storefront, on its own port', { 'sec-fetch-site': 'same-site' }],
    ['an old browser on another page', { origin: STOREFRONT }],
  ])('from %s are refused', async (_, headers) => {
    const { post, shop } = openEditor();

    expect((await post({ ...PAGE, act: 'save', 'settings.text': 'Evil' }, headers)).status).toBe(403);
    expect(shop.quirks.blockSettings).toEqual({});
  });

  it('from its own page are taken, also where the browser names the origin only', async () => {
    const { post, shop } = openEditor();

    await post({ ...PAGE, act: 'save', 'settings.text': 'Mine' }, { origin: TOOLS });
    expect(shop.quirks.blockSettings).toEqual({ probe: { text: 'Mine' } });
  });

  it('that ask for nothing it knows are a 400', async () => {
    expect((await openEditor().post({ ...PAGE, act: 'explode' })).status).toBe(400);
  });

  it('under a strange host name are refused', async () => {
    const { post } = openEditor();

    expect((await post({ ...PAGE, act: 'save' }, { host: 'evil.example' })).status).toBe(421);
  });
});

describe('deep links', () => {
  it('put a block into a new Apps section, each link once', async () => {
    const { get, preview, shop } = openEditor();
    const opened = await get(query(ADD));

    expect(opened.status).toBe(200);
    expect(opened.body).toContain('This block is on this page');
    expect((await preview(opened)).body.match(/\[Hello/g)).toHaveLength(1);
    const twice = await get(query(ADD));
    expect((await preview(twice)).body.match(/\[Hello/g)).toHaveLength(2);
    expect(shop.quirks.addedBlocks).toEqual({});
  });

  it('put a block into the section they name', async () => {
    const { get, preview } = openEditor();
    const target = 'sectionId:template--customers-login__apps';
    const opened = await get(query({ template: 'customers/login', addAppBlockId: 'key/probe', target }));
    const { body } = await preview(opened);

    expect(opened.status).toBe(200);
    const section = body.slice(body.indexOf('id="shopify-section-template--customers-login__apps"'));
    expect(section.slice(0, section.indexOf('</main>'))).toContain('[Hello');
    expect(body).not.toContain('apps_added');
  });

  it.each([
    ['Template is not found', { template: 'product', addAppBlockId: 'key/probe' }],
    ['Template is not found', { context: 'apps', template: 'nowhere', activateAppId: 'key/account-access' }],
    ['Template is liquid', { theme: 'vintage', template: 'page', addAppBlockId: 'key/probe' }],
    ['Template type is not supported in app block schema', { template: '404', addAppBlockId: 'key/probe' }],
    ['The app has no such block', { template: 'page', addAppBlockId: 'key/gone' }],
    ['The app has no such block', { template: 'page', addAppBlockId: 'key/account-access' }],
    ['The app has no such block', { context: 'apps', template: 'page', activateAppId: 'key/probe' }],
  ])('say “%s” and change nothing', async (message, link) => {
    const { get, shop } = openEditor();
    const { status, body } = await get(query(link));

    expect(status).toBe(422);
    expect(body).toContain(`role="alert">${message}</p>`);
    expect(body).not.toContain('changes that shoppers do not see');
    expect(shop.quirks.addedBlocks).toEqual({});
  });

  it('fall back to a section of its own where the section takes no blocks', async () => {
    const { get, preview } = openEditor();
    const opened = await get(query({ ...ADD, target: 'mainSection' }));

    expect(opened.body).toContain('Section doesn&#39;t support blocks');
    expect((await preview(opened)).body).toContain('[Hello');
  });
});

describe('the preview', () => {
  it('may be framed by the editor alone, and sends no forms', async () => {
    const { get, preview, visit } = openEditor();
    const { headers } = await preview(await get(query(PAGE)));

    expect(headers.get('content-security-policy')).toBe(`frame-ancestors ${TOOLS}; form-action 'none'`);
    const shopper = await visit('/pages/about');
    expect(shopper.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
    expect(shopper.body).not.toContain('data-shopify-editor-section');
    expect(shopper.body).not.toContain('data-editor-origin');
  });

  it('is in design mode, and names sections and blocks', async () => {
    const { get, preview } = openEditor();
    const { body } = await preview(await get(query(ADD)));

    expect(body).toContain('"designMode":true');
    expect(body).toContain(
      'data-shopify-editor-section="{&quot;id&quot;:&quot;template--page__main&quot;,&quot;type&quot;:&quot;main-text&quot;,&quot;disabled&quot;:false}"',
    );
    expect(body).toContain('&quot;type&quot;:&quot;probe&quot;}"');
  });

  it.each([
    ['customers/activate_account', '/nb/account/activate'],
    ['customers/reset_password', '/nb/account/reset'],
  ])('of %s comes without link, error or customer', async (template, path) => {
    const { get, preview, storefront } = openEditor();
    const opened = await get(query({ template, locale: 'nb' }));
    const { body } = await preview(opened);

    expect(new URL(frameOf(opened.body)).pathname).toBe(path);
    expect(body).toContain('customer[password]');
    expect(body).not.toMatch(/name="(?:token|id)"|role="alert"|\/account\/logout/);
    expect(storefront.diagnostics).toEqual([]);
  });

  it('comes with a link where Shopify’s editor has one', async () => {
    const { get, preview } = openEditor({ editorHasAccountLink: true });
    const opened = await get(query({ template: 'customers/activate_account' }));

    expect(frameOf(opened.body)).toMatch(/\/account\/activate\/1\/0{32}-0\?/);
    expect((await preview(opened)).body).toContain('name="token"');
  });

  it.each([
    ['customers/account', 200, 'Welcome, Emma'],
    ['404', 404, 'We can’t find this page'],
    ['customers/register', 200, 'Create account'],
  ])('of %s shows that template', async (template, status, text) => {
    const { get, preview } = openEditor();
    const shown = await preview(await get(query({ template })));

    expect(shown.status).toBe(status);
    expect(shown.body).toContain(text);
  });

  it('stays what it is for a visitor who is signed in', async () => {
    const { get, storefront } = openEditor();
    const fields = { 'customer[email]': PEOPLE.enabled.email, 'customer[password]': KNOWN_PASSWORD };
    const entered = await storefront.handle(
      new Request(`${STOREFRONT}/account/login`, { method: 'POST', body: new URLSearchParams(fields) }),
      { ip: '127.0.0.1' },
    );
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const frame = frameOf((await get(query({ template: 'customers/login' }))).body);
    const shown = await storefront.handle(new Request(frame, { headers: { cookie } }), { ip: '127.0.0.1' });

    expect(shown.status).toBe(200);
    expect(await shown.text()).not.toContain('/account/logout');
  });
});
