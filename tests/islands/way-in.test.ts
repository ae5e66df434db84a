import { screen, waitFor, within } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import '../../src/islands/entries/way-in.tsx';
import { found, jsonOf } from './support/found.ts';
import { settled, wayInMarkup } from './support/markup.ts';
import { wayInProps } from './support/props.ts';

const user = userEvent.setup();
const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
let posts = 0;

beforeEach(() => {
  posts = 0;
  vi.stubGlobal('fetch', fetched);
  window.addEventListener('submit', count);
});

afterEach(async () => {
  fetched.mockReset();
  vi.unstubAllGlobals();
  window.removeEventListener('submit', count);
  document.body.innerHTML = '';
  sessionStorage.clear();
  localStorage.clear();
  await settled();
});

test('a request goes to the shop’s proxy path, with the language and without the page’s address', async () => {
  answer(202, { v: 1, state: 'check-inbox' });
  show();

  await ask('ann@example.com');

  const [path, init] = fetched.mock.calls[0] ?? [];
  expect(path).toBe('/apps/account-access/requests');
  expect(init?.method).toBe('POST');
  expect(jsonOf(init)).toEqual({
    email: 'ann@example.com',
    locale: 'en',
    reference: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
  });
  expect(init?.referrerPolicy).toBe('no-referrer');
  expect(posts).toBe(0);
});

