/** What a theme may have made of its activation form. `hidden` are the inputs that Shopify's form tag prints. */
export interface StrangeTheme {
  readonly name: string;
  /** Replaces `<form>…</form>`. */
  readonly form: (hidden: string) => string;
  /** Rules of the theme, at the end of head. */
  readonly css?: string;
  /** The theme's own script, behind its form. */
  readonly script?: string;
  /** Does it come only after the page was loaded? */
  readonly late?: true;
  /** Is a language's prefix before the page's address? */
  readonly prefix?: '/fr' | '/ar';
}

const PASSWORD = '<input id="their-first" type="password" name="customer[password]">';
const AGAIN = '<input id="their-second" type="password" name="customer[password_confirmation]">';
const FIELDS = `<label for="their-first">Password</label>${PASSWORD}
  <label for="their-second">Confirm</label>${AGAIN}`;
const BUTTON = '<button class="button">Activate</button>';

function form(inside: string, action = '/account/activate', attributes = '') {
  return (hidden: string) => `<form method="post" action="${action}" ${attributes}>${hidden}${inside}</form>`;
}

const PLAIN_FORM = form(FIELDS + BUTTON);

export const STRANGE_THEMES: readonly StrangeTheme[] = [
  { name: 'an input as its button', form: form(`${FIELDS}<input type="submit" value="Activate">`) },
  {
    name: 'a picture as its button',
    form: form(`${FIELDS}<input type="image" alt="Activate" src="data:,">`),
  },
  {
    name: 'labels that float over the fields from behind them',
    form: form(`<div class="float">${PASSWORD}<label for="their-first">Password</label></div>
      <div class="float">${AGAIN}<label for="their-second">Confirm</label></div>${BUTTON}`),
    css: '.float{position:relative} label{position:absolute;top:12px;left:12px;pointer-events:none}',
  },
  { name: 'one frame around everything', form: form(`<div><div>${FIELDS}${BUTTON}</div></div>`) },
  {
    name: 'a fieldset',
    form: form(`<fieldset><legend>Your password</legend>${FIELDS}</fieldset>${BUTTON}`),
  },
  {
    name: 'its fields and its button outside the form',
    form: (hidden) => `<form id="far" method="post" action="/account/activate">${hidden}</form>
      <div>${FIELDS.replaceAll('<input', '<input form="far"')}</div>
      <div>${BUTTON.replace('<button', '<button form="far"')}</div>`,
  },
  { name: 'no second field', form: form(`<label for="their-first">Password</label>${PASSWORD}${BUTTON}`) },
  {
    name: 'a language before its address',
    form: form(FIELDS + BUTTON, '/fr/account/activate'),
    prefix: '/fr',
  },
  { name: 'its whole address in the form', form: form(FIELDS + BUTTON, '{origin}/account/activate') },
  { name: 'words from right to left', form: form(FIELDS + BUTTON, '/ar/account/activate'), prefix: '/ar' },
  {
    name: 'a button that stays disabled until its own fields are filled',
    form: form(FIELDS + BUTTON.replace('<button', '<button disabled'), '/account/activate', 'id="theirs"'),
    script: `
      const form = document.getElementById('theirs');
      const [one, two] = form.querySelectorAll('[type=password]');
      form.addEventListener('input', () => {
        const ready = one.value.length > 4 && one.value === two.value;
        for (const button of form.querySelectorAll('button:not([type=button])')) button.disabled = !ready;
      });`,
  },
  {
    name: 'a script that stops the submit, shows a spinner and posts by itself',
    form: form(FIELDS + BUTTON, '/account/activate', 'id="theirs"'),
    script: `
      const form = document.getElementById('theirs');
      const [one, two] = form.querySelectorAll('[type=password]');
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        if (one.value === '' || one.value !== two.value) return;
        form.append('One moment …');
        setTimeout(() => form.submit(), 50);
      });`,
  },
  {
    name: 'a section that is fetched and put there after the page was loaded',
    form: (hidden) => `<div id="later"><template>${PLAIN_FORM(hidden)}</template></div>`,
    script: `
      addEventListener('load', () => setTimeout(() => {
        const later = document.getElementById('later');
        later.innerHTML = later.querySelector('template').innerHTML;
      }, 300));`,
    late: true,
  },
  {
    name: 'a section that is replaced after the page was loaded',
    form: (hidden) => `<div id="again">${PLAIN_FORM(hidden)}</div>`,
    script: `
      const again = document.getElementById('again');
      const { innerHTML } = again;
      addEventListener('load', () => setTimeout(() => { again.innerHTML = innerHTML; again.dataset.done = ''; }, 300));`,
    late: true,
  },
  {
    name: 'two forms for the same link',
    form: (hidden) =>
      `${PLAIN_FORM(hidden)}<aside>${PLAIN_FORM(hidden).replaceAll('their-', 'other-')}</aside>`,
  },
  {
    name: 'a form for wide and one for narrow windows',
    form: (hidden) =>
      `<div style="display:none">${PLAIN_FORM(hidden).replaceAll('their-', 'other-')}</div>${PLAIN_FORM(hidden)}`,
  },
  { name: 'an open fold around its form', form: (hidden) => `<details open>${PLAIN_FORM(hidden)}</details>` },
  { name: 'an open dialog around its form', form: (hidden) => `<dialog open>${PLAIN_FORM(hidden)}</dialog>` },
  {
    name: 'a reset that takes every look away',
    form: PLAIN_FORM,
    css: 'main form, main form * { all: unset }',
  },
  {
    name: 'fields as wide as can be, whatever they are',
    form: PLAIN_FORM,
    css: 'input{width:100%!important} form > *{display:block;float:left} [hidden],.hidden{display:block!important}',
  },
  {
    name: 'labels out of the flow and lines far apart',
    form: PLAIN_FORM,
    css: '*{line-height:3} label{position:absolute;top:-9px;transform:scale(.7)}',
  },
];
