import { describe, expect, it } from 'vitest';
import type { FormState } from '../../../src/devstore/liquid/render-state.ts';
import { render } from './support.ts';

const UTF8 = '<input type="hidden" name="utf8" value="✓" />';
const typeOf = (type: string) => `<input type="hidden" name="form_type" value="${type}" />${UTF8}`;

describe('the form tag prints what Shopify documents', () => {
  it.each([
    [
      'activate_customer_password',
      `<form method="post" action="/account/activate" accept-charset="UTF-8">${typeOf('activate_customer_password')}_</form>`,
    ],
    [
      'reset_customer_password',
      `<form method="post" action="/account/reset" accept-charset="UTF-8">${typeOf('reset_customer_password')}_</form>`,
    ],
    [
      'recover_customer_password',
      `<form method="post" action="/account/recover" accept-charset="UTF-8">${typeOf('recover_customer_password')}_</form>`,
    ],
    [
      'customer_login',
      `<form method="post" action="/account/login" id="customer_login" accept-charset="UTF-8" data-login-with-shop-sign-in="true">${typeOf('customer_login')}_</form>`,
    ],
    [
      'create_customer',
      `<form method="post" action="/account" id="create_customer" accept-charset="UTF-8" data-login-with-shop-sign-up="true">${typeOf('create_customer')}_</form>`,
    ],
    [
      'guest_login',
      `<form method="post" action="/account/login" id="customer_login_guest" accept-charset="UTF-8">${typeOf('guest_login')}_<input type="hidden" name="guest" value="true" /></form>`,
    ],
    [
      'localization',
      `<form method="post" action="/localization" id="localization_form" accept-charset="UTF-8" class="shopify-localization-form" enctype="multipart/form-data">${typeOf('localization')}<input type="hidden" name="_method" value="put" /><input type="hidden" name="return_to" value="/account/login" />_</form>`,
    ],
    [
      'contact',
      `<form method="post" action="/contact#contact_form" id="contact_form" accept-charset="UTF-8" class="contact-form">${typeOf('contact')}_</form>`,
    ],
    [
      'customer',
      `<form method="post" action="/contact#contact_form" id="contact_form" accept-charset="UTF-8" class="contact-form">${typeOf('customer')}_</form>`,
    ],
    [
      'storefront_password',
      `<form method="post" action="/password" id="login_form" accept-charset="UTF-8" class="storefront-password-form">${typeOf('storefront_password')}_</form>`,
    ],
  ])('%s', (type, output) => {
    expect(render(`{% form '${type}' %}_{% endform %}`)).toBe(output);
  });

  it('takes attributes, puts them into the tag and escapes them', () => {
    const source = `{% form 'customer_login', id: 'mine', class: 'a b', data-x: '"' %}{{ form.id }}{% endform %}`;

    expect(render(source)).toContain(
      '<form method="post" action="/account/login" id="mine" accept-charset="UTF-8" data-login-with-shop-sign-in="true" class="a b" data-x="&quot;">',
    );
    expect(render(source)).toContain('mine</form>');
  });

  it('turns return_to into a hidden input', () => {
    expect(render(`{% form 'customer_login', return_to: '/pages/a' %}{% endform %}`)).toContain(
      `${UTF8}<input type="hidden" name="return_to" value="/pages/a" /></form>`,
    );
  });

  it('posts below the language of the page', () => {
    expect(render(`{% form 'customer_login' %}{% endform %}`, { state: { localeRoot: '/nb' } })).toContain(
      'action="/nb/account/login"',
    );
  });
});

describe('hidden inputs of an account link', () => {
  const accountLink = { kind: 'activation', id: '7', token: 'abc-1' } as const;
  const inputs =
    '<input type="hidden" name="token" value="abc-1" /><input type="hidden" name="id" value="7" /></form>';
  const activation = `{% form 'activate_customer_password' %}_{% endform %}`;

  it('stand at the end of a theme’s form', () => {
    expect(render(activation, { state: { accountLink } })).toContain(`_${inputs}`);
  });

  it('are in an app’s form only where the quirk says so', () => {
    const app = (appFormGetsTokens: boolean) =>
      render(activation, { owner: 'extension', state: { accountLink, appFormGetsTokens } });

    expect(app(true)).toContain(`_${inputs}`);
    expect(app(false)).toContain('_</form>');
  });

  it('are not in forms of another kind', () => {
    expect(
      render(`{% form 'reset_customer_password' %}_{% endform %}`, { state: { accountLink } }),
    ).toContain('_</form>');
  });
});

describe('the form object', () => {
  const refused: FormState = {
    type: 'customer_login',
    errors: [
      { field: 'form', label: '', message: 'Wrong <password>.' },
      { field: 'email', label: 'Email', message: 'is odd.' },
    ],
    posted: false,
    values: { email: 'ann@example.com' },
  };
  const show = (body: string, form: FormState | undefined, type = 'customer_login') =>
    render(`{% form '${type}' %}|${body}|{% endform %}`, { state: { form } }).split('|')[1];

  it('carries the errors of its own post, to loop over, look up and print', () => {
    const loop =
      '{% for f in form.errors %}{{ f }}:{{ form.errors.translated_fields[f] }} {{ form.errors.messages[f] }};{% endfor %}';

    expect(show(loop, refused)).toBe('form: Wrong <password>.;email:Email is odd.;');
    expect(show('{{ form.errors.size }}{% if form.errors contains "email" %}!{% endif %}', refused)).toBe(
      '2!',
    );
    expect(show('{{ form.errors | default_errors }}', refused)).toBe(
      '<div class="errors"><ul><li>Wrong &lt;password&gt;.</li><li>Email is odd.</li></ul></div>',
    );
    expect(show('{{ form.email }} {{ form.posted_successfully? }}', refused)).toBe('ann@example.com false');
  });

  it('has no errors before a post, after a good one, and in other forms', () => {
    const body =
      '{% if form.errors %}errors{% endif %}{{ form.errors | default_errors }}{{ form.posted_successfully? }}';

    expect(show(body, undefined)).toBe('false');
    expect(show(body, { ...refused, errors: [], posted: true })).toBe('true');
    expect(show(body, refused, 'create_customer')).toBe('false');
  });

  it('asks for a password on the sign-in form only', () => {
    expect(show('{{ form.password_needed }}', undefined)).toBe('true');
    expect(show('{{ form.password_needed }}', undefined, 'create_customer')).toBe('');
  });

  it('ends with its form, but what was assigned inside stays', () => {
    const source = `{% form 'customer_login' %}{% assign kept = form.password_needed %}{% endform %}`;

    expect(render(`${source}[{{ form.password_needed }}{{ kept }}]`)).toContain('[true]');
  });
});
