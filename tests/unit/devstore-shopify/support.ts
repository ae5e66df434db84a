import type { Server } from 'node:net';
import { createShiftedClock, type ManualClock } from '../../../src/devstore/controls/clock.ts';
import { createLocalShop, type ControlledShop } from '../../../src/devstore/shopify/shop.ts';
import type { AccountLinkKind, Mail, Quirks } from '../../../src/devstore/shopify/types.ts';

export const NOON = Date.UTC(2026, 10, 22, 12);
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** A shop whose time stands still until it is moved. */
export function openShop(quirks: Partial<Quirks> = {}): { shop: ControlledShop; clock: ManualClock } {
  const clock = createShiftedClock({ now: () => NOON });
  const shop = createLocalShop({ clock, quirks });
  shop.origins.storefront = 'http://127.0.0.1:4400';
  return { shop, clock };
}

/** The newest mail to this address; fails loudly when there is none. */
export function newestMail(shop: ControlledShop, email: string): Mail {
  const mail = shop.mails.findLast(({ to }) => to === email);
  if (!mail) throw new Error(`No mail went to ${email}.`);
  return mail;
}

/** Customer and token of an account link, read by hand rather than with the shop's own parser. */
export function linkParts(link: string | undefined): { id: number; token: string } {
  const [id = '', token = ''] = (link ?? '').split('/').slice(-2);
  return { id: Number(id), token };
}

/** The newest account link that was mailed to this address. */
export function mailedLink(shop: ControlledShop, email: string): { id: number; token: string } {
  const mail = shop.mails.findLast(({ to, kind }) => to === email && kind !== 'account-welcome');
  return linkParts(mail?.link);
}

/** Is the newest mailed link of this address alive? */
export function isAlive(shop: ControlledShop, kind: AccountLinkKind, email: string): boolean {
  const { id, token } = mailedLink(shop, email);
  return shop.accounts.linkIsLive(kind, id, token);
}

/** Posts a GraphQL operation to one of the two APIs, as a client does. */
export function graphqlClient(
  handle: (request: Request) => Promise<Response>,
  path: string,
  headers: Readonly<Record<string, string>>,
) {
  return async (query: string, variables: object = {}, more: Readonly<Record<string, string>> = {}) => {
    const response = await handle(
      new Request(`http://127.0.0.1:4400${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers, ...more },
        body: JSON.stringify({ query, variables }),
      }),
    );
    const answer: GraphqlAnswer = await response.json();
    return answer;
  };
}

export interface GraphqlAnswer {
  /** Deliberately loose: each test knows what it asked for and says what must have come. */
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> | null;
  readonly errors?: readonly { message: string; path?: unknown; extensions?: Record<string, unknown> }[];
  readonly extensions?: { readonly cost: Record<string, unknown> };
}

/** `gid://shopify/Customer/1` */
export function gid({ id }: { id: number }): string {
  return `gid://shopify/Customer/${id}`;
}

/** The port a test's own server listens on. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen.');
  return address.port;
}
