import { screen } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WayInProps } from '../../src/contracts/island-props.ts';
import '../../src/islands/entries/way-in.tsx';
import { createKeptAddress } from '../../src/islands/platform/kept-address.ts';
import { createLinkHistory, noteOpened } from '../../src/islands/platform/link-history.ts';
import { found, heldIn } from './support/found.ts';
import { settled, wayInMarkup, type WayInMarkup } from './support/markup.ts';
import { wayInProps } from './support/props.ts';

const user = userEvent.setup();
const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
const LINK = `/account/activate/4711/${'a'.repeat(32)}-1700000000`;

beforeEach(() => {
  fetched.mockReset().mockResolvedValue(Response.json({ v: 1, state: 'check-inbox' }, { status: 202 }));
  vi.stubGlobal('fetch', fetched);
});

afterEach(async () => {
  document.body.innerHTML = '';
  await settled();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  sessionStorage.clear();
  localStorage.clear();
  history.replaceState(null, '', '/');
});

describe('a dead link that this browser used itself', () => {
  beforeEach(() => {
    noteOpened(() => localStorage, Date, '4711');
    history.replaceState(null, '', LINK);
  });

  test('is a success that leads to signing in', () => {
    show({ lead: true, why: 'link-dead' });

    expect(screen.getByRole('heading', { name: 'Your account is already active' })).toBeDefined();
    expect(said()).toBe('This link has done its work.');
    expect(screen.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe('/account/login');
    expect(screen.queryByLabelText('Email address')).toBeNull();
    expect(found('[data-lk-state]', HTMLElement).dataset['lkState']).toBe('already-active');
  });

  test('still lets somebody ask for another one', async () => {
    show({ lead: true, why: 'link-dead' });

    await user.click(screen.getByRole('button', { name: 'Email me a new link' }));

    expect(document.activeElement).toBe(screen.getByLabelText('Email address'));
  });

  test.each([{}, { why: 'recovered', lead: true }, { why: 'register' }, { why: 'signed-in', lead: true }])(
    'is not spoken of where the page is about something else: %o',
    (where) => {
      show(where);

      expect(screen.getByRole('heading', { name: 'Get back into your account' })).toBeDefined();
    },
  );
});

describe('a dead link that a newer mail replaced', () => {
  test.each(['link-dead', 'link-expired'])('says so, and offers another one: %s', (why) => {
    links().noteAsked();
    history.replaceState(null, '', LINK);

    show({ lead: true, why });

    expect(said()).toBe('Use the link in the newest mail.');
    expect(screen.getByLabelText('Email address')).toBeDefined();
  });

  test('is known from the page before, where the shop sent the visitor on', () => {
    links().noteAsked();
    vi.spyOn(document, 'referrer', 'get').mockReturnValue(`http://localhost:3000${LINK}`);

    show({ lead: true, why: 'link-dead' });

    expect(said()).toBe('Use the link in the newest mail.');
  });

  test('is what a request leaves behind', async () => {
    show({ lead: true });
    await ask('ann@example.com');
    await screen.findByRole('heading', { name: 'Check your inbox' });

    expect(links().reasonFor([LINK])).toBe('link-superseded');
  });
});

test('a dead link that this browser knows nothing of keeps the words that Liquid printed', () => {
  history.replaceState(null, '', LINK);
  show({ lead: true, why: 'link-dead' });

  expect(said()).toBe('Type your address.');
});

describe('the theme editor’s preview', () => {
  test.each([
    [{ state: 'check-inbox', email: 'kari@example.com' }, 'Check your inbox'],
    [{ state: 'throttled', wait: 'in 5 minutes' }, 'Please wait a little'],
    [{ state: 'service-degraded', native: false }, 'We can’t take your request right now'],
    [{ state: 'already-active' }, 'Your account is already active'],
    [{ state: 'ask-address', phase: 'idle', problem: 'malformed' }, 'Get back into your account'],
  ])('shows %o', (start, heading) => {
    show({ lead: true }, { start });

    expect(screen.getByRole('heading', { name: heading })).toBeDefined();
  });

  test('goes before what the browser knows', () => {
    noteOpened(() => localStorage, Date, '4711');
    history.replaceState(null, '', LINK);
    show({ lead: true, why: 'link-superseded' }, { start: { state: 'ask-address', phase: 'idle' } });

    expect(screen.getByLabelText('Email address')).toBeDefined();
  });
});

describe('an address that was typed on the page before', () => {
  beforeEach(() => kept().keep('ann@example.com'));

  test('stands in the offer and in the theme’s sign-in form, once', async () => {
    const login = '<form action="/account/login"><input name="customer[email]"></form>';
    document.body.innerHTML = login + wayInMarkup(wayInProps(), { lead: true });
    expect(screen.getByLabelText('Email address')).toHaveProperty('value', 'ann@example.com');
    expect(found('form[action$=login] input', HTMLInputElement).value).toBe('ann@example.com');

    document.body.innerHTML = '';
    await settled();
    show();
    expect(screen.getByLabelText('Email address')).toHaveProperty('value', '');
  });

  test('gives way to what was typed here', () => {
    const later = document.createElement('div');
    later.innerHTML = wayInMarkup(wayInProps(), { lead: true });
    const typed = later.querySelector<HTMLInputElement>('input[type=email]');
    if (typed) typed.value = 'bo@example.com';

    document.body.append(later);

    expect(screen.getByLabelText('Email address')).toHaveProperty('value', 'bo@example.com');
  });
});

describe('an address that is typed', () => {
  test('goes on to the sign-in page in this tab, and never in an address', async () => {
    const stay = (event: Event): void => event.preventDefault();
    document.addEventListener('click', stay);
    show({ lead: true });
    await user.type(screen.getByLabelText('Email address'), 'ann@example.com');
    const link = screen.getByRole('link', { name: 'Sign in instead' });

    await user.click(link);

    expect(kept().take()).toBe('ann@example.com');
    expect(link.getAttribute('href')).toBe('/account/login');
    expect(location.href).toBe('http://localhost:3000/');
    expect(localStorage).toHaveLength(0);
    document.removeEventListener('click', stay);
  });

  test('is in no address that is asked for, and in none that is posted to', async () => {
    show({ lead: true });
    await ask('ann@example.com');
    await screen.findByRole('heading', { name: 'Check your inbox' });

    expect(fetched.mock.calls.map(([path]) => path)).toEqual(['/apps/account-access/requests']);
    expect(document.body.innerHTML).not.toMatch(/(href|action|src)="[^"]*ann/);
    expect(heldIn(localStorage).join(' ')).not.toContain('ann');
  });
});

