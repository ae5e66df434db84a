import { expect, it } from 'vitest';
import { createPlaces } from '../../../src/server/jobs/places.ts';

it('a shop that is quick may have every place', () => {
  const places = createPlaces(() => 0);

  expect(Array.from({ length: 16 }, () => places.take('quick')).filter(Boolean)).toHaveLength(16);
});

it('a shop that is slow leaves places to others, and gets them back', () => {
  let now = 0;
  const places = createPlaces(() => now);
  const held = Array.from({ length: 12 }, () => places.take('slow'));
  now = 2_001;

  expect(places.take('slow')).toBeUndefined();
  expect(places.take('other')).toBeTypeOf('function');
  held[0]?.();
  expect(places.take('slow')).toBeTypeOf('function');
});
