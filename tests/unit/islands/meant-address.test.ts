import { expect, test } from 'vitest';
import { meantAddress } from '../../../src/islands/address-advice/meant-address.ts';
import { phoneOf } from '../../../src/islands/platform/phone.ts';

test.each([
  ['ann@gmial.com', 'ann@gmail.com'],
  ['ann@gmail.con', 'ann@gmail.com'],
  ['ann@hotmial.com', 'ann@hotmail.com'],
  ['Ann.Berg+shop@gmial.com', 'Ann.Berg+shop@gmail.com'],
  ['  ann@gmial.com  ', 'ann@gmail.com'],
  ['ann@gmial.com.', 'ann@gmail.com'],
  ['ann@gmial.com,', 'ann@gmail.com'],
  ['ann@gmial.com;', 'ann@gmail.com'],
  ['a@b@gmial.com', 'a@b@gmail.com'],
])('%j was probably meant as %s', (typed, meant) => {
  expect(meantAddress(typed)).toBe(meant);
});

test.each([
  'ann@gmail.com',
  'ann@GMAIL.com ',
  'ann@online.no',
  'ann@web.de',
  'ann@fjord.example',
  'ann@laposte.net',
  'ann@mycompany.io',
  'ann',
  'ann@',
  '@gmial.com',
  'gmial.com',
  '',
  '   ',
  'ann@gmi al.com',
])('%j is left alone', (typed) => {
  expect(meantAddress(typed)).toBeUndefined();
});

test.each([
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36',
    'android',
  ],
  ['Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0', 'android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Safari/604.1',
    'ios',
  ],
  ['Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) AppleWebKit/605.1.15 Version/16.6 Safari/604.1', 'ios'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.6 Safari/605.1.15',
    undefined,
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', undefined],
  ['', undefined],
])('%s is on %s', (userAgent, phone) => {
  expect(phoneOf(userAgent)).toBe(phone);
});
