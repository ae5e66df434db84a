import { Hono } from 'hono';
import { ACCOUNTS_PATH, type AccountsBody } from '../../contracts/accounts.ts';
import type { AskSignInWith } from '../domain/accounts-memory.ts';
import { AppError } from '../http/app-error.ts';
import { respondJson } from '../http/respond.ts';
import type { ProxyEnv } from './proxy-env.ts';

export interface AccountsDeps {
  readonly signInWith: AskSignInWith;
}

/**
 * How shoppers of this shop sign in, for pages that wait for a mail while the shop switches. One answer for everybody, and
 * stored nowhere: it is asked for because it changes.
 */
export function accountsRoutes({ signInWith }: AccountsDeps): Hono<ProxyEnv> {
  const routes = new Hono<ProxyEnv>({ strict: false });

  routes.get(ACCOUNTS_PATH, async (c) => {
    const body: AccountsBody = { v: 1, signInWith: await signInWith(c.var.query.shop) };
    return respondJson(200, body);
  });

  routes.all(ACCOUNTS_PATH, () => {
    throw new AppError('method_not_allowed', { allow: 'GET, HEAD' });
  });
  return routes;
}
