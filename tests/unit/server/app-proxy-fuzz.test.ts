import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { canonicalQuery, verifyAppProxyQuery } from '../../../src/server/shopify/app-proxy.ts';
import { createClientSecrets } from '../../../src/server/shopify/client-secrets.ts';
import { signedQuery, signParameters, type ProxyParameters } from '../../support/app-proxy-signer.ts';

// Thousands of runs each: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const SECRET = 'hush';
// Two, as while a secret is replaced: a second one must open the door to nobody.
const SECRETS = createClientSecrets(['the newer one', SECRET]);
const NOW = 1_795_312_830_000;
const SECONDS = NOW / 1000;
const RUNS = 100_000;
const NAMES = ['shop', 'logged_in_customer_id', 'path_prefix', 'timestamp', 'signature'] as const;

type Pair = readonly [string, string];
type Mutation = (pairs: readonly Pair[]) => readonly Pair[];

const isAccepted = (pairs: readonly Pair[]) =>
  verifyAppProxyQuery(new URLSearchParams(pairs.map((pair) => [...pair])), SECRETS, NOW).ok;

/** What the app proxy may send. */
const genuine: fc.Arbitrary<ProxyParameters> = fc.record({
  shop: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/).map((name) => `${name}.myshopify.com`),
  logged_in_customer_id: fc.stringMatching(/^\d{0,13}$/),
  path_prefix: fc
    .tuple(fc.constantFrom('a', 'apps', 'community', 'tools'), fc.stringMatching(/^[A-Za-z0-9_-]{1,30}$/))
    .map(([prefix, subpath]) => `/${prefix}/${subpath}`),
  timestamp: fc.integer({ min: SECONDS - 90, max: SECONDS + 90 }).map(String),
});

const signedPairs = (parameters: ProxyParameters): Pair[] => [
  ...new URLSearchParams(signedQuery(parameters, SECRET)),
];

const name = fc.constantFrom(...NAMES);
const anyText = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 20 }));
const position = fc.nat();

const setValue =
  (key: string, change: (before: string) => string): Mutation =>
  (pairs) =>
    pairs.map(([each, value]) => [each, each === key ? change(value) : value]);

/** Ways to change what was signed, each by somebody who has seen a signed query and does not know the secret. */
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(name, anyText).map(([key, text]) => setValue(key, () => text)),
  fc.tuple(name, anyText).map(([key, text]) => setValue(key, (before) => before + text)),
  fc.tuple(name, anyText).map(([key, text]) => setValue(key, (before) => text + before)),
  fc
    .tuple(name, position)
    .map(([key, at]) => setValue(key, (before) => before.slice(0, at % (before.length + 1)))),
  // One bit of one sign.
  fc.tuple(name, position, fc.nat(6)).map(([key, at, bit]) =>
    setValue(key, (before) => {
      const index = at % Math.max(1, before.length);
      const code = (before.codePointAt(index) ?? 0) ^ (1 << bit);
      return before.slice(0, index) + String.fromCodePoint(code) + before.slice(index + 1);
    }),
  ),
  // Without one, with one twice, with a foreign one, with one renamed.
  name.map(
    (key): Mutation =>
      (pairs) =>
        pairs.filter(([each]) => each !== key),
  ),
  fc.tuple(name, fc.option(anyText), fc.boolean()).map(([key, text, first]): Mutation => (pairs) => {
    const again: Pair = [key, text ?? pairs.find(([each]) => each === key)?.[1] ?? ''];
    return first ? [again, ...pairs] : [...pairs, again];
  }),
  fc
    .tuple(anyText, anyText)
    .filter(([key]) => !NAMES.some((known) => known === key))
    .map(([key, text]): Mutation => (pairs) => [...pairs, [key, text]]),
  fc.tuple(name, fc.constantFrom('toUpperCase', 'padEnd', 'array')).map(([key, how]): Mutation => {
    const renamed = { toUpperCase: key.toUpperCase(), padEnd: `${key} `, array: `${key}[]` }[how];
    return (pairs) => pairs.map(([each, value]) => [each === key ? renamed : each, value]);
  }),
  // Values changed places, as in the attack on the canonical string.
  fc
    .tuple(name, name)
    .filter(([one, other]) => one !== other)
    .map(
      ([one, other]): Mutation =>
        (pairs) =>
          pairs.map(([key, value]) => [key === one ? other : key === other ? one : key, value]),
    ),
  // Signs of one value handed to the next one in the canonical string.
  fc.integer({ min: 1, max: 10 }).map((count): Mutation => (pairs) => {
    const value = (key: string) => pairs.find(([each]) => each === key)?.[1] ?? '';
    const taken = value('shop').slice(-count);
    return pairs.map(([key, each]) => {
      if (key === 'shop') return [key, each.slice(0, -count)];
      return [key, key === 'timestamp' ? taken + each : each];
    });
  }),
);

