import { effect } from '@preact/signals';
import { screen } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AccessAnswer } from '../../src/contracts/access-request.ts';
import type { Mailbox } from '../../src/contracts/inbox-help/mailbox.ts';
import { InboxHelp } from '../../src/islands/inbox-help/InboxHelp.tsx';
import { InboxHelpModel } from '../../src/islands/inbox-help/InboxHelpModel.ts';
import { mountView } from '../../src/islands/runtime/mount-view.ts';
import { handTimers } from '../unit/islands/hand-timers.ts';
import { found } from './support/found.ts';
import { HELP_FILE } from './support/shop.ts';

const { words } = HELP_FILE;
const timers = handTimers();
const user = userEvent.setup();
const onChange = vi.fn();

let time = 0;
let answer: (answer: AccessAnswer) => void = () => {};
let find: (mailbox: Mailbox) => void = () => {};
let asked = 0;
let remove = (): void => {};

beforeEach(() => {
  time = Date.UTC(2026, 10, 22, 12);
  asked = 0;
  onChange.mockReset();
  timers.clear();
  const model = new InboxHelpModel(
    {
      clock: { now: () => time },
      timers,
      askAgain: () => {
        asked += 1;
        return new Promise((resolve) => (answer = resolve));
      },
      findMailbox: () => new Promise((resolve) => (find = resolve)),
    },
    { mailbox: undefined, past: undefined },
  );
  const place = document.body.appendChild(document.createElement('div'));
  const unmount = mountView(
    place,
    () => (
      <InboxHelp
        id="lk-1"
        words={words}
        change="Use another address"
        sender={{ name: 'Fjell' }}
        from="Look for a mail from Fjell."
        subject={undefined}
        domain="fjell.example"
        meant={undefined}
        phone={undefined}
        host="fjell.example"
        noMailbox="/apps/account-access/mailbox-requests"
        reference="C-22222-33333"
        model={model}
        buttonClass=""
        onChange={onChange}
        onCheck={() => {}}
      />
    ),
    effect,
    () => expect.unreachable('the view threw'),
  );
  remove = () => {
    unmount();
    model[Symbol.dispose]();
    place.remove();
  };
});

afterEach(() => remove());

/** The one live region: what changes in it is read out. */
const said = () => found('output', HTMLElement).textContent;
const again = () => screen.getByRole('button', { name: 'Ask for it again' });

/** Time goes by second by second, and everything is drawn each time. */
function ticks(seconds: number): void {
  for (let second = 0; second < seconds; second += 1) {
    time += 1_000;
    timers.run();
  }
}

async function answered(kind: AccessAnswer): Promise<void> {
  answer(kind);
  await Promise.resolve();
}

describe('the live region', () => {
  test('is one, and nothing else on the page is announced', () => {
    expect(screen.getAllByRole('status')).toHaveLength(1);
    expect(
      document.querySelectorAll('[aria-live], [role=alert], [role=timer], [role=status], [role=log]'),
    ).toHaveLength(0);
  });

  test('talks by itself at most once a minute in an hour, though the time counts on', () => {
    const changes: { readonly second: number; readonly text: string | null }[] = [];
    let before = said();
    const shown = new Set<string | null>();

    for (let second = 1; second <= 3_600; second += 1) {
      ticks(1);
      shown.add(found('.lk-time', HTMLElement).textContent);
      if (said() === before) continue;
      before = said();
      changes.push({ second, text: before });
    }

    expect(shown.size).toBe(3_600);
    expect(changes).toEqual([
      { second: 60, text: words.advice_1 },
      { second: 300, text: words.advice_5 },
      { second: 900, text: words.advice_15 },
    ]);
  });

  test('is not touched in between: a screen reader may read anew what is written anew', () => {
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(found('output', HTMLElement), { childList: true, characterData: true, subtree: true });

    ticks(59);
    changes.push(...observer.takeRecords());
    expect(changes).toEqual([]);

    ticks(1);
    expect(observer.takeRecords().length).toBeGreaterThan(0);
    observer.disconnect();
  });

  test('has room for whatever it says, in copies that nobody hears', () => {
    const copies = [...document.querySelectorAll('.lk-stack > p')];

    expect(copies.map(({ textContent }) => textContent)).toEqual([
      words.advice_now,
      words.advice_1,
      words.advice_5,
      words.advice_15,
      words.again_sent,
      words.again_failed,
    ]);
    for (const copy of copies) expect(copy.getAttribute('aria-hidden')).toBe('true');
  });
});

describe('asking again', () => {
  test('shows when it is possible, and keeps its button in reach of the keyboard until then', async () => {
    expect(again().getAttribute('aria-disabled')).toBe('true');
    expect(again()).toHaveProperty('disabled', false);
    expect(screen.getByText('You can ask for it again in 1:00.')).toBeDefined();
    await user.click(again());
    expect(asked).toBe(0);

    ticks(55);
    expect(screen.getByText('You can ask for it again in 0:05.')).toBeDefined();
    ticks(5);
    expect(screen.queryByText(/^You can ask for it again/)).toBeNull();
    expect(again().getAttribute('aria-disabled')).toBe('false');
  });

  test('is done once, says so, leaves focus where it is, and cools down', async () => {
    ticks(60);
    await user.dblClick(again());
    expect([asked, said()]).toEqual([1, '']);
    expect(again().getAttribute('aria-disabled')).toBe('true');

    await answered({ kind: 'accepted' });
    expect(said()).toBe(words.again_sent);
    expect(document.activeElement).toBe(again());
    expect(screen.getByText('You can ask for it again in 1:00.')).toBeDefined();
  });

  test('that fails says so and stays possible', async () => {
    ticks(60);
    await user.click(again());
    await answered({ kind: 'try-later' });

    expect(said()).toBe(words.again_failed);
    ticks(60);
    await user.click(again());
    expect(asked).toBe(2);
  });

  test('too often says for how long to wait, once, though the time beside the button counts down', async () => {
    ticks(60);
    await user.click(again());
    await answered({ kind: 'throttled', retryAfterSeconds: 200 });
    ticks(30);

    expect(said()).toBe('You can ask for it again in 3:20.');
    expect(screen.getByText('You can ask for it again in 2:50.')).toBeDefined();
    ticks(170);
    await user.click(again());
    expect(asked).toBe(2);
  });

  test('gives way to another address after the second time, under the same finger', async () => {
    const button = again();
    for (const _ of [1, 2]) {
      ticks(60);
      await user.click(button);
      await answered({ kind: 'accepted' });
    }

    expect(screen.queryByRole('button', { name: 'Ask for it again' })).toBeNull();
    expect(screen.getByText(/^Asking once more will hardly help\./)).toBeDefined();
    expect(document.activeElement).toBe(button);
    expect([button.textContent, button.getAttribute('aria-disabled')]).toEqual([
      'Use another address',
      'false',
    ]);
    await user.click(button);
    expect([onChange.mock.calls.length, asked]).toEqual([1, 2]);
  });
});

test('what the server finds of the mailbox later moves no focus and is not announced', async () => {
  const before = said();
  again().focus();

  find({ kind: 'no-mail' });
  await Promise.resolve();

  expect(screen.getByText(/^Addresses that end in fjell\.example can’t receive mail\./)).toBeDefined();
  expect(document.activeElement).toBe(again());
  expect(said()).toBe(before);
});
