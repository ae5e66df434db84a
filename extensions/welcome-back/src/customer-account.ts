/**
 * What Shopify's Customer Account API tells of who is signed in. Two questions, because access to customers and to
 * orders are two scopes, and one that is refused takes its whole answer with it.
 *
 * Without a session token or a capability: https://shopify.dev/docs/api/customer-account-ui-extensions/2026-07/target-apis/account-apis/customer-account-api
 */
const API = 'shopify://customer-account/api/2026-07/graphql.json';

/** Nobody waits for figures: after this many milliseconds the block does without. */
const PATIENCE_MS = 5_000;

/** The API has no totals; more than this many orders are "more than". */
export const MOST_COUNTED = 50;

export const ABOUT_CUSTOMER = `query WelcomeBackCustomer {
  customer { creationDate addresses(first: ${MOST_COUNTED}) { nodes { id } pageInfo { hasNextPage } } }
}`;

export const ABOUT_ORDERS = `query WelcomeBackOrders {
  customer {
    orders(first: ${MOST_COUNTED}, sortKey: PROCESSED_AT, reverse: true) {
      nodes { processedAt }
      pageInfo { hasNextPage }
    }
  }
}`;

export interface Orders {
  /** At most `MOST_COUNTED`. */
  readonly count: number;
  /** Whether there are more than were counted. */
  readonly more: boolean;
  /** Of those counted, milliseconds since 1970. Missing if there are none. */
  readonly newestAt?: number;
  readonly oldestAt?: number;
}

export interface Account {
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Missing where there are more than anybody has, and the number would be wrong. */
  readonly addresses?: number;
  /** Missing if orders cannot be read. */
  readonly orders?: Orders;
}

/** The account of who is signed in; nothing if it cannot be read, for whatever reason. */
export async function readAccount(): Promise<Account | undefined> {
  const [customer, orders] = await Promise.all([
    ask(ABOUT_CUSTOMER),
    ask(ABOUT_ORDERS).then((found) => readOrders(at(found, 'orders'))),
  ]);
  const createdAt = readTime(at(customer, 'creationDate'));
  if (createdAt === undefined) return undefined;
  const addresses = readPage(at(customer, 'addresses'));
  return {
    createdAt,
    ...(addresses && !addresses.more && { addresses: addresses.nodes.length }),
    ...(orders && { orders }),
  };
}

/** The answer's customer, unread; nothing if it failed, was refused or took too long. */
async function ask(query: string): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([late, post(query)]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function post(query: string): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(API, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return at(at(await response.json(), 'data'), 'customer');
}

function readOrders(connection: unknown): Orders | undefined {
  const page = readPage(connection);
  const times = page?.nodes.map((node) => readTime(at(node, 'processedAt')));
  const known = times?.filter((time) => time !== undefined) ?? [];
  if (!page || known.length < page.nodes.length) return undefined;
  const found = { count: known.length, more: page.more };
  return known.length === 0
    ? found
    : { ...found, newestAt: Math.max(...known), oldestAt: Math.min(...known) };
}

function readPage(connection: unknown): { nodes: readonly unknown[]; more: boolean } | undefined {
  const nodes: unknown = at(connection, 'nodes');
  if (!Array.isArray(nodes)) return undefined;
  return { nodes, more: at(at(connection, 'pageInfo'), 'hasNextPage') === true };
}

function readTime(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
