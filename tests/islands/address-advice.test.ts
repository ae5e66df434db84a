import { screen, waitFor } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as addressAdvice from '../../src/islands/entries/address-advice.ts';
import '../../src/islands/entries/way-in.tsx';
import { found } from './support/found.ts';
import { settled, wayInMarkup } from './support/markup.ts';
import { stubModules } from './support/modules.ts';
import { wayInProps } from './support/props.ts';
import { KIND_SHOP, shopFetch, type Call } from './support/shop.ts';

const user = userEvent.setup();
let calls: Call[] = [];
let modules: readonly string[] = [];

beforeEach(() => {
  open({ 'address-advice': addressAdvice });
  document.body.innerHTML = wayInMarkup(wayInProps(), { lead: true });
});

afterEach(async () => {
  document.body.innerHTML = '';
  await settled();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  sessionStorage.clear();
  localStorage.clear();
});

const field = () => screen.getByLabelText<HTMLInputElement>('Email address');
const offer = () => screen.queryByRole('button', { name: /^Did you mean/ });

describe('an address that is probably misspelt', () => {
  test('is offered as it was meant when the field is left, and not before', async () => {
    await type('ann@gmial.com');
    expect(offer()).toBeNull();

    await user.tab();

    expect(offer()?.textContent).toBe('Did you mean ann@gmail.com?');
    expect(field().value).toBe('ann@gmial.com');
    expect(field().getAttribute('aria-invalid')).toBe('false');
  });

  test('is offered to whoever had left the field before the script was there', async () => {
    document.body.innerHTML = wayInMarkup(wayInProps(), { lead: true, typed: 'ann@gmial.com' });

    await waitFor(() => expect(offer()?.textContent).toBe('Did you mean ann@gmail.com?'));
    expect(field().value).toBe('ann@gmial.com');
  });

  test('is not offered to whoever is still typing when the script comes', async () => {
    document.body.innerHTML = wayInMarkup(wayInProps(), { lead: true, typed: 'ann@gmial.com' });
    field().focus();
    await settled();

    expect(modules).toEqual(['address-advice']);
    expect(offer()).toBeNull();
    await user.tab();
    expect(offer()?.textContent).toBe('Did you mean ann@gmail.com?');
  });

  test('is offered below the button, announced politely, and focus goes on as it would', async () => {
    await type('ann@gmial.com');
    await user.tab();

    const button = screen.getByRole('button', { name: 'Email me a link' });
    expect(document.activeElement).toBe(button);
    const place = offer()?.parentElement;
    expect(place?.localName).toBe('output');
    expect(button.compareDocumentPosition(place ?? button) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    await user.tab();
    expect(document.activeElement).toBe(offer());
  });

  test('is put right by the offer, with focus in the field, and nothing is sent by that', async () => {
    await type('Ann.Berg@gmial.com');
    await user.tab();

    await user.click(screen.getByRole('button', { name: 'Did you mean Ann.Berg@gmail.com?' }));

    expect(field().value).toBe('Ann.Berg@gmail.com');
    expect(document.activeElement).toBe(field());
    expect(offer()).toBeNull();
    expect(calls).toEqual([]);
    await user.tab();
    expect(offer()).toBeNull();
  });

  test('loses its offer when somebody types on', async () => {
    await type('ann@gmial.com');
    await user.tab();
    expect(offer()).not.toBeNull();

    await user.type(field(), 'x');

    expect(offer()).toBeNull();
  });

  test('is offered anew each time the field is left', async () => {
    await type('ann@gmial.com');
    await user.tab();
    await user.clear(field());
    await user.type(field(), 'bo@hotmial.com');
    await user.tab();

    expect(screen.getAllByRole('button', { name: /^Did you mean/ })).toHaveLength(1);
    expect(offer()?.textContent).toBe('Did you mean bo@hotmail.com?');
  });

  test('is sent at once all the same, as it was typed', async () => {
    await type('ann@gmial.com');

    await user.click(screen.getByRole('button', { name: 'Email me a link' }));

    expect(await screen.findByRole('heading', { name: 'Check your inbox' })).toBeDefined();
    expect(calls.map(({ body }) => Object(body).email)).toEqual(['ann@gmial.com']);
  });

  test('is sent by the enter key all the same', async () => {
    await type('ann@gmial.com{Enter}');

    expect(await screen.findByRole('heading', { name: 'Check your inbox' })).toBeDefined();
    expect(Object(calls[0]?.body).email).toBe('ann@gmial.com');
  });

  test('keeps signs that a replacement would take for its own', async () => {
    await type('$&$1%@gmial.com');
    await user.tab();

    expect(offer()?.textContent).toBe('Did you mean $&$1%@gmail.com?');
  });
});

test.each(['ann@gmail.com', 'ann@online.no', 'ann@web.de', 'ann@fjord.example', 'ann', 'ann@', ' '])(
  'nothing is offered for %j',
  async (typed) => {
    await type(typed);
    await user.tab();

    expect(offer()).toBeNull();
    expect(found('[data-lk-meant]', HTMLElement).textContent).toBe('');
  },
);

test('the advice is fetched with the first letter, and once', async () => {
  await user.click(field());
  await user.tab();
  expect(modules).toEqual([]);

  await user.type(field(), 'ann@gmial.com');
  await user.tab();
  await user.type(field(), 'x');

  expect(modules).toEqual(['address-advice']);
});

test('where it does not arrive the form works, and nothing is said of it', async () => {
  const log = vi.spyOn(console, 'error');
  open({});
  await user.type(field(), 'ann@gmial.com');
  await user.tab();
  expect(modules).toEqual(['address-advice']);
  expect(offer()).toBeNull();

  await user.click(screen.getByRole('button', { name: 'Email me a link' }));

  expect(await screen.findByRole('heading', { name: 'Check your inbox' })).toBeDefined();
  expect(log).not.toHaveBeenCalled();
});

function open(present: Readonly<Record<string, object>>): void {
  calls = [];
  modules = stubModules(present);
  vi.stubGlobal('fetch', shopFetch(KIND_SHOP, calls));
}

/** Types, the first letter first: the advice that it fetches is there for the rest. */
async function type(text: string): Promise<void> {
  const listens = vi.spyOn(EventTarget.prototype, 'addEventListener');
  await user.type(field(), text.slice(0, 1));
  await waitFor(() => expect(listens.mock.calls.map(([kind]) => kind)).toContain('focusout'));
  listens.mockRestore();
  await user.type(field(), text.slice(1) || '{ArrowRight}');
}
