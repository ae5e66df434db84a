import type { Heard, ThrottleStatus } from '../domain/gate-ports.ts';
import type { ShopifyProblem } from '../domain/ports.ts';
import { readAnswer } from './read-answer.ts';
import { retryAfterSeconds } from './retry-after.ts';

export const API_VERSION = '2026-10';

/** Longer than any answer seen, shorter than a job's life. */
const TIMEOUT_MS = 10_000;

/**
 * The longest answer that is read, in bytes. A customer has up to 250 tags of up to 255 characters, 260 kB at most in
 * any script; orders, and what mutations answer, are smaller.
 * https://shopify.dev/docs/api/admin-graphql/latest/input-objects/OrderCreateUpsertCustomerAttributesInput
 */
const LONGEST_ANSWER = 1_000_000;

/** The same of an operation with a page of 250 customers: 16.3 MB where all have all the tags there can be. */
export const LONGEST_PAGE = 20_000_000;

export interface GraphqlError {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

export type GraphqlAnswer<Data> =
  | { readonly kind: 'data'; readonly data: Data }
  /** Shopify answered with errors; what there is of the data may come beside them. */
  | { readonly kind: 'errors'; readonly errors: readonly GraphqlError[]; readonly data: Data | undefined }
  /** No usable answer. `ambiguous`: the operation may have been carried out nevertheless. */
  | {
      readonly kind: 'failed';
      readonly problem: ShopifyProblem;
      readonly ambiguous: boolean;
      /** When it makes sense to ask again, where that is known. */
      readonly afterSeconds?: number;
    };

export interface GraphqlCall {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** In bytes, where it may be longer than that of a single customer. */
  readonly longestAnswer?: number | undefined;
}

/**
 * One GraphQL call: no retry (the queue does that) and no throwing. Messages of Shopify and of fetch stay
 * here, because they may repeat what was sent.
 *
 * Not Shopify's own clients: they fold every network failure into one message, so that a refused connection
 * (surely no mail) and a cut one (perhaps a mail) look alike, and the difference decides whether a shopper
 * gets two mails. See docs/decisions.
 */
export async function exchangeGraphql<Data>(
  call: GraphqlCall,
): Promise<{ answer: GraphqlAnswer<Data>; heard: Heard }> {
  let response: Response;
  let body: unknown;
  try {
    response = await call.fetch(call.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...call.headers },
      body: JSON.stringify({ query: call.query, variables: call.variables }),
      // Not followed: it would carry the token to wherever it points.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // What is longer than it can rightly be comes to the same as a page of a gateway.
    body = await readAnswer(response, call.longestAnswer ?? LONGEST_ANSWER);
  } catch (error) {
    const problem = problemOfNetwork(error);
    return {
      answer: { kind: 'failed', problem, ambiguous: problem === 'cut-off' },
      heard: { answered: false },
    };
  }
  const answer = judgeAnswer<Data>(response, body);
  // What a gateway makes up (5xx, a page) does not come from Shopify's API.
  const answered = response.status < 500 && (answer.kind !== 'failed' || answer.problem !== 'not-json');
  return {
    answer,
    heard: { answered, retryAfterSeconds: retryAfterSeconds(response.headers), throttle: readThrottle(body) },
  };
}

function judgeAnswer<Data>(response: Response, body: unknown): GraphqlAnswer<Data> {
  if (response.status === 429) return { kind: 'failed', problem: 'throttled', ambiguous: false };
  if (response.status === 401 || response.status === 403) {
    return { kind: 'failed', problem: 'unauthorized', ambiguous: false };
  }
  if (!response.ok) {
    return { kind: 'failed', problem: 'http-error', ambiguous: mayHaveBeenDone(response.status) };
  }
  if (typeof body !== 'object' || body === null)
    return { kind: 'failed', problem: 'not-json', ambiguous: true };

  const { data, errors } = body as { data?: Data | null; errors?: readonly GraphqlError[] };
  if (Array.isArray(errors) && errors.length > 0) return { kind: 'errors', errors, data: data ?? undefined };
  if (data === undefined || data === null) return { kind: 'failed', problem: 'not-json', ambiguous: true };
  return { kind: 'data', data };
}

/** @returns undefined unless every number is there, as it is with each answer of the Admin API */
function readThrottle(body: unknown): ThrottleStatus | undefined {
  const { extensions } = (body ?? {}) as {
    extensions?: { cost?: { throttleStatus?: Partial<ThrottleStatus> } };
  };
  const { maximumAvailable, currentlyAvailable, restoreRate } = extensions?.cost?.throttleStatus ?? {};
  return typeof maximumAvailable === 'number' &&
    typeof currentlyAvailable === 'number' &&
    typeof restoreRate === 'number'
    ? { maximumAvailable, currentlyAvailable, restoreRate }
    : undefined;
}

/**
 * A gateway that gave up on what stands behind it (502, 504), or a failure inside (500), says nothing about the
 * operation. 503 does: it was turned away at the door; Shopify's own client repeats mutations after it. So do
 * redirects and 4xx.
 */
function mayHaveBeenDone(status: number): boolean {
  return status >= 500 && status !== 503;
}

/** What a failed `fetch` says: `unreachable` where nothing was sent, `cut-off` where something may have arrived. */
export function problemOfNetwork(error: unknown): 'unreachable' | 'cut-off' {
  return NEVER_LEFT.has(causeCode(error)) ? 'unreachable' : 'cut-off';
}

/** Codes of Node and undici for a connection that was never made. */
const NEVER_LEFT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function causeCode(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}

/** Errors that Shopify gives before it carries anything out. */
const TURNED_AWAY: ReadonlyMap<unknown, ShopifyProblem> = new Map([
  ['THROTTLED', 'throttled'],
  ['ACCESS_DENIED', 'unauthorized'],
  ['MAX_COST_EXCEEDED', 'graphql-error'],
  ['SHOP_INACTIVE', 'graphql-error'],
]);

/** What GraphQL errors say about trying again. Any but the known ones may have come after the deed. */
export function problemOfErrors(errors: readonly GraphqlError[]): {
  problem: ShopifyProblem;
  ambiguous: boolean;
} {
  const problem = errors
    .map((error) => TURNED_AWAY.get(error.extensions?.code))
    .find((known) => known !== undefined);
  return { problem: problem ?? 'graphql-error', ambiguous: problem === undefined };
}
