import { screen } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import '../../src/islands/entries/set-password.tsx';
import { fieldsOf, found } from './support/found.ts';
import { setPasswordMarkup, settled } from './support/markup.ts';
import { setPasswordProps } from './support/props.ts';

/** How themes build their activation forms: one for each thing that can trip a script. */
const THEME_FORMS = {
  'labels before the fields': `
    <label for="p">Password</label><input id="p" type="password" name="customer[password]">
    <label for="c">Confirm</label><input id="c" type="password" name="customer[password_confirmation]">
    <button>Activate</button>`,
  'labels after the fields, each pair in a frame': `
    <div class="field"><input id="p" type="password" name="customer[password]"><label for="p">Password</label></div>
    <div class="field"><input id="c" type="password" name="customer[password_confirmation]"><label for="c">Confirm</label></div>
    <button>Activate</button>`,
  'labels around the fields': `
    <label>Password <input type="password" name="customer[password]"></label>
    <label>Confirm <input type="password" name="customer[password_confirmation]"></label>
    <input type="submit" value="Activate">`,
  'a table': `
    <table><tbody>
      <tr><td><label for="p">Password</label></td><td><input id="p" type="password" name="customer[password]"></td></tr>
      <tr><td><label for="c">Confirm</label></td><td><input id="c" type="password" name="customer[password_confirmation]"></td></tr>
    </tbody></table><p><input type="submit" value="Activate"></p>`,
  'one frame around everything': `
    <div><h2>Welcome</h2><input type="password" name="customer[password]" aria-label="Password">
    <input type="password" name="customer[password_confirmation]" aria-label="Confirm">
    <div><button type="submit">Activate</button><button name="decline">Decline</button></div></div>`,
  'a Show button of its own': `
    <div><input type="password" name="customer[password]" aria-label="Password"><button type="button">Reveal</button></div>
    <div><input type="password" name="customer[password_confirmation]" aria-label="Confirm"></div>
    <button type="submit">Activate</button>`,
} as const;

const user = userEvent.setup();
let posts: Record<string, FormDataEntryValue>[] = [];

beforeEach(() => {
  posts = [];
  window.addEventListener('submit', record);
});

afterEach(async () => {
  window.removeEventListener('submit', record);
  document.body.innerHTML = '';
  sessionStorage.clear();
  history.replaceState(null, '', '/');
  await settled();
});

describe.each(Object.entries(THEME_FORMS))('a theme’s form with %s', (_, inside) => {
  test('is the one that posts, with every input it had', async () => {
    show({
      inside: `${inside}<input type="hidden" name="token" value="t1"><input type="hidden" name="id" value="7">`,
    });

    await user.type(screen.getByLabelText('New password'), 'three green boats');
    await user.click(screen.getByRole('button', { name: 'Set password' }));

    expect(posts).toEqual([
      {
        form_type: 'theme',
        'customer[password]': 'three green boats',
        'customer[password_confirmation]': 'three green boats',
        token: 't1',
        id: '7',
      },
    ]);
  });

  test('shows one password field and one button of ours, and none of its own', () => {
    show({ inside });

    expect(visible('input[type=password]')).toHaveLength(1);
    expect(visible('[type=submit]:not([name=decline]), button:not([type])')).toHaveLength(1);
    expect(themeForm().contains(document.querySelector('latchkey-set-password'))).toBe(true);
  });

  test('is as it was when the merchant takes our section away', async () => {
    show({ inside });

    await removeOurSection();

    const before = document.createElement('form');
    before.innerHTML = `<input type="hidden" name="form_type" value="theme">${inside}`;
    expect(themeForm().innerHTML).toBe(before.innerHTML);
    expect(themeForm().querySelectorAll(':disabled')).toHaveLength(0);
    expect(themeForm().noValidate).toBe(false);
  });
});

