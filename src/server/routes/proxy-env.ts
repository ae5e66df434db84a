import type { AppError } from '../http/app-error.ts';
import type { SignedQuery } from '../shopify/app-proxy.ts';

/** What the steps before a route leave for it, and for the answer to an error. */
export interface ProxyEnv {
  readonly Variables: {
    query: SignedQuery;
    /** JSON with real statuses, or a themed page? */
    json: boolean;
    /** The page that a form's own route makes of a problem, where it is not the way-in form's. */
    problemPage: ((error: AppError) => string | undefined) | undefined;
    /** The UUID that the number on the answer's page is made from: the shopper's own once it is read. */
    reference: string;
    /** What a request came to, for whoever counts, where its status does not say. */
    outcome: string | undefined;
    typed: { readonly email: string; readonly locale: string } | undefined;
  };
}
