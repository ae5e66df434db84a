import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { openStorefront } from './support.ts';

const WAY_IN: Partial<Quirks> = { appMetafields: { fixture: { way_in: true } } };
const count = (body: string, text: string) => body.split(text).length - 1;

describe('the app embed', () => {
  it.each(['plain', 'vintage'] as const)(
    'stands last in the body of %s, where enabled_on lets it',
    async (theme) => {
      const { get } = openStorefront({ theme });

      expect((await get('/account/login')).body).toMatch(
        /<div id="shopify-block-A[\da-f]{17}__account_access" class="shopify-block shopify-app-block"><p class="fixture-embed">customers\/login<\/p>\s*<\/div>\s*<\/body>/,
      );
      const home = (await get('/')).body;
      expect(home).not.toContain('fixture-embed');
      expect(home).not.toContain('app.js');
    },
  );

  it('is gone when the merchant switches it off', async () => {
    const { get } = openStorefront({ embedEnabled: false });

    expect((await get('/account/login')).body).not.toContain('fixture-embed');
  });
});

describe('app blocks', () => {
  it('stand in the Apps section: before the form on activation, after it on sign-in', async () => {
    const { get, linkTo } = openStorefront(WAY_IN);
    const activation = (await get(linkTo(PEOPLE.invited.email))).body;
    const signIn = (await get('/account/login')).body;

    expect(activation.indexOf('class="fixture-form"')).toBeLessThan(
      activation.indexOf('id="activate-title"'),
    );
    expect(activation).toContain('class="fixture-form"');
    expect(signIn.indexOf('class="fixture-way-in"')).toBeGreaterThan(signIn.indexOf('id="login-title"'));
  });

  it('are gone where the merchant has not placed them, and from themes without sections', async () => {
    const without = openStorefront({ ...WAY_IN, blocksPlaced: false });
    const vintage = openStorefront({ ...WAY_IN, theme: 'vintage' });

    expect((await without.get('/account/login')).body).not.toContain('fixture-way-in');
    expect((await vintage.get('/account/login')).body).not.toContain('fixture-way-in');
  });

  it('are gone while available_if is not true', async () => {
    const { get } = openStorefront();

    expect((await get('/account/login')).body).not.toContain('fixture-way-in');
  });

  it('get the settings that the merchant chose', async () => {
    const { get, linkTo } = openStorefront({ blockSettings: { activation: { heading: 'Welcome back' } } });

    expect((await get(linkTo(PEOPLE.invited.email))).body).toContain('<h2>Welcome back</h2>');
  });

  it.each([
    [true, 2],
    [false, 1],
  ])('get the link’s inputs beside the theme’s form: quirk %s', async (appFormGetsTokens, forms) => {
    const { get, linkTo } = openStorefront({ appFormGetsTokens });

    expect(count((await get(linkTo(PEOPLE.invited.email))).body, 'name="token"')).toBe(forms);
  });

  it('can stand alone where the merchant hides the theme’s form', async () => {
    const hidden = openStorefront({ themeFormsShown: false });
    const { body } = await hidden.get(hidden.linkTo(PEOPLE.invited.email));

    expect(count(body, 'action="/account/activate"')).toBe(1);
    expect(body).toContain('class="fixture-form"');
  });
});

describe('content_for_header', () => {
  it('names each script and style sheet once, however many blocks need it', async () => {
    const { get, linkTo } = openStorefront(WAY_IN);
    const { body } = await get(linkTo(PEOPLE.invited.email));
    const head = body.slice(0, body.indexOf('</head>'));

    expect(count(body, 'app.js?v=')).toBe(1);
    expect(head).toMatch(
      /<script src="http:\/\/127\.0\.0\.1:4401\/cdn\/extensions\/[^"]+\/app\.js\?v=\w+" async="async"><\/script>/,
    );
    expect(count(head, 'app.css?v=')).toBe(1);
  });

  it('says that this is the editor in design mode only', async () => {
    const { get } = openStorefront(WAY_IN);

    expect((await get('/account/login?design_mode=1')).body).toContain('"designMode":true');
    expect((await get('/account/login?design_mode=1')).body).toContain('data-shopify-editor-block');
    const shopper = (await get('/account/login')).body;
    expect(shopper).not.toContain('designMode');
    expect(shopper).not.toContain('data-shopify-editor-block');
  });
});
