import { describe, expect, test } from 'vitest';
import {
  PropProblem,
  parseSetPasswordProps,
  parseSignInProps,
  parseWayInProps,
} from '../../../src/contracts/island-props.ts';
import { setPasswordProps, signInProps, wayInProps } from '../../islands/support/props.ts';

describe('what Liquid prints', () => {
  test('is read as it is', () => {
    const chosen = {
      ...setPasswordProps([{ field: 'password', message: 'is too weak', text: 'Password is too weak' }]),
      twoFields: true,
      breachedPasswords: '/apps/account-access/breached-passwords',
      start: { kind: 'refused', problem: 'too-short' },
    };
    const asked = {
      ...wayInProps(),
      sender: 'Look for a mail from Fjord.',
      start: { state: 'already-active' },
    };

    expect(parseSetPasswordProps(setPasswordProps())).toEqual(setPasswordProps());
    expect(parseSetPasswordProps(chosen)).toEqual(chosen);
    expect(parseWayInProps(wayInProps())).toEqual(wayInProps());
    expect(parseWayInProps(asked)).toEqual(asked);
    expect(parseSignInProps(signInProps())).toEqual(signInProps());
  });

  test('may carry more than this version knows', () => {
    const later = { ...setPasswordProps(), texts: { ...setPasswordProps().texts, later: 1 }, later: [] };

    expect(parseSetPasswordProps(later)).toMatchObject(setPasswordProps());
  });

  test.each([
    { what: 'nothing', input: undefined, member: 'id' },
    { what: 'null', input: null, member: 'id' },
    { what: 'a text', input: 'props', member: 'id' },
    { what: 'a list', input: [], member: 'id' },
    { what: 'no texts', input: { ...setPasswordProps(), texts: undefined }, member: 'texts' },
    { what: 'no errors', input: { ...setPasswordProps(), errors: undefined }, member: 'errors' },
    { what: 'no page', input: { ...setPasswordProps(), page: undefined }, member: 'page' },
    {
      what: 'an error without words',
      input: setPasswordProps([{ field: 'form', message: 'Gone.', text: '' }]),
      member: 'text',
    },
  ])('is refused where it is $what, by the name of the member', ({ input, member }) => {
    expect(() => parseSetPasswordProps(input)).toThrow(new PropProblem(member));
  });

  test.each(['language', 'mail', 'texts'] as const)(
    'is refused by the sign-in guide without %s',
    (member) => {
      expect(() => parseSignInProps({ ...signInProps(), [member]: undefined })).toThrow(
        new PropProblem(member),
      );
    },
  );

  test.each([
    'id',
    'texts',
    'waits',
    'locale',
    'language',
    'mail',
    'sender',
    'noMailbox',
    'action',
    'signIn',
  ] as const)('is refused by the way-in without %s', (member) => {
    expect(() => parseWayInProps({ ...wayInProps(), [member]: undefined })).toThrow(new PropProblem(member));
  });

  test.each(Object.keys(setPasswordProps().texts))('is refused where the text %s is empty', (key) => {
    const emptied = (value: unknown) => ({
      ...setPasswordProps(),
      texts: { ...setPasswordProps().texts, [key]: value },
    });

    expect(() => parseSetPasswordProps(emptied(''))).toThrow(new PropProblem(key));
    expect(() => parseSetPasswordProps(emptied(null))).toThrow(new PropProblem(key));
  });

  test.each(Object.keys(wayInProps().texts))('is refused by the way-in where the text %s is empty', (key) => {
    const props = { ...wayInProps(), texts: { ...wayInProps().texts, [key]: '' } };

    expect(() => parseWayInProps(props)).toThrow(new PropProblem(key));
  });

  test('is refused where a wait has no words', () => {
    const props = { ...wayInProps(), waits: [{ minutes: 1, text: '' }] };

    expect(() => parseWayInProps(props)).toThrow(new PropProblem('text'));
  });

  test.each([
    'https://elsewhere.example/requests',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    'requests',
    '/',
  ])('may not send addresses to %j', (path) => {
    expect(() => parseWayInProps({ ...wayInProps(), action: path })).toThrow(new PropProblem('action'));
  });

  test('may lead to a sign-in page on a host of Shopify’s, where nothing is sent', () => {
    const signIn = 'https://shopify.example/1/account';

    expect(parseWayInProps({ ...wayInProps(), signIn }).signIn).toBe(signIn);
  });
});
