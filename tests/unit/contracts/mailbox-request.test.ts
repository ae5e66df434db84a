import { describe, expect, it } from 'vitest';
import { parseMailboxRequest, readMailboxAnswer } from '../../../src/contracts/mailbox-request.ts';

const FIELDS = {
  orderNumber: '#1001',
  postcode: '0150',
  oldEmail: 'ada@old.example',
  newEmail: 'ada@new.example',
  message: 'Hello',
};

describe('a form that is in order', () => {
  it('is read, and its edges are tidied', () => {
    const typed = {
      ...FIELDS,
      orderNumber: '  ＃１００１ ',
      postcode: ' SW1A\u00a01AA ',
      newEmail: 'Ada@NEW.example.',
      message: ' one\r\ntwo\u0007\u202e\tthree ',
      locale: 'pt-BR',
      other: 1,
    };

    expect(parseMailboxRequest(typed)).toEqual({
      ok: true,
      value: {
        ...FIELDS,
        orderNumber: '#1001',
        postcode: 'SW1A 1AA',
        newEmail: 'Ada@new.example',
        message: 'one\ntwo three',
        locale: 'pt-BR',
      },
    });
  });

  it('needs no message and no language', () => {
    const { message: _, ...rest } = FIELDS;

    expect(parseMailboxRequest(rest)).toMatchObject({ ok: true, value: { message: '', locale: 'en' } });
  });

  it.each(['EN1001-A', '1001', 'B2B/2026.17'])('takes %s as an order number', (orderNumber) => {
    expect(parseMailboxRequest({ ...FIELDS, orderNumber })).toMatchObject({ ok: true });
  });

  it.each(['-', 'D-10115', '1234 AB', '〒100-0001'.slice(1)])('takes %s as a postcode', (postcode) => {
    expect(parseMailboxRequest({ ...FIELDS, postcode })).toMatchObject({ ok: true });
  });
});

describe('a form that is not in order', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'ada@old.example'],
    ['a list', [FIELDS]],
    ['an empty form', {}],
  ])('%s misses every field but the message', (_, fields) => {
    expect(parseMailboxRequest(fields)).toEqual({
      ok: false,
      reason: { orderNumber: 'missing', postcode: 'missing', oldEmail: 'missing', newEmail: 'missing' },
    });
  });

  it.each([
    ['orderNumber', 'about a year ago', 'malformed'],
    ['orderNumber', '#1001"', 'malformed'],
    ['orderNumber', '1'.repeat(41), 'too-long'],
    ['orderNumber', ['1', '2'], 'malformed'],
    ['orderNumber', ' \u200b ', 'missing'],
    ['postcode', '0150\u{1f600}', 'malformed'],
    ['postcode', '1'.repeat(21), 'too-long'],
    ['oldEmail', 'ada', 'malformed'],
    ['newEmail', 'ADA@old.example', 'same-address'],
    ['message', 'x'.repeat(801), 'too-long'],
    ['message', ['a', 'b'], 'malformed'],
  ])('says of %s %j that it is %s', (field, value, problem) => {
    expect(parseMailboxRequest({ ...FIELDS, [field]: value })).toEqual({
      ok: false,
      reason: { [field]: problem },
    });
  });
});

describe('an answer', () => {
  it.each([
    [
      { v: 1, state: 'needs-review', reference: '7QX2M-4RVWH' },
      { kind: 'kept', reference: '7QX2M-4RVWH' },
    ],
    [
      { v: 1, error: { code: 'invalid_fields', fields: { postcode: 'missing', message: 'odd', more: 'x' } } },
      { kind: 'invalid', fields: { postcode: 'missing', message: 'malformed' } },
    ],
    [
      { v: 1, error: { code: 'rate_limited', retryAfterSeconds: 9 } },
      { kind: 'throttled', retryAfterSeconds: 9 },
    ],
    [{ v: 1, error: { code: 'unavailable' } }, { kind: 'try-later' }],
    [{ v: 2, state: 'needs-review', reference: 'x' }, { kind: 'try-later' }],
    [undefined, { kind: 'try-later' }],
  ])('%j is understood', (body, answer) => {
    expect(readMailboxAnswer(body)).toEqual(answer);
  });
});