describe('after the answer', () => {
  test('the inbox page has focus on its heading, the address and a way to change it', async () => {
    answer(202, { v: 1, state: 'check-inbox' });
    show();
    await ask('ann@example.com');

    const heading = await screen.findByRole('heading', { name: 'Check your inbox' });
    expect(document.activeElement).toBe(heading);
    expect(screen.getByRole('status').textContent).toContain('a mail is on its way');
    expect(screen.getByText('ann@example.com')).toBeDefined();

    await user.click(screen.getByRole('button', { name: 'Use another address' }));
    const field = screen.getByLabelText('Email address');
    expect(field).toHaveProperty('value', 'ann@example.com');
    expect(document.activeElement).toBe(field);
  });

  test('a wait is said in whole minutes, and the form stays', async () => {
    answer(429, { v: 1, error: { code: 'rate_limited', retryAfterSeconds: 200 } });
    show();
    await ask('ann@example.com');

    expect(document.activeElement).toBe(await screen.findByRole('heading', { name: 'Please wait a little' }));
    expect(screen.getByText('You can ask again in 10 minutes.')).toBeDefined();
    expect(screen.getByLabelText('Email address')).toHaveProperty('value', 'ann@example.com');
  });

  test('an address that the server does not take is told at the field', async () => {
    answer(422, { v: 1, error: { code: 'invalid_fields', fields: { email: 'malformed' } } });
    show();
    await ask('ann@example.com');

    await screen.findByRole('region', { name: 'Check what you typed' });
    expect(screen.getByLabelText('Email address').getAttribute('aria-invalid')).toBe('true');
  });

  test.each([
    { what: 'a page instead of JSON', response: () => new Response('<html>', { status: 200 }) },
    { what: 'a gateway’s error', response: () => new Response('', { status: 502 }) },
    { what: 'somebody else’s JSON', response: () => Response.json({ ok: true }) },
    {
      what: 'our own "unavailable"',
      response: () => Response.json({ v: 1, error: { code: 'unavailable' } }, { status: 503 }),
    },
  ])('$what means: try later, with the native way open', async ({ response }) => {
    fetched.mockResolvedValue(response());
    show();
    await ask('ann@example.com');

    await screen.findByRole('heading', { name: 'We can’t take your request right now' });
    expect(screen.getByLabelText('Email address')).toHaveProperty('value', 'ann@example.com');
    expect(screen.getByRole('link', { name: 'Sign in instead' })).toBeDefined();
  });

  test('where fetch does not get out at all, the next try is a plain form post', async () => {
    fetched.mockRejectedValue(new TypeError('blocked'));
    show();
    await ask('ann@example.com');
    await screen.findByRole('heading', { name: 'We can’t take your request right now' });

    await user.click(screen.getByRole('button', { name: 'Email me a link' }));

    expect(posts).toBe(1);
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});

test('a slip in the address is told before anything is sent, and kept', async () => {
  show();
  await ask('ann@example');

  const summary = screen.getByRole('region', { name: 'Check what you typed' });
  expect(document.activeElement).toBe(summary);
  expect(
    within(summary).getByRole('link', { name: 'This doesn’t look like an email address.' }),
  ).toBeDefined();
  expect(screen.getByLabelText('Email address')).toHaveProperty('value', 'ann@example');
  expect(fetched).not.toHaveBeenCalled();
});

test('the button looks like the one of a theme’s account form, and not like one in the header', () => {
  document.body.innerHTML =
    '<header><form action="/account/login"><button class="tiny">Go</button></form></header>' +
    '<form action="/fr/account/login"><input type="submit" class="btn wide" value="Sign in"></form>' +
    wayInMarkup(wayInProps());

  expect(screen.getByRole('button', { name: 'Email me a link' }).className).toBe('lk-button-theirs btn wide');
});

test('what is worth knowing of the mail is told before more help arrives, and where none does', async () => {
  answer(202, { v: 1, state: 'check-inbox' });
  show();
  await ask('ann@example.com');

  await screen.findByRole('heading', { name: 'Check your inbox' });
  expect(screen.getByText('It usually takes a minute or two.').previousElementSibling).toBe(
    found('[data-lk-inbox]', HTMLElement),
  );
});

test('without a network nothing is sent, and the address stays', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  show();
  await ask('ann@example.com');

  const summary = screen.getByRole('region', { name: 'You are offline' });
  expect(document.activeElement).toBe(summary);
  expect(within(summary).getByText('What you typed stays here.')).toBeDefined();
  expect(within(summary).queryByRole('link')).toBeNull();
  const field = screen.getByLabelText('Email address');
  expect(field).toHaveProperty('value', 'ann@example.com');
  expect(field.getAttribute('aria-invalid')).toBe('false');
  expect(fetched).not.toHaveBeenCalled();
  expect(posts).toBe(0);
  vi.restoreAllMocks();
});

test('a request under way is called off when the element goes', async () => {
  fetched.mockReturnValue(new Promise(() => {}));
  show();
  await ask('ann@example.com');

  document.body.innerHTML = '';

  await waitFor(() => expect(fetched.mock.calls[0]?.[1].signal?.aborted).toBe(true));
});

test('the server’s form is back when the element is taken away', async () => {
  show();
  const element = document.querySelector('latchkey-way-in');
  element?.remove();
  await settled();

  expect(element?.textContent).toContain('Server heading');
  expect(element?.querySelectorAll('form')).toHaveLength(1);
});

describe('a section that the theme fetched anew while the offer was in use', () => {
  test('keeps the address that was typed', async () => {
    const html = show();
    await user.type(screen.getByLabelText('Email address'), 'ann@exam');

    await replaceWith(html);

    expect(screen.getByLabelText('Email address')).toHaveProperty('value', 'ann@exam');
  });

  test('keeps the answer', async () => {
    answer(202, { v: 1, state: 'check-inbox' });
    const html = show();
    await ask('ann@example.com');
    await screen.findByRole('heading', { name: 'Check your inbox' });

    await replaceWith(html);

    expect(screen.getByRole('heading', { name: 'Check your inbox' })).toBeDefined();
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  test('asks again where it took the request with it', async () => {
    fetched.mockReturnValueOnce(new Promise(() => {}));
    const html = show();
    await ask('ann@example.com');
    answer(202, { v: 1, state: 'check-inbox' });

    await replaceWith(html);

    expect(await screen.findByRole('heading', { name: 'Check your inbox' })).toBeDefined();
    const [first, second] = fetched.mock.calls.map(([, { body }]) => body);
    expect(second).toBe(first);
    expect(fetched).toHaveBeenCalledTimes(2);
  });
});

/** As a theme does that replaces its sections: the old one goes, and its HTML comes again. */
async function replaceWith(html: string): Promise<void> {
  document.body.innerHTML = '';
  await settled();
  document.body.innerHTML = html;
  document.querySelector('details')?.setAttribute('open', '');
}

/** @returns the HTML, as the server printed it */
function show(): string {
  const html = wayInMarkup(wayInProps());
  document.body.innerHTML = html;
  document.querySelector('details')?.setAttribute('open', '');
  return html;
}

async function ask(address: string): Promise<void> {
  await user.type(screen.getByLabelText('Email address'), address);
  await user.click(screen.getByRole('button', { name: 'Email me a link' }));
}

function answer(status: number, body: object): void {
  fetched.mockResolvedValue(Response.json(body, { status }));
}

function count(event: SubmitEvent): void {
  if (!event.defaultPrevented) posts += 1;
  event.preventDefault();
}