test('where the browser keeps nothing, everything goes on as without it', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const denied = (): never => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(denied);
  vi.spyOn(window, 'localStorage', 'get').mockImplementation(denied);
  history.replaceState(null, '', LINK);

  show({ lead: true, why: 'link-dead' });
  await ask('ann@example.com');

  expect(await screen.findByRole('heading', { name: 'Check your inbox' })).toBeDefined();
  expect(log).not.toHaveBeenCalled();
});

test('an element with nothing to take over is left as it is, without a word', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  document.body.innerHTML = `<latchkey-way-in data-lk-why="signed-in">
    <script type="application/json">${JSON.stringify(wayInProps())}</script><h2>You are signed in</h2></latchkey-way-in>`;

  expect(screen.getByRole('heading', { name: 'You are signed in' })).toBeDefined();
  expect(log).not.toHaveBeenCalled();
});

function show(where: WayInMarkup = {}, more: Partial<WayInProps> = {}): void {
  document.body.innerHTML = wayInMarkup({ ...wayInProps(), ...more }, where);
}

async function ask(address: string): Promise<void> {
  await user.type(screen.getByLabelText('Email address'), address);
  await user.click(screen.getByRole('button', { name: 'Email me a link' }));
}

/** The line that says what is going on; another one, below the button, is for offers. */
function said(): string | null {
  return found('[data-lk-state] > output', HTMLElement).textContent;
}

function links() {
  return createLinkHistory(() => localStorage, { now: () => Date.now() });
}

function kept() {
  return createKeptAddress(() => sessionStorage, { now: () => Date.now() });
}
