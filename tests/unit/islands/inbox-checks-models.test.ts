import { describe, expect, test } from 'vitest';
import { BrowserCheckModel } from '../../../src/islands/inbox-checks/BrowserCheckModel.ts';
import { LinkCheckModel } from '../../../src/islands/inbox-checks/LinkCheckModel.ts';
import type { BrowserTrouble } from '../../../src/islands/inbox-checks/ports.ts';

describe('a pasted link', () => {
  const model = () => new LinkCheckModel(['shop.example']);

  test.each(['', '  ', '\n\t'])('is not spoken of while there is none: %j', (pasted) => {
    const check = model();
    check.check('https://evil.example');

    check.check(pasted);

    expect(check.verdict.value).toBeUndefined();
  });

  test('is judged each time the field changes', () => {
    const check = model();
    expect(check.verdict.value).toBeUndefined();

    check.check('https://sh');
    expect(check.verdict.value).toEqual({ kind: 'unreadable' });
    check.check('https://shop.example');
    expect(check.verdict.value).toEqual({ kind: 'ours', host: 'shop.example' });
    check.check('https://shop.example.evil.example');
    expect(check.verdict.value).toEqual({ kind: 'foreign', host: 'shop.example.evil.example' });
  });
});

describe('this browser', () => {
  test('is silent until the first look is done, and before each further one', async () => {
    const said: (BrowserTrouble | 'good' | undefined)[] = [];
    const found: (BrowserTrouble | 'good')[] = ['offline', 'offline', 'cookies', 'good'];
    const model = new BrowserCheckModel({
      findTrouble: async () => found.shift() ?? 'good',
      copyAddress: async () => true,
    });
    const stop = model.trouble.subscribe((trouble) => said.push(trouble));

    // The same trouble twice is said twice; each one mended, the next is named.
    for (const _ of [1, 2, 3, 4]) await model.look();
    stop();

    expect(said).toEqual([
      undefined,
      'offline',
      undefined,
      'offline',
      undefined,
      'cookies',
      undefined,
      'good',
    ]);
  });

  test.each([true, false])('tells whether the address was copied: %o', async (copied) => {
    const model = new BrowserCheckModel({
      findTrouble: async () => 'good',
      copyAddress: async () => copied,
    });
    expect(model.copied.value).toBeUndefined();

    await model.copy();

    expect(model.copied.value).toBe(copied);
  });
});
