import { describe, expect, test } from 'vitest';
import { parseSetPasswordProps, parseWayInProps } from '../../../src/contracts/island-props.ts';
import { setPasswordProps, wayInProps } from '../../islands/support/props.ts';

describe('what Liquid prints', () => {
  test('is read as it is', () => {
    expect(parseSetPasswordProps(setPasswordProps())).toEqual({ ok: true, value: setPasswordProps() });
    expect(parseWayInProps(wayInProps())).toEqual({ ok: true, value: wayInProps() });
  });

  test('may carry more than this version knows', () => {
    const later = { ...setPasswordProps(), texts: { ...setPasswordProps().texts, later: 1 }, later: [] };

    expect(parseSetPasswordProps(later)).toMatchObject({ ok: true, value: setPasswordProps() });
  });

  test.each([
    { what: 'nothing', input: undefined },
    { what: 'null', input: null },
    { what: 'a text', input: 'props' },
    { what: 'a list', input: [] },
    { what: 'no texts', input: { ...setPasswordProps(), texts: undefined } },
    { what: 'an unknown page', input: { ...setPasswordProps(), page: 'login' } },
    { what: 'errors that are no list', input: { ...setPasswordProps(), errors: {} } },
    { what: 'an error without its text', input: { ...setPasswordProps(), errors: [{ field: 'form' }] } },
  ])('is refused where it is $what', ({ input }) => {
    expect(parseSetPasswordProps(input).ok).toBe(false);
  });

  test.each(Object.keys(setPasswordProps().texts))('is refused without the text %s, by its name', (key) => {
    const texts = { ...setPasswordProps().texts, [key]: '' };

    expect(parseSetPasswordProps({ ...setPasswordProps(), texts })).toEqual({ ok: false, reason: key });
  });

  test.each(Object.keys(wayInProps().texts))('is refused without the way-in text %s, by its name', (key) => {
    const texts: Record<string, string> = { ...wayInProps().texts };
    delete texts[key];

    expect(parseWayInProps({ ...wayInProps(), texts })).toEqual({ ok: false, reason: key });
  });

  test.each([
    'https://elsewhere.example/requests',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'requests',
    '/',
  ])('may not send addresses to %s', (action) => {
    expect(parseWayInProps({ ...wayInProps(), action })).toEqual({ ok: false, reason: 'action' });
  });
});
