import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { blockWith, extensionWith } from '../../liquid/engine/support.ts';
import { linkFields, openStorefront } from './support.ts';

const EMBED = { name: 'Probe', target: 'body', tag: null };

/** An embed with one form of Shopify's, which prints what that form knows of a post. */
function withEmbedForm(type: string): string {
  const liquid = `{% form '${type}' %}[{{ form.posted_successfully? }}|{{ form.errors | join: ',' }}]{% endform %}`;
  return extensionWith({ 'blocks/account-access.liquid': liquid + blockWith(EMBED) });
}

describe('a form of Shopify’s that our embed prints', () => {
  const wrong = { 'customer[password]': 'abc', 'customer[password_confirmation]': 'abd' };

  it.each(['plain', 'vintage'])(
    'knows on %s that “Forgot password” went well, as the theme’s does',
    async (theme) => {
      const extensionDir = withEmbedForm('recover_customer_password');
      const { get, post } = openStorefront({ theme }, { extensionDir });

      expect((await get('/account/login')).body).toContain('[false|]');
      const answered = (await post('/account/recover', { email: PEOPLE.invited.email })).body;
      expect(answered).toContain('[true|]');
      expect(answered).toContain('We&#39;ve sent you an email');
    },
  );

  it('knows nothing of it where Shopify keeps that to the theme', async () => {
    const extensionDir = withEmbedForm('recover_customer_password');
    const { post } = openStorefront({ blockFormsSeeState: false }, { extensionDir });

    const answered = (await post('/account/recover', { email: PEOPLE.invited.email })).body;
    expect(answered).toContain('[false|]');
    expect(answered).toContain('We&#39;ve sent you an email');
  });

  it.each([
    [true, '[false|password,password_confirmation]'],
    [false, '[false|]'],
  ])('sees what was wrong with a password: quirk %s', async (blockFormsSeeState, printed) => {
    const extensionDir = withEmbedForm('activate_customer_password');
    const { post, linkTo } = openStorefront({ blockFormsSeeState }, { extensionDir });
    const link = linkFields(linkTo(PEOPLE.invited.email));

    expect((await post('/account/activate', { ...link, ...wrong })).body).toContain(printed);
  });

  it('sees nothing of a post to another kind of form', async () => {
    const extensionDir = withEmbedForm('customer_login');
    const { post } = openStorefront({}, { extensionDir });

    expect((await post('/account/recover', { email: PEOPLE.invited.email })).body).toContain('[false|]');
  });
});
