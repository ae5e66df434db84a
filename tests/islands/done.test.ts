import { screen, waitFor } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import '../../src/islands/entries/done.ts';
import { createPasswordMark } from '../../src/islands/platform/password-mark.ts';
import { pagePaper } from '../../src/islands/platform/paper.ts';
import { found } from './support/found.ts';
import { settled } from './support/markup.ts';

const MARKUP = `<latchkey-done hidden><div><div role="status"></div>
  <div data-lk-words><h2>Your account is open</h2></div><button type="button">Close</button></div></latchkey-done>`;

beforeEach(() => sessionStorage.clear());

afterEach(async () => {
  document.body.innerHTML = '';
  document.body.removeAttribute('style');
  await settled();
});

describe('the account page', () => {
  test('says that the account is open right after a password was set, and says it once', async () => {
    mark().leave('activation');
    document.body.innerHTML = MARKUP;
    expect(element().hidden).toBe(false);
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('Your account is open'));

    document.body.innerHTML = '';
    await settled();
    document.body.innerHTML = MARKUP;

    expect(element().hidden).toBe(true);
  });

  test('says nothing on any other visit', () => {
    document.body.innerHTML = MARKUP;

    expect(element().hidden).toBe(true);
  });

  test('stops saying it when told to', async () => {
    mark().leave('reset');
    document.body.innerHTML = MARKUP;

    await userEvent.click(screen.getByRole('button', { name: 'Close' }));

    expect(element().hidden).toBe(true);
  });
});

describe('the mark of a password that was handed in', () => {
  test('fades after two minutes', () => {
    mark(0).leave('reset');

    expect(mark(120_000).read()).toBe('reset');
    expect(mark(120_001).read()).toBeUndefined();
  });

  test('of a clock that went back counts for nothing', () => {
    mark(1_000).leave('reset');

    expect(mark(999).read()).toBeUndefined();
  });

  test.each(['', 'reset', 'login 0', 'reset soon'])('that reads "%s" counts for nothing', (text) => {
    mark(0).leave('reset');
    sessionStorage.setItem(sessionStorage.key(0) ?? '', text);

    expect(mark(0).read()).toBeUndefined();
  });

  test('is not missed where the browser keeps nothing', () => {
    const blocked = createPasswordMark(
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
      { now: () => 0 },
    );

    blocked.leave('reset');
    blocked.remove();

    expect(blocked.read()).toBeUndefined();
  });
});

describe('the paper the message is printed on', () => {
  test.each([
    { style: 'background-color: rgb(1, 2, 3)', paper: 'rgb(1, 2, 3)' },
    { style: 'background-color: rgba(1, 2, 3, 0)', paper: 'Canvas' },
    { style: '', paper: 'Canvas' },
  ])('is $paper on a page with "$style"', ({ style, paper }) => {
    document.body.setAttribute('style', style);

    expect(pagePaper(document)).toBe(paper);
  });
});

function element(): HTMLElement {
  return found('latchkey-done', HTMLElement);
}

function mark(now = Date.now()) {
  return createPasswordMark(() => sessionStorage, { now: () => now });
}
