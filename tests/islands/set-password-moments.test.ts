import { screen, within } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SetPasswordProps } from '../../src/contracts/island-props.ts';
import '../../src/islands/entries/set-password.tsx';
import { createPasswordMark } from '../../src/islands/platform/password-mark.ts';
import { fieldsOf, found, heldIn } from './support/found.ts';
import { setPasswordMarkup, settled } from './support/markup.ts';
import { setPasswordProps } from './support/props.ts';

const user = userEvent.setup();
let posts: Record<string, FormDataEntryValue>[] = [];

beforeEach(() => {
  posts = [];
});

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  window.removeEventListener('submit', record);
  document.body.innerHTML = '';
  sessionStorage.clear();
  history.replaceState(null, '', '/');
  await settled();
});

describe('a post that takes its time', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    show();
    typeInto('New password', 'three green boats');
  });

  test('says so after a moment, and after eight seconds asks to stay', () => {
    post();
    expect(button().getAttribute('aria-disabled')).toBe('true');

    vi.advanceTimersByTime(399);
    expect(button().textContent).toBe('Set password');
    vi.advanceTimersByTime(1);
    expect(button().textContent).toBe('Setting your password …');
    expect(adviceLine().textContent).toBe('Longer is stronger.');

    vi.advanceTimersByTime(7_600);
    expect(adviceLine().textContent).toBe('This takes longer than usual.');
    expect(adviceLine().dataset['lkTone']).toBe('warn');
    expect(button().textContent).toBe('Setting your password …');
  });

  test('is not made twice', () => {
    expect(post()).toBe(true);
    expect(post()).toBe(false);
  });

  test('is ready again when the page comes back from the page cache', () => {
    post();
    vi.advanceTimersByTime(9_000);

    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

    expect(button().textContent).toBe('Set password');
    expect(adviceLine().textContent).toBe('Longer is stronger.');
    expect(post()).toBe(true);
  });

  test('goes on when the page is only shown', () => {
    post();

    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));

    expect(button().getAttribute('aria-disabled')).toBe('true');
  });
});

describe('a post that another script stopped', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    show();
    typeInto('New password', 'three green boats');
    window.addEventListener('submit', record);
  });

  test.each(['https://newassets.hcaptcha.com/captcha/v1/frame.html', '/recaptcha/api2/anchor'])(
    'for a captcha says what the shop wants, and can be made again: %s',
    (src) => {
      found('form', HTMLFormElement).insertAdjacentHTML('beforeend', `<iframe src="${src}"></iframe>`);

      post();
      vi.runAllTimers();

      expect(adviceLine().textContent).toBe('The shop wants to check that you are a person.');
      expect(adviceLine().dataset['lkTone']).toBe('warn');
      expect(button().getAttribute('aria-disabled')).toBe('false');
      post();
      expect(posts).toHaveLength(2);
    },
  );

  test('for a reason of its own is simply ready again', () => {
    document.body.insertAdjacentHTML('beforeend', '<iframe src="https://video.example/1"></iframe>');

    post();
    vi.runAllTimers();

    expect(adviceLine().textContent).toBe('Longer is stronger.');
    expect(button().getAttribute('aria-disabled')).toBe('false');
  });
});

test('without a network nothing is posted, and what was typed stays', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  window.addEventListener('submit', record);
  show();
  await user.type(screen.getByLabelText('New password'), 'three green boats');

  await user.click(button());

  const summary = screen.getByRole('region', { name: 'You are offline' });
  expect(document.activeElement).toBe(summary);
  expect(within(summary).getByText('What you typed stays here.')).toBeDefined();
  expect(within(summary).queryByRole('link')).toBeNull();
  expect(screen.getByLabelText('New password')).toHaveProperty('value', 'three green boats');
  expect(screen.getByLabelText('New password').getAttribute('aria-invalid')).toBe('false');
  expect(posts.length).toBe(0);

  vi.restoreAllMocks();
  await user.click(button());
  expect(posts.length).toBe(1);
});

