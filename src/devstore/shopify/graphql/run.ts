import {
  execute,
  getOperationAST,
  GraphQLError,
  parse,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { LeakyBucket, ThrottleStatus } from '../leaky-bucket.ts';
import { operationCost } from './cost.ts';
import { fieldResolver, type ApiContext, type Model } from './model.ts';
import { validateOperation } from './validation.ts';
import { variableErrors } from './variables.ts';

/** What a client posts. */
export interface GraphqlBody {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

export interface GraphqlApi {
  readonly name: 'admin' | 'storefront';
  readonly schema: GraphQLSchema;
  readonly model: Model;
  /** The Admin API's points; the Storefront API counts no points. */
  readonly bucket?: LeakyBucket;
}

/**
 * Runs an operation as Shopify does: parse, validate, check variables, charge, execute.
 *
 * @returns the body of the answer; its HTTP status is 200 whatever happened
 */
export async function runOperation(api: GraphqlApi, body: GraphqlBody, context: ApiContext): Promise<object> {
  const document = parsed(body.query);
  if (document instanceof GraphQLError) return { errors: [document] };
  const invalid = validateOperation(api.schema, document, api.model);
  if (invalid.length > 0) return { errors: invalid };
  const operation = getOperationAST(document, body.operationName);
  if (!operation) return { errors: [new GraphQLError('An operation name is required')] };
  const wrong = variableErrors(api.schema, operation, body.variables);
  if (wrong.length > 0) return { errors: wrong };

  const query = { schema: api.schema, document, operation, variables: body.variables, api: api.name };
  const requested = operationCost(query);
  const charge = api.bucket?.take(requested);
  if (charge && !charge.taken) return throttledBody(requested, charge.status);

  const { errors, data } = await execute({
    schema: api.schema,
    document,
    contextValue: context,
    variableValues: body.variables,
    operationName: operation.name?.value,
    fieldResolver: fieldResolver(api.model),
  });
  const result = errors ? { errors, data } : { data };
  if (!api.bucket) return { ...result, extensions: { cost: { requestedQueryCost: requested } } };
  const actual = operationCost(query, data);
  return { ...result, extensions: { cost: cost(requested, actual, api.bucket.refund(requested - actual)) } };
}

/** The answer to a query for which there are not enough points: HTTP 200, as documented. */
export function throttledBody(requested: number, status: ThrottleStatus): object {
  const documentation = 'https://shopify.dev/api/usage/rate-limits';
  return {
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation } }],
    extensions: { cost: cost(requested, null, status) },
  };
}

function cost(requestedQueryCost: number, actualQueryCost: number | null, throttleStatus: ThrottleStatus) {
  return { requestedQueryCost, actualQueryCost, throttleStatus };
}

function parsed(source: string): DocumentNode | GraphQLError {
  try {
    return parse(source);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // Recorded are the code and the place; the words are graphql-js's own.
    return new GraphQLError(error.message, {
      source: error.source,
      positions: error.positions,
      extensions: { code: 'PARSE_ERROR' },
    });
  }
}
