import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommonPasswords } from '../../../src/contracts/common-passwords.ts';
import {
  createPasswordAdviser,
  type PasswordAdviser,
} from '../../../src/islands/password-advice/create-password-adviser.ts';
import type { Advice } from '../../../src/islands/password-advice/judge-password.ts';
import { handTimers, type HandTimers } from './hand-timers.ts';

const COMMON: CommonPasswords = { has: (password) => password.startsWith('letmein') };
const RANGE = `${'0'.repeat(35)}:7\n${'A'.repeat(35)}:0\n`;

let timers: HandTimers;
let commonPasswords: ReturnType<typeof vi.fn<() => Promise<CommonPasswords>>>;
let sha1: ReturnType<typeof vi.fn<(password: string) => Promise<string>>>;
let range: ReturnType<typeof vi.fn<(prefix: string, signal: AbortSignal) => Promise<string>>>;
let adviser: PasswordAdviser;

beforeEach(() => {
  timers = handTimers();
  commonPasswords = vi.fn(async () => COMMON);
  sha1 = vi.fn(async () => 'ABCDE'.padEnd(40, '0'));
  range = vi.fn(async () => RANGE);
  adviser = createPasswordAdviser({ commonPasswords, breached: { sha1, range }, timers });
});
afterEach(() => adviser.dispose());

/** Everything that was said about a password so far, oldest first. */
function ask(password: string, by = adviser): readonly Advice[] {
  const said: Advice[] = [];
  by.advise(password, (advice) => said.push(advice));
  return said;
}

/** Lets everything settle that waits for nothing but promises. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function withList(): Promise<void> {
  ask('x');
  await settled();
}

describe('what is said at once', () => {
  it.each<[string, Advice]>([
    ['', 'none'],
    ['abcd', 'none'],
    ['👩‍👩‍👧', 'longer'],
    [' sunny hill road', 'edge-space'],
    ['sunny hill road ', 'edge-space'],
    [' ', 'edge-space'],
    ['letmein', 'common'],
    ['letmein and some more', 'common'],
    ['aaaaaaaaaaaaaaa', 'common'],
    ['forest', 'longer'],
    ['elevenchars', 'longer'],
    ['sunny hill road', 'good'],
  ])('about %j, with the list there, is %s', async (password, advice) => {
    await withList();

    expect(ask(password)).toEqual([advice]);
  });

  it('is no praise while the list is on its way', async () => {
    const said = ask('sunny hill road');

    expect(said).toEqual(['none']);
    await settled();
    expect(said).toEqual(['none', 'good']);
  });
});

describe('the list', () => {
  it('is not fetched before anything is typed, and once only', async () => {
    ask('');
    expect(commonPasswords).not.toHaveBeenCalled();

    ask('s');
    ask('su');
    await settled();
    ask('sun');

    expect(commonPasswords).toHaveBeenCalledTimes(1);
  });

  it('corrects what was said when it arrives', async () => {
    const said = ask('letmein');
    await settled();

    expect(said).toEqual(['longer', 'common']);
  });

  it('says nothing about a password that is no longer the newest', async () => {
    const early = ask('letmein');
    const newest = ask('letmein in now');
    await settled();

    expect(early).toEqual(['longer']);
    expect(newest).toEqual(['none', 'common']);
  });

  it('that arrives after the adviser was disposed of changes nothing', async () => {
    const said = ask('letmein');
    adviser.dispose();
    await settled();

    expect(said).toEqual(['longer']);
  });

  it('that does not come keeps nobody from praise, and is fetched again with the next letter', async () => {
    commonPasswords.mockRejectedValueOnce(new TypeError('offline'));
    const said = ask('sunny hill roa');
    await settled();
    expect(said).toEqual(['none', 'good']);

    ask('letmein');
    await settled();

    expect(commonPasswords).toHaveBeenCalledTimes(2);
    expect(ask('letmein')).toEqual(['common']);
  });
});

describe('the look-up of stolen passwords', () => {
  beforeEach(withList);

  it('waits until the password stood still for 600 ms', async () => {
    const said = ask('sunny hill road');
    await settled();
    expect(timers.waits).toEqual([600]);
    expect(sha1).not.toHaveBeenCalled();

    timers.run();
    await settled();

    expect(said).toEqual(['good', 'breached']);
  });

  it('hands on five characters of the hash and nothing else', async () => {
    ask('sunny hill road');
    timers.run();
    await settled();

    expect(range.mock.calls.map(([prefix]) => prefix)).toEqual(['ABCDE']);
  });

  it('takes padding for what it is', async () => {
    sha1.mockResolvedValue('ABCDE'.padEnd(40, 'A'));
    const said = ask('sunny hill road');
    timers.run();
    await settled();

    expect(range).toHaveBeenCalledTimes(1);
    expect(said).toEqual(['good']);
  });

  it.each(['', 'forests', ' sunny hill road', 'letmein in now', '1234567890'])(
    'is not made for %j',
    async (password) => {
      ask(password);
      timers.run();
      await settled();

      expect(sha1).not.toHaveBeenCalled();
    },
  );

  it('is called off by the next letter, before and after it was sent', async () => {
    const early = ask('sunny hill roa');
    const second = ask('sunny hill road');
    expect(timers.waits).toEqual([600]);
    timers.run();
    await settled();
    expect(second).toEqual(['good', 'breached']);

    let signal: AbortSignal | undefined;
    range.mockImplementation(
      (_, given) =>
        new Promise((resolve) => {
          signal = given;
          given.addEventListener('abort', () => resolve(RANGE));
        }),
    );
    const third = ask('sunny hill roads');
    timers.run();
    await settled();
    ask('sunny hill roads!');
    await settled();

    expect(signal?.aborted).toBe(true);
    expect(third).toEqual(['good']);
    expect(early).toEqual(['good']);
  });

  it('that fails says nothing', async () => {
    range.mockRejectedValue(new TypeError('offline'));
    const said = ask('sunny hill road');
    timers.run();
    await settled();

    expect(said).toEqual(['good']);
  });

  it('is not made where the merchant did not turn it on', async () => {
    const plain = createPasswordAdviser({ commonPasswords, timers });
    ask('sunny hill road', plain);

    expect(timers.waits).toEqual([]);
  });

  it('is called off when the list turns out to have the password', async () => {
    const fresh = createPasswordAdviser({ commonPasswords, breached: { sha1, range }, timers });
    ask('letmein in now', fresh);
    expect(timers.waits).toEqual([600]);
    await settled();

    expect(timers.waits).toEqual([]);
  });

  it('says nothing any more once the adviser is disposed of', async () => {
    const said = ask('sunny hill road');
    timers.run();
    adviser.dispose();
    await settled();

    expect(said).toEqual(['good']);
  });
});
