import { describe, expect, it } from 'vitest';
import { decide, type CustomerState, type Policies } from '../../../src/server/domain/decide.ts';

const POLICIES: Policies = {
  blockTags: ['blocked'],
  declined: 'review',
  unknownHistory: 'allow-if-never-enabled',
};
const STATES: readonly CustomerState[] = ['DECLINED', 'DISABLED', 'ENABLED', 'INVITED'];

function customer(state: CustomerState, more: { tags?: string[]; seenEnabled?: boolean } = {}) {
  return { state, tags: [], seenEnabled: false, ...more };
}

describe('on legacy accounts', () => {
  it('an unknown address gets no mail', () => {
    expect(decide('CLASSIC', undefined, POLICIES)).toEqual({ mail: 'none', reason: 'unknown-address' });
  });

  it('a customer who never activated gets an invite', () => {
    expect(decide('CLASSIC', customer('DISABLED'), POLICIES)).toEqual({
      mail: 'invite',
      reason: 'never-activated',
    });
  });

  it('an invited customer gets another invite', () => {
    expect(decide('CLASSIC', customer('INVITED'), POLICIES)).toEqual({ mail: 'invite', reason: 'invited' });
  });

  it('an active customer gets a password reset', () => {
    expect(decide('CLASSIC', customer('ENABLED'), POLICIES)).toEqual({ mail: 'reset', reason: 'enabled' });
  });

  it('an active customer who was seen active before gets a password reset', () => {
    const decision = decide('CLASSIC', customer('ENABLED', { seenEnabled: true }), POLICIES);

    expect(decision).toEqual({ mail: 'reset', reason: 'enabled' });
  });

  it('a customer who declined is left to the merchant', () => {
    expect(decide('CLASSIC', customer('DECLINED'), POLICIES)).toEqual({
      mail: 'none',
      reason: 'declined-review',
    });
  });

  it('a customer who declined gets an invite where the merchant chose so', () => {
    const decision = decide('CLASSIC', customer('DECLINED'), { ...POLICIES, declined: 'invite' });

    expect(decision).toEqual({ mail: 'invite', reason: 'declined' });
  });

  it.each(STATES)('a customer in state %s with a block tag gets no mail', (state) => {
    const decision = decide('CLASSIC', customer(state, { tags: ['vip', 'Blocked'] }), {
      ...POLICIES,
      declined: 'invite',
    });

    expect(decision).toEqual({ mail: 'none', reason: 'blocked-by-tag' });
  });

  it.each(STATES)('a customer in state %s on the merchant’s list gets no mail', (state) => {
    const decision = decide(
      'CLASSIC',
      { ...customer(state), listed: 'address' },
      { ...POLICIES, declined: 'invite' },
    );

    expect(decision).toEqual({ mail: 'none', reason: 'blocked-by-list' });
  });

  it('a tag that only contains a block tag blocks nobody', () => {
    const decision = decide('CLASSIC', customer('INVITED', { tags: ['unblocked'] }), POLICIES);

    expect(decision.mail).toBe('invite');
  });

  it('a customer disabled after having been active counts as blocked', () => {
    const decision = decide('CLASSIC', customer('DISABLED', { seenEnabled: true }), POLICIES);

    expect(decision).toEqual({ mail: 'none', reason: 'blocked-by-disabling' });
  });

  it('a disabled customer without known history is left to a merchant who wants to look first', () => {
    const decision = decide('CLASSIC', customer('DISABLED'), { ...POLICIES, unknownHistory: 'review' });

    expect(decision).toEqual({ mail: 'none', reason: 'history-review' });
  });

  it('a customer whom the merchant invited again after blocking gets the invite', () => {
    const decision = decide('CLASSIC', customer('INVITED', { seenEnabled: true }), POLICIES);

    expect(decision.mail).toBe('invite');
  });
});

describe('on customer accounts', () => {
  it.each([undefined, ...STATES])('a customer in state %s gets no mail: there are codes', (state) => {
    const known = state === undefined ? undefined : customer(state);

    expect(decide('NEW_CUSTOMER_ACCOUNTS', known, POLICIES)).toEqual({
      mail: 'none',
      reason: 'codes-not-passwords',
    });
  });
});
