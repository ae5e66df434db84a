import { isRecord } from '../is-record.ts';
import { API_VERSION } from './schemas.ts';
import type { GraphqlBody } from './run.ts';

/** A body that Shopify would run, or the answer to one that it would not. */
export type ReadRequest = { readonly body: GraphqlBody } | { readonly answer: Response };

/**
 * Reads a request to one of Shopify's GraphQL endpoints, which look alike: `POST <base>/<version>/graphql.json`
 * with `{ query, variables?, operationName? }`.
 *
 * @param base `/admin/api` or `/api`
 * @param refusal the answer to a caller who may not use this API, or undefined for one who may
 */
export async function readGraphqlRequest(
  request: Request,
  base: string,
  refusal: Response | undefined,
): Promise<ReadRequest> {
  const { pathname } = new URL(request.url);
  const [version, file, ...more] = pathname.startsWith(`${base}/`)
    ? pathname.slice(base.length + 1).split('/')
    : [];
  if (file !== 'graphql.json' || more.length > 0) return { answer: problem(404, 'Not Found') };
  if (request.method !== 'POST') return { answer: problem(405, 'GraphQL takes POST', { allow: 'POST' }) };
  if (refusal) return { answer: refusal };
  if (version !== API_VERSION) {
    return { answer: problem(404, `Not Found. The local shop serves API version ${API_VERSION} only.`) };
  }
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    return { answer: problem(415, 'The local shop takes application/json only.') };
  }
  const body = readBody(await request.text());
  return body ? { body } : { answer: problem(400, { query: 'Required parameter missing or invalid' }) };
}

function readBody(text: string): GraphqlBody | undefined {
  const { query, variables, operationName } = parsedObject(text);
  if (typeof query !== 'string') return undefined;
  return {
    query,
    variables: isRecord(variables) ? variables : {},
    operationName: typeof operationName === 'string' ? operationName : undefined,
  };
}

function parsedObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** An answer in the shape in which Shopify's gateways complain. */
export function problem(status: number, errors: unknown, headers: Record<string, string> = {}): Response {
  return Response.json({ errors }, { status, headers });
}
