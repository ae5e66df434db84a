import { describe, expect, it } from 'vitest';
import { exchangeGraphql, LONGEST_PAGE } from '../../../src/server/shopify/graphql.ts';
import { readAnswer } from '../../../src/server/shopify/read-answer.ts';
import { endless } from '../../support/endless.ts';

/** A body that comes in these pieces. */
function inPieces(...pieces: readonly Uint8Array[]): Response {
  const left = [...pieces];
  return new Response(
    new ReadableStream<Uint8Array>({
      pull(controller) {
        const piece = left.shift();
        if (piece === undefined) controller.close();
        else controller.enqueue(piece);
      },
    }),
  );
}

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('an answer', () => {
  it('of just the limit is read, and of a byte more is not', async () => {
    const bytes = bytesOf({ name: 'x'.repeat(1_000) });

    expect(await readAnswer(new Response(bytes), bytes.byteLength)).toEqual({ name: 'x'.repeat(1_000) });
    expect(await readAnswer(new Response(bytes), bytes.byteLength - 1)).toBeUndefined();
  });

  it('is counted in bytes and not in characters', async () => {
    const bytes = bytesOf('ü'.repeat(100));

    expect(await readAnswer(new Response(bytes), 200)).toBeUndefined();
    expect(await readAnswer(new Response(bytes), 202)).toBe('ü'.repeat(100));
  });

  it('is read right wherever a character was cut in two on the way', async () => {
    const value = { name: 'Grün 京都 🗝️' };
    const bytes = bytesOf(value);

    for (let cut = 0; cut <= bytes.byteLength; cut += 1) {
      const response = inPieces(bytes.subarray(0, cut), bytes.subarray(cut));
      expect(await readAnswer(response, bytes.byteLength)).toEqual(value);
    }
  });

  it('that ends within a character is no JSON', async () => {
    const bytes = bytesOf('京');

    expect(await readAnswer(new Response(bytes.subarray(0, 2)), 100)).toBeUndefined();
  });

  it.each(['', '<h1>Hello</h1>', '{"data":'])('of %j is no JSON', async (text) => {
    expect(await readAnswer(new Response(text), 100)).toBeUndefined();
  });

  it('without a body is none', async () => {
    expect(await readAnswer(new Response(null, { status: 204 }), 100)).toBeUndefined();
  });

  it('that never ends is read no further than the limit, and let go of', async () => {
    const { response, pulled, isLeft } = endless();

    expect(await readAnswer(response, 20_000)).toBeUndefined();

    expect(isLeft()).toBe(true);
    // The chunk in which the limit was passed, and one that a stream asks for ahead.
    expect(pulled()).toBeLessThanOrEqual(20_000 + 2 * 4_096);
  });

  it('that breaks off is a failure of the connection, as it is for fetch', async () => {
    const broken = new TypeError('terminated');
    const body = new ReadableStream({ pull: (controller) => controller.error(broken) });

    await expect(readAnswer(new Response(body), 100)).rejects.toBe(broken);
  });
});

describe('a call of GraphQL', () => {
  const call = (response: Response, longestAnswer?: number) =>
    exchangeGraphql({
      fetch: async () => response,
      url: 'https://fjell.myshopify.com/admin/api/2026-10/graphql.json',
      headers: {},
      query: 'mutation Invite { invite }',
      variables: {},
      longestAnswer,
    });

  it('whose answer never ends may have been carried out, and counts as not answered', async () => {
    const { response, pulled, isLeft } = endless();

    expect(await call(response)).toEqual({
      answer: { kind: 'failed', problem: 'not-json', ambiguous: true },
      heard: { answered: false },
    });
    expect(isLeft()).toBe(true);
    expect(pulled()).toBeLessThanOrEqual(1_000_000 + 2 * 4_096);
  });

  it.each([
    [429, { problem: 'throttled', ambiguous: false }],
    [401, { problem: 'unauthorized', ambiguous: false }],
    [503, { problem: 'http-error', ambiguous: false }],
    [502, { problem: 'http-error', ambiguous: true }],
  ])('with status %i is judged by it, however long the page', async (status, expected) => {
    expect((await call(endless(status).response)).answer).toEqual({ kind: 'failed', ...expected });
  });

  it('for a page reads as many customers with as many tags as Shopify allows', async () => {
    const tags = Array.from({ length: 250 }, () => 't'.repeat(255));
    const nodes = Array.from({ length: 250 }, () => ({ id: 'gid://shopify/Customer/1', tags }));
    const data = { customers: { nodes } };

    expect((await call(Response.json({ data }), LONGEST_PAGE)).answer.kind).toBe('data');
    expect((await call(Response.json({ data }))).answer.kind).toBe('failed');
  });
});
