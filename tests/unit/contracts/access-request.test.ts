import { describe, expect, it } from 'vitest';
import {
  ACCEPTED,
  parseAccessRequest,
  readAccessAnswer,
  accountsPathBeside,
} from '../../../src/contracts/access-request.ts';
import { SIGN_IN_WITH_CODE } from '../../../src/contracts/accounts.ts';

describe('parseAccessRequest', () => {
  it('takes address and locale, and ignores what else was sent', () => {
    const fields = { email: 'ada@example.com', locale: 'pt-BR', contact: 'x' };

    expect(parseAccessRequest(fields)).toEqual({
      ok: true,
      value: { email: 'ada@example.com', locale: 'pt-BR' },
    });
  });

  it.each([undefined, '', 'EN_us', '<b>', 7, 'x'.repeat(80)])('counts the locale %j as English', (locale) => {
    expect(parseAccessRequest({ email: 'ada@example.com', locale })).toEqual({
      ok: true,
      value: { email: 'ada@example.com', locale: 'en' },
    });
  });

  it('takes the reference of a conversation, in capitals or not', () => {
    for (const reference of [
      '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
      '9B1DEB4D-3B7D-4BAD-9BDD-2B0D7B3DCB6D',
    ]) {
      expect(parseAccessRequest({ email: 'ada@example.com', reference })).toMatchObject({
        value: { reference },
      });
    }
  });

  it.each([
    7,
    '',
    null,
    ['9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d'],
    ' 9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
    '9b1deb4d-3b7d-1bad-9bdd-2b0d7b3dcb6d',
    '9b1deb4d-3b7d-4bad-7bdd-2b0d7b3dcb6d',
    '9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d',
    'ada@example.com',
  ])('counts the reference %j as missing', (reference) => {
    expect(parseAccessRequest({ email: 'ada@example.com', reference })).toEqual({
      ok: true,
      value: { email: 'ada@example.com', locale: 'en', reference: undefined },
    });
  });

  it.each([null, undefined, 'email=ada@example.com', 7, ['ada@example.com'], {}])(
    'misses the address in %j',
    (fields) => {
      expect(parseAccessRequest(fields)).toEqual({ ok: false, reason: { email: 'missing' } });
    },
  );
});

describe('readAccessAnswer', () => {
  it('knows the one answer to every request that was taken', () => {
    expect(readAccessAnswer({ ...ACCEPTED })).toEqual({ kind: 'accepted' });
  });

  it('knows that the shop has no passwords any more', () => {
    expect(readAccessAnswer({ ...SIGN_IN_WITH_CODE })).toEqual({ kind: 'sign-in-with-code' });
  });

  it('tells what is wrong with a field', () => {
    const body = { v: 1, error: { code: 'invalid_fields', fields: { email: 'malformed' } } };

    expect(readAccessAnswer(body)).toEqual({ kind: 'invalid', fields: { email: 'malformed' } });
  });

  it('tells how long to wait', () => {
    const body = { v: 1, error: { code: 'rate_limited', retryAfterSeconds: 90 } };

    expect(readAccessAnswer(body)).toEqual({ kind: 'throttled', retryAfterSeconds: 90 });
  });

  it.each([
    undefined,
    null,
    '<!doctype html>',
    [],
    {},
    { v: 2, state: 'check-inbox' },
    { v: 1, state: 'something-else' },
    { v: 1, error: 'no' },
    { v: 1, error: { code: 'of-another-program' } },
    { v: 1, error: { code: 'toString' } },
    { v: 1, error: { code: 'rate_limited' } },
    { v: 1, error: { code: 'unavailable', retryAfterSeconds: 30 } },
  ])('takes %j as "try again later"', (body) => {
    expect(readAccessAnswer(body)).toEqual({ kind: 'try-later' });
  });
});

it('the question which kind of accounts a shop has stands beside its way-in requests', () => {
  expect(accountsPathBeside('/apps/account-access/requests')).toBe('/apps/account-access/accounts');
  expect(accountsPathBeside('/a/requests/requests')).toBe('/a/requests/accounts');
});
