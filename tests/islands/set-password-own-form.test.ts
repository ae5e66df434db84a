import { screen, within } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import '../../src/islands/entries/set-password.tsx';
import { fieldsOf, found } from './support/found.ts';
import { setPasswordMarkup, settled } from './support/markup.ts';
import { setPasswordProps } from './support/props.ts';

const user = userEvent.setup();
/** What the browser would have posted, one entry for each post. */
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

describe('the password form of our own', () => {
  test('has one field with a visible label, its rules before it, and one button', () => {
    show();

    const field = screen.getByLabelText('New password');
    expect(field).toHaveProperty('type', 'password');
    expect(field.getAttribute('autocomplete')).toBe('new-password');
    expect(field.hasAttribute('maxlength')).toBe(false);
    expect(describedBy(field)).toBe('At least 5 characters. Longer is stronger.');
    expect(document.querySelectorAll('input[type=password]')).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'Set password' })).toHaveProperty('type', 'submit');
    expect(screen.queryByText('Server button')).toBeNull();
  });

  test('leaves the heading and the steps ahead of it as they were printed', () => {
    show();

    const heading = screen.getByRole('heading', { name: 'Server heading' });
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(
      heading.compareDocumentPosition(screen.getByLabelText('New password')) &
        Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
  });

  test('posts the password as both of the fields that Shopify wants', async () => {
    show();

    await user.type(screen.getByLabelText('New password'), 'three green boats');
    await user.click(screen.getByRole('button', { name: 'Set password' }));

    expect(posts).toEqual([
      {
        form_type: 'activate_customer_password',
        'customer[password]': 'three green boats',
        'customer[password_confirmation]': 'three green boats',
      },
    ]);
  });

  test('takes a pasted password', async () => {
    show();

    await user.click(screen.getByLabelText('New password'));
    await user.paste('from a password manager');

    expect(screen.getByLabelText('New password')).toHaveProperty('value', 'from a password manager');
  });

  test('shows and hides what was typed, and says so', async () => {
    show();
    await user.type(screen.getByLabelText('New password'), 'three green boats');

    await user.click(screen.getByRole('button', { name: 'Show password' }));
    expect(screen.getByLabelText('New password')).toHaveProperty('type', 'text');
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain(
      'Your password is visible.',
    );

    await user.click(screen.getByRole('button', { name: 'Hide password' }));
    expect(screen.getByLabelText('New password')).toHaveProperty('type', 'password');
    expect(screen.getByText('Your password is hidden.')).toBeDefined();
  });

  test('is of type password again in the very moment the browser posts it', async () => {
    show();
    await user.type(screen.getByLabelText('New password'), 'three green boats');
    await user.click(screen.getByRole('button', { name: 'Show password' }));
    const types: string[] = [];
    window.addEventListener(
      'submit',
      () => types.push(screen.getByLabelText<HTMLInputElement>('New password').type),
      { once: true },
    );

    await user.click(screen.getByRole('button', { name: 'Set password' }));

    expect(types).toEqual(['password']);
  });

  test('holds back a password that is too short, says so at the top and at the field, and keeps it', async () => {
    show();
    await user.type(screen.getByLabelText('New password'), '1234');

    await user.click(screen.getByRole('button', { name: 'Set password' }));

    expect(posts).toEqual([]);
    const summary = screen.getByRole('region', { name: 'Check what you typed' });
    expect(document.activeElement).toBe(summary);
    const field = screen.getByLabelText('New password');
    expect(field).toHaveProperty('value', '1234');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(describedBy(field)).toContain('Use at least 5 characters.');

    Element.prototype.scrollIntoView = vi.fn();
    await user.click(within(summary).getByRole('link', { name: 'Use at least 5 characters.' }));
    expect(document.activeElement).toBe(field);
    expect(location.hash).toBe('');
  });

  test('shows what Shopify said, with focus on it', () => {
    show(setPasswordProps([{ field: 'password', message: 'is too weak', text: 'Password is too weak' }]));

    const summary = screen.getByRole('region', { name: 'Check what you typed' });
    expect(document.activeElement).toBe(summary);
    expect(within(summary).getByRole('link', { name: 'Password is too weak' })).toBeDefined();
  });

  test('does not blame what was typed where Shopify complains of the form as a whole', () => {
    show(setPasswordProps([{ field: 'form', message: 'Gone.', text: 'Gone.' }]));

    const summary = screen.getByRole('region', { name: 'This link may no longer work' });
    expect(within(summary).queryByRole('link')).toBeNull();
    expect(screen.getByLabelText('New password').getAttribute('aria-invalid')).toBe('false');
  });

  test('comes back without a word: the link is in doubt, and the offer of a new one opens', async () => {
    show();
    await user.type(screen.getByLabelText('New password'), 'three green boats');
    await user.click(screen.getByRole('button', { name: 'Set password' }));
    document.body.innerHTML = '';
    await settled();

    show(setPasswordProps(), '<details data-lk-fold><summary>Link not working?</summary></details>');

    expect(screen.getByRole('region', { name: 'This link may no longer work' })).toBeDefined();
    expect(document.querySelector('details[data-lk-fold]')).toHaveProperty('open', true);
  });

  test('gets the link’s id and token from the address where Liquid gave none', async () => {
    history.replaceState(null, '', '/fr/account/activate/4711/0a1b-1700000000');
    show();

    await user.type(screen.getByLabelText('New password'), 'three green boats');
    await user.click(screen.getByRole('button', { name: 'Set password' }));

    expect(posts).toMatchObject([{ id: '4711', token: '0a1b-1700000000' }]);
  });

  test('is posted when somebody declines, whatever stands in the field', async () => {
    show();

    await user.click(screen.getByText('This isn’t you?'));
    await user.click(screen.getByRole('button', { name: 'Decline the invitation' }));

    expect(posts).toHaveLength(1);
    expect(sessionStorage).toHaveLength(0);
  });

  test('takes over what was typed before the island was there', () => {
    document.body.innerHTML = setPasswordMarkup(setPasswordProps()).replaceAll('latchkey-set', 'later-set');
    const later = document.querySelector('later-set-password');
    const element = document.createElement('latchkey-set-password');
    element.append(...(later?.childNodes ?? []));
    const typed = element.querySelector<HTMLInputElement>('input[type=password]');
    if (typed) typed.value = 'half a pass';

    document.body.replaceChildren(element);

    expect(screen.getByLabelText('New password')).toHaveProperty('value', 'half a pass');
  });
});

