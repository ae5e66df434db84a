import { beforeEach, describe, expect, test } from 'vitest';
import {
  SetPasswordModel,
  type SetPasswordStart,
} from '../../../src/islands/set-password/SetPasswordModel.ts';
import type {
  Advice,
  PasswordFormEvents,
  PasswordMark,
  SetPasswordPorts,
} from '../../../src/islands/set-password/ports.ts';
import type { LinkPage } from '../../../src/contracts/island-props.ts';
import { handTimers } from './hand-timers.ts';

let events: PasswordFormEvents | undefined;
let marked: LinkPage | undefined;
let online = true;
let asked: { password: string; say: (advice: Advice) => void }[] = [];
const timers = handTimers();

beforeEach(() => {
  events = undefined;
  marked = undefined;
  online = true;
  asked = [];
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

  test('without a network it is held back, kept, and can be tried again', () => {
    online = false;
    const model = create();
    model.type('three green boats');

    expect(events?.submit('set')).toBe(false);
    expect(model.status.value).toEqual({ kind: 'refused', problem: 'offline' });
    expect(marked).toBeUndefined();
    expect(model.password.value).toBe('three green boats');

    online = true;
    expect(events?.submit('set')).toBe(true);
  });

  test('what is wrong with a password comes before what is wrong with the network', () => {
    online = false;
    const model = create();

    events?.submit('set');

    expect(model.status.value).toEqual({ kind: 'refused', problem: 'missing' });
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

describe('where the merchant wants it typed twice', () => {
  test.each(['', 'three green boat', 'Three green boats', 'three green boats '])(
    'a second one that is "%s" holds the post back',
    (again) => {
      const model = create({ twoFields: true });
      model.type('three green boats');
      model.typeAgain(again);

      expect(events?.submit('set')).toBe(false);

      expect(model.status.value).toEqual({ kind: 'refused', problem: 'mismatch' });
    },
  );

  test('the same twice goes through', () => {
    const model = create({ twoFields: true });
    model.type('three green boats');
    model.typeAgain('three green boats');

    expect(events?.submit('set')).toBe(true);
  });

  test('a rule that the first one breaks is said first', () => {
    const model = create({ twoFields: true });
    model.type('abc');
    model.typeAgain('abcd');

    events?.submit('set');

    expect(model.status.value).toEqual({ kind: 'refused', problem: 'too-short' });
  });
});

describe('advice', () => {
  test('is asked for with everything that is typed, and held until something else is said', () => {
    const model = create();
    expect(model.advice.value).toBe('none');
    expect(asked).toEqual([]);

    model.type('p');
    model.type('password');
    asked[1]?.say('common');

    expect(asked.map(({ password }) => password)).toEqual(['p', 'password']);
    expect(model.advice.value).toBe('common');
  });

  test('holds nothing back', () => {
    const model = create();
    model.type('password');
    asked[0]?.say('breached');

    expect(events?.submit('set')).toBe(true);
  });
});

describe('while the form is being posted', () => {
  test('a second post is stopped', () => {
    submitted();

    expect(events?.submit('set')).toBe(false);
    expect(events?.submit('decline')).toBe(false);
  });

  test('words about waiting come after 400 ms, and others after eight seconds', () => {
    const model = submitted();
    expect(timers.waits).toEqual([400]);
    expect(model.status.value).toEqual({ kind: 'submitting', wait: 'short' });

    timers.run();
    expect(model.status.value).toEqual({ kind: 'submitting', wait: 'noticed' });
    expect(timers.waits).toEqual([7_600]);

    timers.run();
    expect(model.status.value).toEqual({ kind: 'submitting', wait: 'long' });
    expect(timers.waits).toEqual([]);
  });

  test.each([
    { by: 'a captcha', challenged: true, kind: 'stopped' },
    { by: 'another script', challenged: false, kind: 'choosing' },
  ])('a post that $by stopped is $kind, and can be made again', ({ challenged, kind }) => {
    const model = submitted();
    model.toggle();

    events?.stopped(challenged);

    expect(model.status.value).toEqual({ kind });
    expect(model.shown.value).toBe(false);
    expect(timers.waits).toEqual([]);
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

test('the theme editor’s preview is shown first, whatever the mark says', () => {
  marked = 'activation';

  const preview = { kind: 'refused', problem: 'too-short' } as const;

  expect(create({ preview }).status.value).toEqual(preview);
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

function create(start: Partial<SetPasswordStart> = {}): SetPasswordModel {
  const mark: PasswordMark = {
    leave: (page) => {
      marked = page;
    },
    read: () => (marked === undefined ? undefined : { page: marked }),
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
  const advice: SetPasswordPorts['advice'] = {
    about: (password, say) => asked.push({ password, say }),
  };
  return new SetPasswordModel(
    { form, mark, advice, timers, online: () => online },
    { page: 'activation', errors: [], typed: '', twoFields: false, ...start },
  );
}
