import { describe, expect, it } from 'vitest';
import { comeBackMs, judge, pointsAt, probeMs, type GateState } from '../../../src/server/domain/circuit.ts';

const QUIET: GateState = {
  openSince: undefined,
  probeAt: undefined,
  heldUntil: undefined,
  budget: undefined,
};
const ASKED = { now: 100_000, cost: 10, bulk: false, spread: 0 };
const BUDGET = { points: 5, at: 100_000, most: 2_000, perSecond: 100 };

describe('a call of Shopify', () => {
  it('goes while nothing speaks against it', () => {
    expect(judge(QUIET, ASKED)).toEqual({ kind: 'go' });
  });

  it('is held as long as Retry-After said', () => {
    expect(judge({ ...QUIET, heldUntil: 107_000 }, ASKED)).toEqual({
      kind: 'hold',
      held: { problem: 'throttled', afterSeconds: 7 },
    });
    expect(judge({ ...QUIET, heldUntil: 100_000 }, ASKED)).toEqual({ kind: 'go' });
  });

  it('is held by an open circuit until the time to look, and then is the look', () => {
    const open = { ...QUIET, openSince: 60_000, probeAt: 103_000 };

    expect(judge(open, ASKED)).toMatchObject({ kind: 'hold', held: { problem: 'circuit-open' } });
    expect(judge({ ...open, probeAt: 100_000 }, ASKED)).toEqual({ kind: 'probe' });
  });

  it('for many at once is never the look', () => {
    const open = { ...QUIET, openSince: 60_000, probeAt: 90_000 };

    expect(judge(open, { ...ASKED, bulk: true })).toMatchObject({ kind: 'hold' });
  });
});

describe('the points of the Admin API', () => {
  it('are spent while they last, and waited for no longer than it takes', () => {
    expect(judge({ ...QUIET, budget: { ...BUDGET, points: 10 } }, ASKED)).toMatchObject({
      kind: 'spend',
      leave: 0,
    });
    expect(judge({ ...QUIET, budget: { ...BUDGET, points: 0, perSecond: 4 } }, ASKED)).toEqual({
      kind: 'hold',
      held: { problem: 'throttled', afterSeconds: 3 },
    });
  });

  it('come back with time, up to what there can be', () => {
    expect([100_000, 101_000, 900_000].map((now) => pointsAt(BUDGET, now))).toEqual([5, 105, 2_000]);
  });

  it('are left to shoppers by half', () => {
    const budget = { ...BUDGET, points: 900 };

    expect(judge({ ...QUIET, budget }, { ...ASKED, bulk: true })).toEqual({
      kind: 'hold',
      held: { problem: 'throttled', afterSeconds: 2 },
    });
    expect(judge({ ...QUIET, budget }, ASKED)).toMatchObject({ kind: 'spend' });
  });

  it('do not matter to an API that counts none', () => {
    expect(judge({ ...QUIET, budget: { ...BUDGET, points: 0 } }, { ...ASKED, cost: 0 })).toEqual({
      kind: 'go',
    });
  });
});

describe('the longer an outage lasts', () => {
  it('the more seldom somebody looks, once a minute at least', () => {
    expect([0, 24_000, 80_000, 86_400_000].map(probeMs)).toEqual([3_000, 3_000, 10_000, 60_000]);
  });

  it('the longer jobs stay away, a quarter of it and never more than fifteen minutes', () => {
    expect([0, 40_000, 86_400_000].map(comeBackMs)).toEqual([1_000, 10_000, 900_000]);
  });
});