describe('what stays of the theme’s form', () => {
  test('its own words and links do', () => {
    show({ inside: `<h2>Welcome back</h2>${THEME_FORMS['a table']}<a href="/">Return to store</a>` });

    expect(visible('h2, a').map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(['Welcome back', 'Return to store']),
    );
  });

  test('its errors do while we show none', () => {
    show({ inside: `<ul><li>Something is wrong.</li></ul>${THEME_FORMS['a table']}` });

    expect(visible('ul li').map(({ textContent }) => textContent)).toEqual(['Something is wrong.']);
  });

  test('its copy of an error that we show does not', () => {
    show({
      inside: `<ul><li>Password is too weak.</li></ul>${THEME_FORMS['a table']}`,
      errors: [{ field: 'password', message: 'is too weak.', text: 'Password is too weak.' }],
    });

    expect(visible('ul li').map(({ textContent }) => textContent)).toEqual(['Password is too weak.']);
    expect(screen.getByRole('region', { name: 'Check what you typed' })).toBe(document.activeElement);
  });

  test('its button’s look does', () => {
    show({ inside: THEME_FORMS['labels before the fields'].replace('<button>', '<button class="btn big">') });

    expect(screen.getByRole('button', { name: 'Set password' }).className).toBe('lk-button-theirs btn big');
  });

  test('what we say ahead of our fields comes along, once, and goes home again', async () => {
    show({ inside: THEME_FORMS['a table'] });
    expect(themeForm().textContent.match(/Choose a password here\./g)).toHaveLength(1);

    const section = await removeOurSection();

    expect(themeForm().textContent).not.toContain('Choose a password here.');
    expect(section.querySelectorAll('latchkey-set-password > [data-lk-intro]')).toHaveLength(1);
  });

  test('what stands below our fields comes along, and goes home again', async () => {
    show({ inside: THEME_FORMS['a table'] });
    expect(themeForm().textContent).toContain('This isn’t you?');

    const section = await removeOurSection();

    expect(section.querySelector('latchkey-set-password form')?.textContent).toContain('This isn’t you?');
  });
});

describe('finding the theme’s form', () => {
  test.each([
    '/account/activate',
    '/fr/account/activate',
    '/pt-br/account/activate',
    'https://shop.example/account/activate',
  ])('works for the action %s', (action) => {
    show({ inside: THEME_FORMS['a table'], action });

    expect(themeForm().contains(document.querySelector('latchkey-set-password'))).toBe(true);
  });

  test.each(['/account/reset', '/account/login', '/account/activate/later'])(
    'leaves a form that posts to %s alone',
    (action) => {
      show({ inside: THEME_FORMS['a table'], action });

      expect(themeForm().querySelectorAll(':disabled')).toHaveLength(0);
    },
  );

  test('leaves a form without a password field alone', () => {
    show({ inside: '<button>Activate</button>' });

    expect(themeForm().contains(document.querySelector('latchkey-set-password'))).toBe(false);
  });
});

describe('a theme’s own fields', () => {
  test('are told what is typed, and keep it when ours goes', async () => {
    show({ inside: THEME_FORMS['a table'] });
    const heard: string[] = [];
    const [theirs] = themeForm().querySelectorAll<HTMLInputElement>('#p');
    theirs?.addEventListener('input', () => heard.push(theirs.value));

    await user.type(screen.getByLabelText('New password'), 'abc');
    await removeOurSection();

    expect(heard).toEqual(['a', 'ab', 'abc']);
    expect(theirs?.value).toBe('abc');
  });

  test('go out of sight where they stand elsewhere and only name the form', () => {
    document.body.innerHTML =
      theme({ inside: '' }) +
      '<p><label for="p">Password</label><input id="p" form="theme" type="password" name="customer[password]"></p>' +
      '<p><button form="theme">Activate</button></p>' +
      setPasswordMarkup(setPasswordProps());

    expect(visible('input[type=password]')).toHaveLength(1);
    expect(visible('button:not([type])')).toHaveLength(0);
    expect(visible('p > label')).toHaveLength(0);
  });

  test('are told what the first of two fields says, and both are posted as they were typed', async () => {
    document.body.innerHTML =
      theme({ inside: THEME_FORMS['a table'] }) +
      setPasswordMarkup({ ...setPasswordProps(), twoFields: true });

    await user.type(screen.getByLabelText('New password'), 'three green boats');
    await user.type(screen.getByLabelText('The same password again'), 'three green boats');
    await user.click(screen.getByRole('button', { name: 'Set password' }));

    expect(posts).toMatchObject([
      {
        'customer[password]': 'three green boats',
        'customer[password_confirmation]': 'three green boats',
      },
    ]);
  });

  test('of a second form for the same link go out of sight with it', () => {
    document.body.innerHTML =
      theme({ inside: THEME_FORMS['a table'] }) +
      theme({ inside: THEME_FORMS['labels around the fields'] }) +
      setPasswordMarkup(setPasswordProps());

    expect(visible('input[type=password]')).toHaveLength(1);
  });
});

