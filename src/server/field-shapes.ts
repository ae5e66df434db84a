/**
 * What may leave the process about somebody's request: values of these shapes, and nothing else. Shared by the log and
 * the traces.
 */

import { SHOP_DOMAIN } from '../contracts/shop-domain.ts';

const matching = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);

/**
 * Our words (`mail-refused`) and names of errors (`TypeError`) have no digits, codes of Node (`ECONNREFUSED`,
 * `UND_ERR_CONNECT_TIMEOUT`) no small letters, and an SQLSTATE is five signs: no token or hash looks like one.
 */
export const isCode = matching(
  /^(?:[a-z]{1,24}(?:-[a-z]{1,24}){0,5}|[A-Z][A-Za-z]{2,40}|[A-Z]{1,20}\d?(?:_[A-Z]{1,20}\d?){0,5}|[0-9A-Z]{5})$/,
);

/** A UUID as our ids are written. */
export const isRequestId = matching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

export const isShop = matching(SHOP_DOMAIN);

export const isRole = matching(/^(?:server|worker|server-worker)$/);

/** A name of ours: a route, a queue, an outcome, an operation of GraphQL, a class of HTTP status. */
export const isName = matching(/^(?:[a-zA-Z]{1,40}(?:[-_][a-z]{1,24}){0,4}|[1-5]xx)$/);

export const isCount = (value: unknown) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
