/** What a theme may have made of its sign-in form. `hidden` are the inputs that Shopify's form tag prints. */
export interface StrangeSignIn {
  readonly name: string;
  readonly form: (hidden: string) => string;
  readonly css?: string;
}

const FIELDS = `<label for="their-email">E-mail</label><input id="their-email" type="email" name="customer[email]">
  <label for="their-password">Password</label><input id="their-password" type="password" name="customer[password]">
  <button class="btn">Sign in</button>`;

function form(inside: string, action = '/account/login') {
  return (hidden: string) => `<form method="post" action="${action}">${hidden}${inside}</form>`;
}

const PLAIN_FORM = form(FIELDS);

export const STRANGE_SIGN_INS: readonly StrangeSignIn[] = [
  { name: 'a form in an open dialog', form: (hidden) => `<dialog open>${PLAIN_FORM(hidden)}</dialog>` },
  {
    name: 'a form in a closed drawer, and another one to see',
    form: (hidden) =>
      `<div style="display:none">${PLAIN_FORM(hidden).replaceAll('their-', 'drawer-')}</div>${PLAIN_FORM(hidden)}`,
  },
  {
    name: 'a form in a closed fold only',
    form: (hidden) => `<details><summary>Sign in</summary>${PLAIN_FORM(hidden)}</details>`,
  },
  {
    name: 'the form’s fields beside it',
    form: (hidden) =>
      `<form id="far" method="post" action="/account/login">${hidden}</form>${FIELDS.replaceAll('<input', '<input form="far"')}`,
  },
  { name: 'a language before the form’s address', form: form(FIELDS, '/en/account/login') },
  {
    name: 'everything floating',
    form: PLAIN_FORM,
    css: 'form > *, form{display:block;float:left} input{width:100%!important} label{position:absolute} [hidden]{display:block!important}',
  },
  { name: 'a reset that takes every look away', form: PLAIN_FORM, css: '#wrapper *{all:unset}' },
  { name: 'a row of columns', form: PLAIN_FORM, css: '#customer-login-box{display:flex} *{line-height:3}' },
];