describe('the element', () => {
  test('puts the server’s form back when it is taken away', async () => {
    show();
    const element = document.querySelector('latchkey-set-password');
    element?.remove();
    await settled();

    expect(element?.querySelectorAll('input[type=password]')).toHaveLength(2);
    expect(element?.textContent).toContain('Server heading');
  });

  test('goes on with what was typed when it is only moved', async () => {
    show();
    await user.type(screen.getByLabelText('New password'), 'three green boats');
    const element = found('latchkey-set-password', HTMLElement);

    document.body.append(document.createElement('section'));
    document.querySelector('section')?.append(element);
    await settled();

    expect(screen.getByLabelText('New password')).toHaveProperty('value', 'three green boats');
  });

  test('mounts again when it comes back', async () => {
    show();
    const element = found('latchkey-set-password', HTMLElement);
    element.remove();
    await settled();

    document.body.append(element);

    expect(screen.getByRole('button', { name: 'Show password' })).toBeDefined();
  });

  test('mounts anew when the theme editor changed the page around it', async () => {
    show();
    const before = screen.getByLabelText('New password');

    document.dispatchEvent(new CustomEvent('shopify:section:load'));
    await settled();

    expect(screen.getByLabelText('New password')).not.toBe(before);
    expect(screen.getAllByRole('button', { name: 'Show password' })).toHaveLength(1);
  });

  test.each(['{"page":', '{}', '[]'])(
    'leaves the server’s form alone where its props are %s, and says so once',
    (json) => {
      const log = vi.spyOn(console, 'error').mockImplementation(() => {});
      document.body.innerHTML = setPasswordMarkup(setPasswordProps()).replace(
        /(<script[^>]*>).*(<\/script>)/,
        (_, open: string, close: string) => open + json + close,
      );

      expect(screen.getByText('Server button')).toBeDefined();
      expect(log.mock.calls).toEqual([['latchkey-set-password']]);
      log.mockRestore();
    },
  );
});

function show(props = setPasswordProps(), more = ''): void {
  document.body.innerHTML = setPasswordMarkup(props) + more;
}

function record(event: SubmitEvent): void {
  event.preventDefault();
  posts.push(fieldsOf(event));
}

function describedBy(field: HTMLElement): string {
  const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.querySelector(`#${id}`)?.textContent).join(' ');
}
