import type { ShopifyProblem } from '../domain/ports.ts';

export const API_VERSION = '2026-10';

/** Longer than any answer seen, shorter than a job's life. */
const TIMEOUT_MS = 10_000;

export interface GraphqlError {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

export type GraphqlAnswer<Data> =
  | { readonly kind: 'data'; readonly data: Data }
  /** Shopify answered with errors; what there is of the data may come beside them. */
  | { readonly kind: 'errors'; readonly errors: readonly GraphqlError[]; readonly data: Data | undefined }
  /** No usable answer. `ambiguous`: the operation may have been carried out nevertheless. */
  | { readonly kind: 'failed'; readonly problem: ShopifyProblem; readonly ambiguous: boolean };

export interface GraphqlCall {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * One GraphQL call: no retry (the queue does that) and no throwing. Messages of Shopify and of fetch stay
 * here, because they may repeat what was sent.
 *
 * Not Shopify's own clients: they fold every network failure into one message, so that a refused connection
 * (surely no mail) and a cut one (perhaps a mail) look alike, and the difference decides whether a shopper
 * gets two mails. See docs/decisions.
 */
export async function callGraphql<Data>(call: GraphqlCall): Promise<GraphqlAnswer<Data>> {
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
    body = await response.json().catch((error: unknown) => {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    });
  } catch (error) {
    const neverLeft = NEVER_LEFT.has(causeCode(error));
    return { kind: 'failed', problem: neverLeft ? 'unreachable' : 'cut-off', ambiguous: !neverLeft };
  }
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

/**
 * A gateway that gave up on what stands behind it (502, 504), or a failure inside (500), says nothing about the
 * operation. 503 does: it was turned away at the door; Shopify's own client repeats mutations after it. So do
 * redirects and 4xx.
 */
function mayHaveBeenDone(status: number): boolean {
  return status >= 500 && status !== 503;
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
const TURNED_AWAY: Readonly<Record<string, ShopifyProblem>> = {
  THROTTLED: 'throttled',
  ACCESS_DENIED: 'unauthorized',
  MAX_COST_EXCEEDED: 'graphql-error',
  SHOP_INACTIVE: 'graphql-error',
};

/** What GraphQL errors say about trying again. Any but the known ones may have come after the deed. */
export function problemOfErrors(errors: readonly GraphqlError[]): {
  problem: ShopifyProblem;
  ambiguous: boolean;
} {
  const problem = errors
    .map((error) => TURNED_AWAY[error.extensions?.code ?? ''])
    .find((known) => known !== undefined);
  return { problem: problem ?? 'graphql-error', ambiguous: problem === undefined };
}
