import { screen } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import '../../src/islands/entries/set-password.tsx';
import type { AdviceModule } from '../../src/islands/platform/lazy-advice.ts';
import type { Advice } from '../../src/islands/set-password/ports.ts';
import { found } from './support/found.ts';
import { setPasswordMarkup, settled } from './support/markup.ts';
import { setPasswordProps } from './support/props.ts';

const advise = vi.fn<AdviceModule<Advice>['advise']>();
/** Stands in for the module that the island fetches from beside itself, which in a test is not over HTTP. */
const MODULE = 'data:text/javascript,export const advise = (...given) => globalThis.adviseInstead(...given)';

const user = userEvent.setup();
const dispose = vi.fn<() => void>();
let heard: string[] = [];
let say: (advice: Advice) => void = () => {};

beforeEach(() => {
  vi.stubGlobal('adviseInstead', advise);
  vi.stubGlobal(
    'URL',
    class extends URL {
      override get href(): string {
        return this.pathname.includes('/password-advice.') ? MODULE : super.href;
      }
    },
  );
  heard = [];
  dispose.mockReset();
  advise.mockReset().mockReturnValue({
    advise(password, tell) {
      heard.push(password);
      say = tell;
    },
    dispose,
  });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  document.body.innerHTML = '';
  await settled();
});

describe('the line under the rules', () => {
  test('gives the standing advice, and asks for nothing, until somebody types', async () => {
    show();
    await user.click(field());

    expect(line().textContent).toBe('Longer is stronger.');
    expect(line().dataset['lkTone']).toBeUndefined();
    expect(advise).not.toHaveBeenCalled();
  });

  test.each<[Advice, string, string | undefined]>([
    ['none', 'Longer is stronger.', undefined],
    ['longer', 'A few more words would be safer.', undefined],
    ['good', 'This is hard to guess.', 'good'],
    ['common', 'Many people use this password.', 'warn'],
    ['breached', 'This password has been in a data leak.', 'warn'],
    ['edge-space', 'Remove the space.', 'warn'],
  ])('says of a password that is "%s": %s', async (advice, text, tone) => {
    show();
    await type('three');
    say(advice);

    expect(line().textContent).toBe(text);
    expect(line().dataset['lkTone']).toBe(tone);
    expect(line().getAttribute('aria-live')).toBe('polite');
    expect(field().getAttribute('aria-describedby')).toContain(line().id);
  });

  test('follows every letter with one adviser', async () => {
    show();
    await type('abc');

    expect(heard).toEqual(['a', 'ab', 'abc']);
    expect(advise).toHaveBeenCalledTimes(1);
  });

  test('gives Caps Lock first, and then the advice again', async () => {
    show();
    await type('A');
    say('good');

    capsLock(true);
    expect(line().textContent).toBe('Caps Lock is on.');
    expect(line().dataset['lkTone']).toBe('warn');

    capsLock(false);
    expect(line().textContent).toBe('This is hard to guess.');
  });
});

describe('the adviser', () => {
  test('gets the field’s own surroundings, and no path where the merchant wants no look-up', async () => {
    show();
    await type('a');

    const [path, container] = advise.mock.calls[0] ?? [];
    expect(path).toBeUndefined();
    expect(container?.querySelector('input')).toBe(field());
  });

  test('gets the path of the look-up where the merchant wants one', async () => {
    show({ breachedPasswords: '/apps/account-access/breached-passwords' });
    await type('a');

    expect(advise.mock.calls[0]?.[0]).toBe('/apps/account-access/breached-passwords');
  });

  test('ends with the island', async () => {
    show();
    await type('a');

    document.body.innerHTML = '';
    await vi.waitFor(() => expect(dispose).toHaveBeenCalledTimes(1));
  });

  test('that does not arrive is not missed', async () => {
    advise.mockImplementation(() => {
      throw new TypeError('did not arrive');
    });
    show();
    await user.type(field(), 'three green boats');
    await vi.waitFor(() => expect(advise).toHaveBeenCalled());

    expect(line().textContent).toBe('Longer is stronger.');
    expect(field()).toHaveProperty('value', 'three green boats');
  });
});

function show(more: object = {}): void {
  document.body.innerHTML = setPasswordMarkup({ ...setPasswordProps(), ...more });
}

/** Types, and waits until the adviser was asked about it. */
async function type(text: string): Promise<void> {
  await user.type(field(), text);
  await vi.waitFor(() => expect(heard.at(-1)).toBe(text));
}

function capsLock(on: boolean): void {
  advise.mock.calls[0]?.[2](on);
}

function field(): HTMLElement {
  return screen.getByLabelText('New password');
}

function line(): HTMLElement {
  return found('#lk-1-password-advice', HTMLElement);
}
