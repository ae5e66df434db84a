import { array, assert, boolean, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CREEP_MS,
  learnFromRefusal,
  NEW_PACE,
  takeTurn,
  turnsAllowed,
  type PaceState,
  type TurnGiven,
} from '../../../src/server/domain/pace.ts';
import type { Lane } from '../../../src/server/domain/pace-ports.ts';

const MINUTE = 60_000;
const LIMIT = { count: 5, windowMs: 10 * MINUTE };

/** A pace that is asked again and again; times in minutes. */
function pace() {
  let state: PaceState = NEW_PACE;
  return {
    ask: (minute: number, more: { lane?: Lane; turnAt?: number } = {}): TurnGiven => {
      const { lane = 'self-service', turnAt } = more;
      const asked = { now: minute * MINUTE, limit: LIMIT, lane, turnAt };
      const given = takeTurn(state, asked);
      state = given.state;
      return given.turn;
    },
    refuse: (minute: number) => {
      state = learnFromRefusal(state, LIMIT, minute * MINUTE);
    },
    allowed: (minute: number) => turnsAllowed(state, LIMIT, minute * MINUTE),
  };
}

const NOW: TurnGiven = { kind: 'now' };
const turn = (minute: number): TurnGiven => ({ kind: 'wait', at: minute * MINUTE, turnAt: minute * MINUTE });

describe('the pace of mails', () => {
  it('lets the first five go at once and promises the others a turn each', () => {
    const { ask } = pace();

    expect([0, 1, 2, 3, 4].map((minute) => ask(minute))).toEqual([NOW, NOW, NOW, NOW, NOW]);
    expect([5, 5, 5].map((minute) => ask(minute))).toEqual([turn(10), turn(11), turn(12)]);
  });

  it('gives a promised turn when it comes, and not sooner', () => {
    const { ask } = pace();
    for (const minute of [0, 1, 2, 3, 4]) ask(minute);
    ask(5);

    expect(ask(9, { turnAt: 10 * MINUTE })).toEqual(turn(10));
    expect(ask(10, { turnAt: 10 * MINUTE })).toEqual(NOW);
  });

  it('lets nobody who comes later pass those who wait', () => {
    const { ask } = pace();
    for (const minute of [0, 0, 0, 0, 0]) ask(minute);
    const waiting = ask(1);

    expect(waiting).toEqual(turn(10));
    expect(ask(9.9)).toEqual(turn(10));
  });

  it('keeps the place of a turn that was not taken in time, and still sends no more than five', () => {
    const { ask } = pace();
    const late = Array.from({ length: 12 }, () => ask(0)).filter(({ kind }) => kind === 'wait');

    // No worker ran for half an hour.
    const answers = late.map((given) =>
      given.kind === 'wait' && given.turnAt !== undefined ? ask(30, { turnAt: given.turnAt }) : given,
    );

    expect(answers.filter(({ kind }) => kind === 'now')).toHaveLength(5);
    expect(answers.at(-1)).toEqual({ kind: 'wait', at: 40 * MINUTE, turnAt: 20 * MINUTE });
  });

  it('never takes more turns than allowed in any window, whatever comes when', () => {
    const steps = array(
      record({
        wait: integer({ min: 0, max: 3 * MINUTE }),
        lane: constantFrom<Lane>('self-service', 'bulk'),
        refused: integer({ min: 0, max: 20 }),
        comesBack: boolean(),
      }),
      { maxLength: 200 },
    );
    assert(
      property(steps, (all) => {
        let state: PaceState = NEW_PACE;
        let now = 0;
        const taken: number[] = [];
        const waiting: number[] = [];
        for (const { wait, lane, refused, comesBack } of all) {
          now += wait;
          if (refused === 0) state = learnFromRefusal(state, LIMIT, now);
          const turnAt = comesBack && lane === 'self-service' ? waiting.shift() : undefined;
          const given = takeTurn(state, { now, limit: LIMIT, lane, turnAt });
          state = given.state;
          if (given.turn.kind === 'now') taken.push(now);
          else if (given.turn.turnAt !== undefined) waiting.push(given.turn.turnAt);
        }
        for (const [index, at] of taken.entries()) {
          const sixth = taken[index + LIMIT.count];
          expect(sixth === undefined || sixth - at >= LIMIT.windowMs).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('processes whose clocks differ', () => {
  const SKEW = 5_000;

  it('keep within one limit, but for as much as their clocks differ', () => {
    const steps = array(
      record({ wait: integer({ min: 0, max: MINUTE }), ahead: integer({ min: 0, max: SKEW }) }),
      { maxLength: 100 },
    );
    assert(
      property(steps, (all) => {
        let state: PaceState = NEW_PACE;
        let now = 0;
        const taken: number[] = [];
        for (const { wait, ahead } of all) {
          now += wait;
          const asked = { now: now + ahead, limit: LIMIT, lane: 'self-service', turnAt: 0 } as const;
          const given = takeTurn(state, asked);
          state = given.state;
          if (given.turn.kind === 'now') taken.push(now);
        }
        for (const [index, at] of taken.entries()) {
          const sixth = taken[index + LIMIT.count];
          expect(sixth === undefined || sixth - at >= LIMIT.windowMs - SKEW).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('bulk', () => {
  it('leaves one turn of a window to shoppers who ask themselves', () => {
    const { ask } = pace();

    expect([0, 0, 0, 0].map((minute) => ask(minute, { lane: 'bulk' }))).toEqual([NOW, NOW, NOW, NOW]);
    expect(ask(1, { lane: 'bulk' })).toEqual({ kind: 'wait', at: 10 * MINUTE, turnAt: undefined });
    expect(ask(1)).toEqual(NOW);
  });

  it('waits while a shopper waits, and is promised nothing', () => {
    const { ask } = pace();
    for (const minute of [0, 0, 0, 0, 0]) ask(minute);
    expect(ask(1)).toEqual(turn(10));

    expect(ask(2, { lane: 'bulk' })).toMatchObject({ kind: 'wait', turnAt: undefined });
    expect(ask(3)).toEqual(turn(10));
  });
});

describe('what a refusal teaches', () => {
  it('is half as many, once for refusals that come together', () => {
    const { allowed, refuse } = pace();
    refuse(0);
    refuse(0.5);

    expect(allowed(1)).toBe(2);
  });

  it('creeps up by one in an hour, to what is configured', () => {
    const { allowed, refuse } = pace();
    refuse(0);
    const hour = CREEP_MS / MINUTE;

    expect([0, 1, 2, 3, 4, 50].map((hours) => allowed(hours * hour))).toEqual([2, 3, 4, 5, 5, 5]);
  });

  it('is never less than one', () => {
    const { allowed, refuse } = pace();
    for (const minute of [0, 2, 4, 6, 8]) refuse(minute);

    expect(allowed(9)).toBe(1);
  });
});
