import { describe, expect, it } from 'vitest';
import { parseEmailAddress } from '../../../src/contracts/email-address.ts';
import { createProofsOfWork } from '../../../src/server/altcha/work.ts';
import { solve } from '../../support/proof-solver.ts';
import { movableClock } from '../../support/service-under-test.ts';

function address(text: string) {
  const parsed = parseEmailAddress(text);
  return parsed.ok ? parsed.value : expect.fail(`${text} is no address`);
}
const ASKING = { shop: 'fjell.myshopify.com', email: address('ada@example.com'), buyerIp: '203.0.113.7' };
const keyOf = (byte: number) => Buffer.alloc(32, byte);

function proofs(first = 1) {
  const clock = movableClock();
  const seen = new Set<string>();
  const keys = { challenges: keyOf(first), solutions: keyOf(first + 1), binding: keyOf(first + 2) };
  const use = async (nonce: string) => seen.size < seen.add(nonce).size;
  return { clock, ...createProofsOfWork({ keys, clock, used: { use } }) };
}

describe('a proof of work', () => {
  it('is good once, for who was asked', async () => {
    const work = proofs();
    const proof = solve(await work.challenge(ASKING));

    expect(await work.accept(proof, ASKING)).toBe(true);
    expect(await work.accept(proof, ASKING)).toBe(false);
  });

  it.each([
    ['in another shop', { shop: 'fjord.myshopify.com' }],
    ['for another address', { email: address('eve@example.com') }],
    ['from another network', { buyerIp: '203.0.113.8' }],
    ['from a network that is not known', { buyerIp: undefined }],
  ])('is not good %s', async (_, change) => {
    const work = proofs();

    expect(await work.accept(solve(await work.challenge(ASKING)), { ...ASKING, ...change })).toBe(false);
  });

  it('is not good in its last second, nor a year later', async () => {
    const work = proofs();
    const proof = solve(await work.challenge(ASKING));
    work.clock.advance(300_000);

    expect(await work.accept(proof, ASKING)).toBe(false);
    work.clock.advance(365 * 86_400_000);
    expect(await work.accept(proof, ASKING)).toBe(false);
  });

  it('made under other keys is not good', async () => {
    expect(await proofs(1).accept(solve(await proofs(7).challenge(ASKING)), ASKING)).toBe(false);
  });

  it('of however many rounds somebody makes up costs the server none of them', async () => {
    const work = proofs();
    const asked = await work.challenge(ASKING);
    const parameters = { ...asked.parameters, cost: Number.MAX_SAFE_INTEGER };
    const made = {
      challenge: { ...asked, parameters },
      solution: { counter: 1, derivedKey: '00'.repeat(32) },
    };

    // Would not end before the test does.
    expect(await work.accept(made, ASKING)).toBe(false);
  });
});