describe('a query of the app proxy', () => {
  it('is accepted as it was signed, in whatever order', () => {
    fc.assert(
      fc.property(genuine, fc.nat(), (parameters, turn) => {
        const pairs = signedPairs(parameters);
        const at = turn % pairs.length;
        return isAccepted([...pairs.slice(at), ...pairs.slice(0, at)]);
      }),
      { numRuns: 2_000 },
    );
  });

  it(`is never accepted once it was changed, of ${RUNS} changed ones`, () => {
    let changed = 0;
    // Order means nothing: a parameter that was left out and put back elsewhere is as it was.
    const written = (pairs: readonly Pair[]) => {
      const query = new URLSearchParams(pairs.map((pair) => [...pair]));
      query.sort();
      return query.toString();
    };
    fc.assert(
      fc.property(genuine, fc.array(mutation, { minLength: 1, maxLength: 3 }), (parameters, mutations) => {
        const pairs = signedPairs(parameters);
        const mutated = mutations.reduce<readonly Pair[]>((before, mutate) => mutate(before), pairs);
        // Two changes can undo each other, and a text can be what stood there before.
        fc.pre(written(mutated) !== written(pairs));
        changed += 1;
        return !isAccepted(mutated);
      }),
      { numRuns: RUNS, maxSkipsPerRun: 10 },
    );
    expect(changed).toBe(RUNS);
  });

  it('is never accepted when a signature of the same canonical string is cut up anew for another shop', () => {
    fc.assert(
      fc.property(
        genuine,
        fc.stringMatching(/^[a-z]{1,8}$/),
        fc.stringMatching(/^[a-k]$/),
        (parameters, victim, early) => {
          const inner = `logged_in_customer_id=123path_prefix=/apps/ashop=${victim}.myshopify.comsz=`;
          const own = { ...parameters, [early]: inner };
          const signature = signParameters(own, SECRET);
          const recut = {
            [early]: '',
            logged_in_customer_id: '123',
            path_prefix: '/apps/a',
            shop: `${victim}.myshopify.com`,
            sz:
              canonicalQuery(new URLSearchParams(own))
                .split('sz=')
                .slice(1)
                .join('sz=')
                .split('timestamp=')[0] ?? '',
            timestamp: own.timestamp,
          };
          // The same characters: so the same signature fits, and a check of the signature alone would let it pass.
          expect(canonicalQuery(new URLSearchParams(recut))).toBe(canonicalQuery(new URLSearchParams(own)));
          return !isAccepted(Object.entries({ ...recut, signature }));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each(NAMES)('is never accepted with %s repeated, signed or not, in front or behind', (key) => {
    fc.assert(
      fc.property(genuine, fc.option(anyText), fc.boolean(), (parameters, text, first) => {
        const pairs = signedPairs(parameters).filter(([each]) => each !== 'signature');
        const again: Pair = [key, text ?? pairs.find(([each]) => each === key)?.[1] ?? ''];
        const all = first ? [again, ...pairs] : [...pairs, again];
        const joined = Object.fromEntries(
          all.map(([each]) => [
            each,
            all
              .filter(([other]) => other === each)
              .map(([, value]) => value)
              .join(','),
          ]),
        );
        delete joined['signature'];
        return !isAccepted([...all, ['signature', signParameters(joined, SECRET)]]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is never accepted with a foreign key, though Shopify’s own secret signed it', () => {
    const foreign = fc
      .string({ minLength: 1, maxLength: 20 })
      .filter((key) => !NAMES.some((own) => own === key));
    fc.assert(
      fc.property(genuine, foreign, anyText, (parameters, key, text) => {
        const all = { ...parameters, [key]: text };
        return !isAccepted([...Object.entries(all), ['signature', signParameters(all, SECRET)]]);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is never accepted with a signature in capitals, in part or as a whole', () => {
    fc.assert(
      fc.property(genuine, fc.nat(63), (parameters, at) => {
        const raise = (before: string) => before.slice(0, at) + before.slice(at).toUpperCase();
        const pairs = signedPairs(parameters);
        const raised = setValue('signature', raise)(pairs);
        fc.pre(JSON.stringify(raised) !== JSON.stringify(pairs));
        return !isAccepted(raised);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['stale', -1],
    ['of the future', 1],
  ])('is never accepted when it is %s', (_, direction) => {
    fc.assert(
      fc.property(genuine, fc.integer({ min: 91, max: 10 ** 9 }), (parameters, seconds) => {
        const timestamp = String(SECONDS + direction * seconds);
        return !isAccepted(signedPairs({ ...parameters, timestamp }));
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('a query of a page that a link of anybody’s may open', () => {
  const verified = (pairs: readonly Pair[]) =>
    verifyAppProxyQuery(new URLSearchParams(pairs.map((pair) => [...pair])), SECRETS, NOW, {
      allowsForeign: true,
    });
  /** Of the attacker's making: whole names of Shopify's, pieces of them, and what shops and paths are made of. */
  const piece = fc.constantFrom(
    ...NAMES.flatMap((each) => [each, `${each}=`, each.slice(0, -1)]),
    ...['=', 'shop', 'p', 's', 'q', 'z', 'zz', '-', '/apps/x', 'victim', '.myshopify.com', '1', '90', ','],
  );
  const crafted = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));
  const foreign = fc.uniqueArray(fc.tuple(fc.oneof(crafted, anyText), fc.oneof(crafted, anyText)), {
    minLength: 1,
    maxLength: 4,
    selector: ([key]) => key,
  });
  const signedWith = (parameters: ProxyParameters, extra: readonly Pair[]): Pair[] => {
    const all = { ...Object.fromEntries(extra), ...parameters };
    const bare = Object.fromEntries(Object.entries(all).filter(([key]) => key !== 'signature'));
    return [...Object.entries(bare), ['signature', signParameters(bare, SECRET)]];
  };

  it('is taken as it was signed with a newsletter’s parameters, whatever they say', () => {
    const harmless = fc.uniqueArray(
      fc.tuple(fc.stringMatching(/^[a-z]{2,3}_[a-z]{1,10}$/), fc.stringMatching(/^[^=]{0,40}$/)),
      { maxLength: 8, selector: ([key]) => key },
    );
    fc.assert(
      fc.property(genuine, harmless, (parameters, extra) => {
        const found = verified(signedWith(parameters, extra));
        return found.ok && found.value.shop === parameters.shop;
      }),
      { numRuns: 5_000 },
    );
  });

  // A parameter of the link that holds names of Shopify's, at each place in the alphabet where that can work.
  it.each([
    ['before all', /^[a-k]$/, ['logged_in_customer_id=1', 'path_prefix=/apps/a']],
    ['before the path', /^[mno]$/, ['path_prefix=/apps/a']],
    ['before the shop', /^[qr]$/, []],
  ])(
    'names no other shop when its string is cut up anew, with a parameter that sorts %s',
    (_, early, inner) => {
      const tailKey = fc.stringMatching(/^s[p-z][a-z]{0,3}$/);
      fc.assert(
        fc.property(
          genuine,
          fc.stringMatching(/^[a-z]{1,8}$/),
          fc.stringMatching(early),
          tailKey,
          (parameters, otherShop, key, tail) => {
            const victim = `shop=${otherShop}-v.myshopify.com`;
            const stolen = signedWith(parameters, [[key, [...inner, victim, `${tail}=`].join('')]]);
            const canonical = canonicalQuery(new URLSearchParams(stolen.map((pair) => [...pair])));
            const end = canonical.lastIndexOf('timestamp=');
            const start = canonical.indexOf(`${victim}${tail}=`) + victim.length;
            const before = Object.fromEntries(inner.map(asPair));
            const recut: Pair[] = Object.entries({
              ...parameters,
              ...before,
              ...Object.fromEntries([asPair(victim), asPair(canonical.slice(start, end))]),
              [key]: '',
            });
            // The same characters: so the same signature fits, and a check of the signature alone would let it pass.
            expect(canonicalQuery(new URLSearchParams(recut.map((pair) => [...pair])))).toBe(canonical);
            return !verified([...recut, ['signature', stolen.at(-1)?.[1] ?? '']]).ok;
          },
        ),
        { numRuns: 5_000 },
      );
    },
  );

  it('is never taken once its own five were changed, whatever else it has', () => {
    fc.assert(
      fc.property(
        genuine,
        foreign,
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        (parameters, extra, mutations) => {
          const pairs = signedWith(parameters, extra);
          const mutated = mutations.reduce<readonly Pair[]>((before, mutate) => mutate(before), pairs);
          const found = verified(mutated);
          return !found.ok || found.value.shop === parameters.shop;
        },
      ),
      { numRuns: 20_000 },
    );
  });

  function asPair(text: string): Pair {
    const at = text.indexOf('=');
    return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  }
});
