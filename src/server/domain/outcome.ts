import type { Lane } from './pace-ports.ts';
import type { ShopifyProblem } from './ports.ts';

/** What the queue is to do with the job. */
export type Outcome =
  | { readonly kind: 'done' }
  /** Look again, no sooner than this many seconds from now; behind all others where it is for many at once. */
  | { readonly kind: 'later'; readonly afterSeconds: number; readonly lane?: Lane }
  /** Try again with the queue's own backoff. */
  | { readonly kind: 'retry'; readonly problem: ShopifyProblem };

export const DONE: Outcome = { kind: 'done' };

/** The queue's own backoff, unless it is known when to come back: then its count of retries is not used up. */
export function again(problem: ShopifyProblem, afterSeconds: number | undefined): Outcome {
  return afterSeconds === undefined ? { kind: 'retry', problem } : { kind: 'later', afterSeconds };
}
