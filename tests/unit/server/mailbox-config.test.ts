import { describe, expect, it } from 'vitest';
import { testConfig } from '../../support/service-under-test.ts';

const DATABASE = 'postgres://user@db.example/latchkey';

describe('the configuration of requests without a mailbox', () => {
  it('fills in what need not be said', () => {
    expect(testConfig(DATABASE)).toMatchObject({
      mailboxLimits: { addressPerHour: 3, ipPer10Minutes: 6, shopPerHour: 60 },
      mailboxWaitHours: 24,
      mailboxExpireDays: 30,
      mailboxKeepDays: 90,
      requestKeepDays: 90,
      orderHistory: '60-days',
    });
  });

  it('takes what is said', () => {
    const said = { MAILBOX_WAIT_HOURS: '0', MAILBOX_EXPIRE_DAYS: '7', ORDER_HISTORY: 'all' };

    expect(testConfig(DATABASE, said)).toMatchObject({
      mailboxWaitHours: 0,
      mailboxExpireDays: 7,
      orderHistory: 'all',
    });
  });

  it.each([
    ['MAILBOX_WAIT_HOURS', '721'],
    ['MAILBOX_EXPIRE_DAYS', '0'],
    ['ORDER_HISTORY', '61-days'],
    ['MAILBOX_KEEP_DAYS', '0'],
    ['REQUEST_KEEP_DAYS', '6'],
    ['LIMIT_MAILBOX_SHOP_PER_HOUR', '0'],
    ['LIMIT_MAILBOX_ADDRESS_PER_HOUR', '0'],
    ['LIMIT_MAILBOX_IP_PER_10_MINUTES', 'many'],
  ])('names %s when it is %s', (name, value) => {
    expect(() => testConfig(DATABASE, { [name]: value })).toThrow(`${name}: bad`);
  });
});
