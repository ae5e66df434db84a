import type { Gate, GateAsked } from '../domain/gate-ports.ts';
import { exchangeGraphql, type GraphqlAnswer, type GraphqlCall } from './graphql.ts';

/** What an operation of ours costs at most: a mutation 10 points, a look-up fewer (recorded from a shop). */
export const ADMIN_COST = 10;

/**
 * One GraphQL call through the gate of its shop and API. A call that is held back was surely not made.
 *
 * @param gate everything passes unless given
 */
export async function callGated<Data>(
  gate: Gate | undefined,
  asked: GateAsked,
  call: GraphqlCall,
): Promise<GraphqlAnswer<Data>> {
  const entered = await gate?.enter(asked);
  if (entered?.ok === false) return { kind: 'failed', ambiguous: false, ...entered.reason };
  const { answer, heard } = await exchangeGraphql<Data>(call);
  await entered?.value.report(heard);
  // Told apart from the gate's own waiting, but for those who come back it is the same.
  if (answer.kind === 'failed' && heard.retryAfterSeconds !== undefined) {
    return { ...answer, afterSeconds: Math.ceil(heard.retryAfterSeconds) };
  }
  return answer;
}