describe('where the merchant wants it typed twice', () => {
  beforeEach(() => {
    window.addEventListener('submit', record);
    show({ twoFields: true });
  });

  test('there are two fields with labels, and nothing is mirrored', async () => {
    await user.type(screen.getByLabelText('New password'), 'three green boats');
    expect(screen.getByLabelText('The same password again')).toHaveProperty('value', '');

    await user.type(screen.getByLabelText('The same password again'), 'three green boats');
    await user.click(button());

    expect(document.querySelectorAll('input[name="customer[password_confirmation]"]')).toHaveLength(1);
    expect(posts).toEqual([
      {
        form_type: 'activate_customer_password',
        'customer[password]': 'three green boats',
        'customer[password_confirmation]': 'three green boats',
      },
    ]);
  });

  test('two that are not the same are told, and both are kept', async () => {
    await user.type(screen.getByLabelText('New password'), 'three green boats');
    await user.type(screen.getByLabelText('The same password again'), 'three green boots');
    await user.click(button());

    expect(posts).toEqual([]);
    const summary = screen.getByRole('region', { name: 'Check what you typed' });
    expect(document.activeElement).toBe(summary);
    expect(within(summary).getByText('The two passwords are not the same.')).toBeDefined();
    expect(screen.getByLabelText('New password')).toHaveProperty('value', 'three green boats');
    expect(screen.getByLabelText('The same password again')).toHaveProperty('value', 'three green boots');
  });

  test('both welcome password managers, and are shown and hidden together', async () => {
    const fields = ['New password', 'The same password again'].map((label) => screen.getByLabelText(label));
    for (const field of fields) {
      expect(field.getAttribute('autocomplete')).toBe('new-password');
      expect(field.hasAttribute('maxlength')).toBe(false);
    }

    await user.click(screen.getByRole('button', { name: 'Show password' }));
    expect(fields.map((field) => field.getAttribute('type'))).toEqual(['text', 'text']);
    await user.click(screen.getByRole('button', { name: 'Hide password' }));
    expect(fields.map((field) => field.getAttribute('type'))).toEqual(['password', 'password']);
  });
});

test('the theme editor’s preview shows what a password needs without one', () => {
  show({ start: { kind: 'refused', problem: 'too-short' } });

  expect(screen.getByRole('region', { name: 'Check what you typed' })).toBeDefined();
  expect(screen.getByRole('link', { name: 'Use at least 5 characters.' })).toBeDefined();
});

describe('what a post leaves for the next page', () => {
  test('is the customer’s number and where the link wanted to lead', async () => {
    history.replaceState(null, '', '/account/activate/4711/0a1b-1700000000?return_to=%2Faccount%2Forders');
    window.addEventListener('submit', record);
    show();
    await user.type(screen.getByLabelText('New password'), 'three green boats');
    await user.click(button());

    const mark = createPasswordMark(() => sessionStorage, { now: () => Date.now() });
    expect(mark.read()).toEqual({ page: 'activation', account: '4711', returnTo: '%2Faccount%2Forders' });
    expect(heldIn(sessionStorage).join(' ')).not.toMatch(/0a1b|boats/);
  });

  test('is nothing where the browser keeps nothing, and the post goes all the same', async () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    window.addEventListener('submit', record);
    show();
    await user.type(screen.getByLabelText('New password'), 'three green boats');
    await user.click(button());

    expect(posts).toHaveLength(1);
  });
});

function show(more: Partial<SetPasswordProps> = {}): void {
  document.body.innerHTML = setPasswordMarkup({ ...setPasswordProps(), ...more });
}

/** Types in one go, for tests that hold the clock. */
function typeInto(label: string, text: string): void {
  const field = screen.getByLabelText<HTMLInputElement>(label);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** As the browser does it; @returns whether it would go on and post. */
function post(): boolean {
  return found('form', HTMLFormElement).dispatchEvent(
    new SubmitEvent('submit', { bubbles: true, cancelable: true, submitter: button() }),
  );
}

function record(event: SubmitEvent): void {
  event.preventDefault();
  posts.push(fieldsOf(event));
}

function button(): HTMLButtonElement {
  return found('.lk-button-main', HTMLButtonElement);
}

function adviceLine(): HTMLElement {
  return found('#lk-1-password-advice', HTMLElement);
}
