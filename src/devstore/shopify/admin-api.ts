import { timingSafeEqual } from 'node:crypto';
import { applyFault } from '../faults/apply-fault.ts';
import { adminModel } from './graphql/admin-model.ts';
import { problem, readGraphqlRequest } from './graphql/endpoint.ts';
import { runOperation, throttledBody } from './graphql/run.ts';
import { loadSchema } from './graphql/schemas.ts';
import type { ControlledShop } from './shop.ts';

/** Recorded by airhorns/shopify-draft-proxy (docs/hard-and-weird-notes.md); the "[API]" comes with Shopify's gateway. */
const UNAUTHORIZED = '[API] Invalid API key or access token (unrecognized login or wrong password)';

/**
 * The Admin API of a shop: `POST /admin/api/2026-10/graphql.json` with `X-Shopify-Access-Token`.
 *
 * It executes Shopify's published schema; what is not modelled is refused before anything happens. Points
 * leak back by the shop's clock. The fault `admin-api` comes before everything else.
 *
 * @param options.accessToken of a custom app; the tokens of an installed one count anyway
 */
export function createAdminApi(
  shop: ControlledShop,
  { accessToken }: { readonly accessToken?: string } = {},
): (request: Request) => Promise<Response> {
  return async (request) => {
    const respond = async () => {
      const given = request.headers.get('x-shopify-access-token');
      const refusal = mayCall(shop, given, accessToken) ? undefined : problem(401, UNAUTHORIZED);
      const read = await readGraphqlRequest(request, '/admin/api', refusal);
      if ('answer' in read) return read.answer;
      const schema = await loadSchema('admin');
      const api = { name: 'admin', schema, model: adminModel, bucket: shop.adminBucket } as const;
      return Response.json(await runOperation(api, read.body, { shop, buyerIp: '' }));
    };
    return applyFault(shop.faults.next('admin-api'), respond, () =>
      Response.json(throttledBody(10, { ...shop.adminBucket.status(), currentlyAvailable: 0 })),
    );
  };
}

/** Is this the token of the custom app, or one that the shop gave an app that was installed? */
export function mayCall(shop: ControlledShop, given: string | null, fixed: string | undefined): boolean {
  return (fixed !== undefined && sameSecret(given, fixed)) || shop.appTokens.accepts(given ?? '');
}

/** Compares what a caller gave with a secret, in a time that tells nothing about it. */
export function sameSecret(given: string | null, secret: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}