test('a theme’s form that comes later takes over from ours', async () => {
  document.body.innerHTML = `<main></main>${setPasswordMarkup(setPasswordProps())}`;
  expect(document.querySelector('main form')).toBeNull();

  found('main', HTMLElement).innerHTML = theme({ inside: THEME_FORMS['a table'] });
  await settled();

  expect(themeForm().querySelectorAll('.lk-input')).toHaveLength(1);
  expect(document.querySelector('[data-lk-needed]')).toBeNull();
});

describe('several elements on one page', () => {
  test('the first takes the theme’s form, and the second takes none', () => {
    document.body.innerHTML =
      theme({ inside: THEME_FORMS['a table'] }) +
      setPasswordMarkup(setPasswordProps()) +
      setPasswordMarkup({ ...setPasswordProps(), id: 'lk-2' });

    const [, second] = document.querySelectorAll('latchkey-set-password');
    expect(document.querySelectorAll('.lk-input')).toHaveLength(1);
    expect(second?.closest('form')).toBeNull();
  });

  test('a block goes before the app embed, in whatever order they stand', () => {
    document.body.innerHTML =
      setPasswordMarkup({ ...setPasswordProps(), id: 'lk-embed' }, 'data-lk-embed') +
      setPasswordMarkup({ ...setPasswordProps(), id: 'lk-block' });

    expect(document.querySelectorAll('.lk-input')).toHaveLength(1);
    expect(document.querySelector('.lk-input')?.id).toBe('lk-block-password');
  });
});

test('id and token come from the address where the theme’s form has none', async () => {
  history.replaceState(null, '', '/account/activate/4711/0a1b-1700000000');
  show({ inside: THEME_FORMS['a table'] });

  await user.type(screen.getByLabelText('New password'), 'three green boats');
  await user.click(screen.getByRole('button', { name: 'Set password' }));

  expect(posts).toMatchObject([{ id: '4711', token: '0a1b-1700000000' }]);
});

test('a theme that replaces its section gets our form in the new one', async () => {
  document.body.innerHTML =
    `<main>${theme({ inside: THEME_FORMS['a table'] })}</main>` + setPasswordMarkup(setPasswordProps());
  const main = found('main', HTMLElement);

  main.innerHTML = theme({ inside: THEME_FORMS['labels around the fields'] });
  await settled();

  expect(main.querySelectorAll('.lk-input')).toHaveLength(1);
  expect(visible('input[type=password]')).toHaveLength(1);
});

interface ThemeForm {
  readonly inside: string;
  readonly action?: string;
  readonly errors?: Parameters<typeof setPasswordProps>[0];
}

function show({ errors = [], ...form }: ThemeForm): void {
  document.body.innerHTML = `${theme(form)}<section id="ours">${setPasswordMarkup(setPasswordProps(errors))}</section>`;
}

/** As the theme editor does it: it tells first, and then removes. */
async function removeOurSection(): Promise<Element> {
  const section = found('#ours', HTMLElement);
  section.dispatchEvent(new CustomEvent('shopify:section:unload', { bubbles: true }));
  section.remove();
  await settled();
  return section;
}

function theme({ inside, action = '/account/activate' }: ThemeForm): string {
  return `<form id="theme" method="post" action="${action}"><input type="hidden" name="form_type" value="theme">${inside}</form>`;
}

function themeForm(): HTMLFormElement {
  return found('#theme', HTMLFormElement);
}

/** What our style sheet does not take out of the page, theme and ours alike. */
function visible(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)].filter(
    (element) => !element.closest('[data-lk-hidden]'),
  );
}

function record(event: SubmitEvent): void {
  event.preventDefault();
  posts.push(fieldsOf(event));
}
