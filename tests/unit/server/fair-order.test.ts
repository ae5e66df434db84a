import { describe, expect, it } from 'vitest';
import { createFairOrder } from '../../../src/server/jobs/fair-order.ts';
import { movableClock } from '../../support/service-under-test.ts';

const order = () => {
  const clock = movableClock();
  return { clock, ...createFairOrder(clock) };
};

describe('the order of jobs', () => {
  it('puts the one job of a shop before the pile of another, though it came last', () => {
    const { priorityOf } = order();
    const pile = Array.from({ length: 100 }, () => priorityOf('noisy', 'self-service'));

    const quiet = priorityOf('quiet', 'self-service');

    expect(pile.filter((priority) => priority > quiet)).toHaveLength(0);
    expect(pile.filter((priority) => priority < quiet).length).toBeGreaterThan(90);
  });

  it('keeps the order of one shop', () => {
    const { priorityOf } = order();
    const pile = Array.from({ length: 100 }, () => priorityOf('noisy', 'self-service'));

    expect(pile).toEqual(pile.toSorted((one, other) => other - one));
  });

  it('holds no job back for more than an hour', () => {
    const { priorityOf, clock } = order();
    const last = Array.from({ length: 10_000 }, () => priorityOf('noisy', 'self-service')).at(-1) ?? 0;
    clock.advance(3_601_000);

    expect(priorityOf('quiet', 'self-service')).toBeLessThan(last);
  });

  it('forgives a shop as time goes by', () => {
    const { priorityOf, clock } = order();
    for (let job = 0; job < 100; job += 1) priorityOf('noisy', 'self-service');
    clock.advance(2_001_000);

    expect(priorityOf('noisy', 'self-service')).toBe(priorityOf('quiet', 'self-service'));
  });

  it('puts all self-service before anything bulk, however old that is', () => {
    const { priorityOf, clock } = order();
    const bulk = priorityOf('shop', 'bulk');
    clock.advance(30 * 86_400_000);
    const pile = Array.from({ length: 5_000 }, () => priorityOf('shop', 'self-service'));

    expect(Math.min(...pile)).toBeGreaterThan(bulk);
  });

  it('gives a job that comes back the place of its time', () => {
    const { priorityOf, clock } = order();
    const comesBack = priorityOf('shop', 'self-service', 600);
    clock.advance(599_000);

    expect(priorityOf('other', 'self-service')).toBeGreaterThan(comesBack);
    clock.advance(2_000);
    expect(priorityOf('other', 'self-service')).toBeLessThan(comesBack);
  });

  it('fits into an integer of PostgreSQL for decades', () => {
    const clock = movableClock(Date.UTC(2060, 0, 1));
    const { priorityOf } = createFairOrder(clock);

    expect(priorityOf('shop', 'bulk')).toBeGreaterThan(-(2 ** 31));
  });
});
