import { htmlResponse } from '../shopify/html-page.ts';
import type { Fault } from '../shopify/types.ts';

/** Thrown out of a handler to say: drop the connection, answer nothing. The node adapter does the dropping. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut';
}

/**
 * Answers as a dependency in this condition would.
 *
 * @param fault what is wrong with it, or undefined when it is healthy
 * @param respond its proper answer; not called when the fault replaces the answer
 * @param throttled the answer to a `throttle` fault; only GraphQL APIs have one
 * @throws {ConnectionCut} for a `refuse` fault
 */
export async function applyFault(
  fault: Fault | undefined,
  respond: () => Promise<Response>,
  throttled?: () => Response,
): Promise<Response> {
  if (fault === undefined) return respond();
  switch (fault.kind) {
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return respond();
    case 'status':
      return brokenPage(fault.status);
    case 'refuse':
      throw new ConnectionCut();
    default:
      if (!throttled) throw new RangeError('Only GraphQL APIs can be throttled.');
      return throttled();
  }
}

const BODILESS = new Set([204, 205, 304]);

async function brokenPage(status: number): Promise<Response> {
  if (BODILESS.has(status)) return new Response(null, { status });
  return htmlResponse({
    status,
    title: 'Something is not right here',
    body: `<h1>Something is not right here</h1><p>Status ${status}. Please come back in a little while.</p>`,
  });
}
