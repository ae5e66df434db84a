import { describe, expect, it } from 'vitest';
import { testConfig } from '../../support/service-under-test.ts';

const read = (more: Readonly<Record<string, string>> = {}) =>
  testConfig('postgres://localhost/latchkey', { LEDGER_REBUILD: '', ...more }).ledger;

describe('what the environment says about webhooks and blocks', () => {
  it('has defaults: whom the shop disables is blocked, customers are read, a week and two months are kept', () => {
    expect(read()).toEqual({
      disabledUnseen: 'block',
      rebuild: true,
      webhookKeepDays: 7,
      privacyKeepDays: 60,
    });
  });

  it('can be something else', () => {
    const more = {
      DISABLED_UNSEEN: 'allow',
      LEDGER_REBUILD: 'off',
      WEBHOOK_KEEP_DAYS: '1',
      PRIVACY_KEEP_DAYS: '30',
    };

    expect(read(more)).toEqual({
      disabledUnseen: 'allow',
      rebuild: false,
      webhookKeepDays: 1,
      privacyKeepDays: 30,
    });
  });

  it.each([
    ['DISABLED_UNSEEN', 'maybe'],
    ['LEDGER_REBUILD', 'yes'],
    // Shopify repeats a webhook for four hours: it must be known again for at least as long.
    ['WEBHOOK_KEEP_DAYS', '0'],
    ['PRIVACY_KEEP_DAYS', 'x'],
  ])('names %s where it is %j', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(name);
  });
});
