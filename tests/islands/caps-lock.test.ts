import { afterEach, beforeEach, expect, it } from 'vitest';
import { watchCapsLock } from '../../src/islands/password-advice/watch-caps-lock.ts';

let input: HTMLInputElement;
let said: boolean[];
let end: () => void;

beforeEach(() => {
  input = document.body.appendChild(document.createElement('input'));
  said = [];
  end = watchCapsLock(input, (on) => said.push(on));
});
afterEach(() => {
  end();
  input.remove();
});

const key = (type: string, name: string, modifierCapsLock: boolean) =>
  input.dispatchEvent(new KeyboardEvent(type, { key: name, modifierCapsLock }));

it('says that Caps Lock is on with the first letter, and once', () => {
  key('keydown', 'A', true);
  key('keyup', 'A', true);
  key('keydown', 'B', true);

  expect(said).toEqual([true]);
});

it('says when it is off again', () => {
  key('keydown', 'A', true);
  key('keydown', 'b', false);

  expect(said).toEqual([true, false]);
});

it('hears it from a click too', () => {
  input.dispatchEvent(new MouseEvent('mousedown', { modifierCapsLock: true }));

  expect(said).toEqual([true]);
});

it('does not believe the key itself, which says the state before on one system and after on another', () => {
  key('keydown', 'CapsLock', true);
  expect(said).toEqual([]);

  key('keydown', 'A', true);
  key('keyup', 'CapsLock', true);

  expect(said).toEqual([true, false]);
});

it('never claims it is on when an event does not say', () => {
  input.dispatchEvent(new Event('keydown'));
  expect(said).toEqual([]);

  key('keydown', 'A', true);
  input.dispatchEvent(new Event('keydown'));

  expect(said).toEqual([true, false]);
});

it('is off when the field is left', () => {
  key('keydown', 'A', true);
  input.dispatchEvent(new FocusEvent('blur'));

  expect(said).toEqual([true, false]);
});

it('says nothing after the watch ended', () => {
  end();
  key('keydown', 'A', true);
  input.dispatchEvent(new FocusEvent('blur'));

  expect(said).toEqual([]);
});
