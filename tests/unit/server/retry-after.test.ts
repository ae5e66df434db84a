import { expect, it } from 'vitest';
import { retryAfterSeconds } from '../../../src/server/shopify/retry-after.ts';

const DATE = 'Sun, 22 Nov 2026 03:00:00 GMT';

it.each([
  ['seconds as Shopify writes them, and not milliseconds', { 'retry-after': '2.0' }, 2],
  ['whole seconds', { 'retry-after': '30' }, 30],
  ['no more than an hour', { 'retry-after': '86400' }, 3_600],
  [
    'a date, against the date of the answer',
    { 'retry-after': 'Sun, 22 Nov 2026 03:00:12 GMT', date: DATE },
    12,
  ],
  ['a date that is over', { 'retry-after': DATE, date: 'Sun, 22 Nov 2026 03:00:01 GMT' }, undefined],
  ['a date without one to hold it against', { 'retry-after': DATE }, undefined],
  ['something else', { 'retry-after': 'soon' }, undefined],
  ['nothing', {}, undefined],
  ['zero', { 'retry-after': '0' }, undefined],
] as const)('reads %s', (_, headers, seconds) => {
  expect(retryAfterSeconds(new Headers(headers))).toBe(seconds);
});
