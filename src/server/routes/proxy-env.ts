import type { SignedQuery } from '../shopify/app-proxy.ts';

/** What the steps before a route leave for it, and for the answer to an error. */
export interface ProxyEnv {
  readonly Variables: {
    query: SignedQuery;
    /** JSON with real statuses, or a themed page? */
    json: boolean;
    typed: { readonly email: string; readonly locale: string } | undefined;
  };
}
