import { describe, expect, it } from 'vitest';
import { createShopLabels, OTHER } from '../../../../src/server/telemetry/shop-labels.ts';
import { movableClock } from '../../../support/service-under-test.ts';

const ROUND = 600_000;

function labels(top: number) {
  const clock = movableClock();
  const dropped: string[] = [];
  const { labelOf } = createShopLabels({ top, clock, onDropped: (shop) => void dropped.push(shop) });
  return { clock, dropped, labelOf };
}

describe('which shops metrics tell apart', () => {
  it('gives the first shops their names and counts the others together', () => {
    const { labelOf } = labels(2);

    expect(['a', 'b', 'c', 'a'].map(labelOf)).toEqual(['a', 'b', OTHER, 'a']);
  });

  it('has a name of its own for requests of nobody known', () => {
    expect(labels(1).labelOf(undefined)).toBe('none');
  });

  it('gives the names to the busiest of the last round, and says who lost theirs', () => {
    const { clock, dropped, labelOf } = labels(2);
    ['a', 'b', 'c', 'c', 'c', 'b', 'b', 'a'].forEach(labelOf);

    clock.advance(ROUND);

    expect(labelOf('c')).toBe('c');
    expect(labelOf('b')).toBe('b');
    expect(labelOf('a')).toBe(OTHER);
    expect(dropped).toEqual(['a']);
  });

  it('leaves a quiet shop its name while nobody needs the room', () => {
    const { clock, dropped, labelOf } = labels(2);
    labelOf('a');
    clock.advance(2 * ROUND);
    labelOf('b');
    clock.advance(2 * ROUND);

    expect(labelOf('a')).toBe('a');
    expect(dropped).toEqual([]);
  });

  it('never has more names than it may, whatever comes', () => {
    const { clock, dropped, labelOf } = labels(5);
    const alive = new Set<string>();
    for (let shop = 0; shop < 20_000; shop += 1) {
      alive.add(labelOf(`shop-${shop % 3_000}`));
      dropped.splice(0).forEach((gone) => alive.delete(gone));
      expect(alive.size).toBeLessThanOrEqual(6);
      clock.advance(1_000);
    }
  });
});
