import { applyFault } from '../faults/apply-fault.ts';
import { mayCall, sameSecret } from './admin-api.ts';
import { problem, readGraphqlRequest } from './graphql/endpoint.ts';
import { runOperation } from './graphql/run.ts';
import { loadSchema } from './graphql/schemas.ts';
import { storefrontModel } from './graphql/storefront-model.ts';
import type { ControlledShop } from './shop.ts';

/**
 * The Storefront API of a shop: `POST /api/2026-10/graphql.json`, with a private token in
 * `Shopify-Storefront-Private-Token` or a public one in `X-Shopify-Storefront-Access-Token`.
 *
 * Password resets are counted by `Shopify-Storefront-Buyer-IP`, which only a private token may set; without
 * it, all callers are one. The fault `storefront-api` comes before everything else.
 *
 * @param tokens.privateToken of a custom app; the Admin token of an installed one counts as such, as in Shopify's own
 *   client (`lib/clients/storefront/client.ts` of @shopify/shopify-api)
 * @param tokens.publicToken there is no public access when it is left out
 */
export function createStorefrontApi(
  shop: ControlledShop,
  { privateToken, publicToken }: { readonly privateToken?: string; readonly publicToken?: string } = {},
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { headers } = request;
    const respond = async () => {
      const isPrivate = mayCall(shop, headers.get('shopify-storefront-private-token'), privateToken);
      const isPublic =
        publicToken !== undefined &&
        sameSecret(headers.get('x-shopify-storefront-access-token'), publicToken);
      const refusal = isPrivate || isPublic ? undefined : unauthorized();
      const read = await readGraphqlRequest(request, '/api', refusal);
      if ('answer' in read) return read.answer;
      const buyerIp = (isPrivate && headers.get('shopify-storefront-buyer-ip')) || 'the caller';
      const api = {
        name: 'storefront',
        schema: await loadSchema('storefront'),
        model: storefrontModel,
      } as const;
      return Response.json(await runOperation(api, read.body, { shop, buyerIp }));
    };
    return applyFault(shop.faults.next('storefront-api'), respond, () =>
      Response.json({ errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] }),
    );
  };
}

/** The empty message is what the Storefront API is known to answer; it was not recorded for this project. */
function unauthorized(): Response {
  return problem(401, [{ message: '', extensions: { code: 'UNAUTHORIZED' } }]);
}
