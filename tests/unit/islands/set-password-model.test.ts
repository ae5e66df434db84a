import { beforeEach, describe, expect, test } from 'vitest';
import { SetPasswordModel } from '../../../src/islands/set-password/SetPasswordModel.ts';
import type {
  PasswordFormEvents,
  PasswordMark,
  SetPasswordPorts,
} from '../../../src/islands/set-password/ports.ts';
import type { LinkPage, ReturnedError } from '../../../src/contracts/island-props.ts';
import { handTimers } from './hand-timers.ts';

let events: PasswordFormEvents | undefined;
let marked: LinkPage | undefined;
const timers = handTimers();

beforeEach(() => {
  events = undefined;
  marked = undefined;
  timers.clear();
});

describe('before the form is posted', () => {
  test.each([
    { typed: '', problem: 'missing' },
    { typed: '1234', problem: 'too-short' },
    { typed: '🔑🔑🔑', problem: 'too-short' },
    { typed: ' 12345', problem: 'edge-space' },
    { typed: '12345 ', problem: 'edge-space' },
    { typed: '   ', problem: 'edge-space' },
  ])('holds back "$typed" as $problem and keeps it', ({ typed, problem }) => {
    const model = create();
    model.type(typed);

    expect(events?.submit('set')).toBe(false);

    expect(model.status.value).toEqual({ kind: 'refused', problem });
    expect(model.password.value).toBe(typed);
    expect(marked).toBeUndefined();
  });

  test.each(['12345', '🔑🔑🔑🔑🔑', 'a b c', 'correct horse battery staple '.repeat(9).trim()])(
    'lets "%s" through',
    (typed) => {
      const model = create();
      model.type(typed);

      expect(events?.submit('set')).toBe(true);
      expect(marked).toBe('activation');
    },
  );

  test('says something anew at each try, so that focus goes there each time', () => {
    const model = create();
    events?.submit('set');
    const first = model.status.value;

    events?.submit('set');

    expect(model.status.value).not.toBe(first);
  });

  test('hides a shown password before the browser posts it', () => {
    const model = create();
    model.type('three green boats');
    model.toggle();
    expect(model.shown.value).toBe(true);

    events?.submit('set');

    expect(model.shown.value).toBe(false);
  });
});

describe('while the form is being posted', () => {
  test('a second post is stopped', () => {
    submitted();

    expect(events?.submit('set')).toBe(false);
    expect(events?.submit('decline')).toBe(false);
  });

  test('words about waiting come after 400 ms and not before', () => {
    const model = submitted();
    expect(timers.waits).toEqual([400]);
    expect(model.status.value).toEqual({ kind: 'submitting', slow: false });

    timers.run();

    expect(model.status.value).toEqual({ kind: 'submitting', slow: true });
    expect(timers.waits).toEqual([]);
  });

  test('a post that somebody else stopped can be made again', () => {
    const model = submitted();

    events?.stopped();

    expect(model.status.value).toEqual({ kind: 'choosing' });
    expect(events?.submit('set')).toBe(true);
  });

  test('a page that comes back from the page cache is ready again, with the password hidden', () => {
    const model = submitted();
    model.toggle();

    events?.returned();

    expect(model.status.value).toEqual({ kind: 'choosing' });
    expect(model.shown.value).toBe(false);
  });

  test('declining asks for no password and leaves no mark', () => {
    create();
    marked = 'activation';

    expect(events?.submit('decline')).toBe(true);

    expect(marked).toBeUndefined();
  });
});

describe('when the page comes back', () => {
  const errors = [{ field: 'password', message: 'is too short', text: 'Password is too short' }];

  test('it starts with what Shopify said', () => {
    marked = 'activation';

    const model = create({ errors });

    expect(model.status.value).toEqual({ kind: 'returned', errors });
    expect(marked).toBeUndefined();
  });

  test('without a word from Shopify the link is in doubt', () => {
    marked = 'activation';

    expect(create().status.value).toEqual({ kind: 'doubted' });
  });

  test('another link than the one a password was handed in on is not in doubt', () => {
    marked = 'reset';

    expect(create().status.value).toEqual({ kind: 'choosing' });
  });
});

test('what was typed before the script came is taken over', () => {
  expect(create({ typed: 'half a pass' }).password.value).toBe('half a pass');
});

test('a model that is gone neither watches the form nor waits', () => {
  const model = submitted();

  model[Symbol.dispose]();

  expect(events).toBeUndefined();
  expect(timers.waits).toEqual([]);
});

function submitted(): SetPasswordModel {
  const model = create();
  model.type('three green boats');
  events?.submit('set');
  return model;
}

function create(start: { errors?: readonly ReturnedError[]; typed?: string } = {}): SetPasswordModel {
  const mark: PasswordMark = {
    leave: (page) => {
      marked = page;
    },
    read: () => marked,
    remove: () => {
      marked = undefined;
    },
  };
  const form: SetPasswordPorts['form'] = {
    watch(given) {
      events = given;
      return () => {
        events = undefined;
      };
    },
  };
  return new SetPasswordModel(
    { form, mark, timers },
    { page: 'activation', errors: [], typed: '', ...start },
  );
}
