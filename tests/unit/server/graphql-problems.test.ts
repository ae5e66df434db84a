import { describe, expect, it } from 'vitest';
import { problemOfErrors } from '../../../src/server/shopify/graphql.ts';

const problemOf = (...codes: readonly (string | undefined)[]) =>
  problemOfErrors(
    codes.map((code) => ({ message: 'any', ...(code === undefined ? {} : { extensions: { code } }) })),
  );

describe('GraphQL errors', () => {
  it('that Shopify gives at the door were surely not carried out', () => {
    expect(problemOf('THROTTLED')).toEqual({ problem: 'throttled', ambiguous: false });
    expect(problemOf('ACCESS_DENIED')).toEqual({ problem: 'unauthorized', ambiguous: false });
    expect(problemOf(undefined, 'THROTTLED')).toEqual({ problem: 'throttled', ambiguous: false });
  });

  it.each([undefined, 'INTERNAL_SERVER_ERROR', 'constructor', '__proto__', 'toString', ''])(
    'with the code %j may have been',
    (code) => {
      expect(problemOf(code)).toEqual({ problem: 'graphql-error', ambiguous: true });
    },
  );
});
