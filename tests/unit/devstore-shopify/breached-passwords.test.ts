import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { isInRange, readHashRange } from '../../../src/contracts/breached-passwords.ts';
import { createPwnedPasswords } from '../../../src/devstore/shopify/breached-passwords.ts';

const ask = createPwnedPasswords();
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();
const rangeOf = async (hash: string, headers: Readonly<Record<string, string>> = {}) =>
  (await ask(new Request(`http://127.0.0.1/range/${hash.slice(0, 5)}`, { headers }))).text();

it.each(['password', '123456', 'stolen-from-a-shop'])('knows that %s was stolen', async (password) => {
  const hash = sha1(password);

  expect(isInRange(readHashRange(await rangeOf(hash)) ?? '', hash)).toBe(true);
});

it('knows nothing of others, and pads its answer when asked to', async () => {
  const hash = sha1('sunny hill road');
  expect(await rangeOf(hash)).toBe('');

  const padded = await rangeOf(hash, { 'Add-Padding': 'true' });

  expect(padded.split('\r\n')).toHaveLength(800);
  expect(isInRange(readHashRange(padded) ?? '', hash)).toBe(false);
});

it.each(['/range/12', '/range/zzzzz', '/range/', '/'])('refuses %s', async (path) => {
  expect((await ask(new Request(`http://127.0.0.1${path}`))).status).toBe(400);
});
