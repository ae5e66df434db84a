import { randomBytes } from 'node:crypto';
import type { Clock } from '../../contracts/clock.ts';
import type { AccountLinkKind } from './types.ts';

const DAY_MS = 24 * 60 * 60_000;

/** How long each kind of link works, in milliseconds. */
export const LINK_LIFETIME_MS: Readonly<Record<AccountLinkKind, number>> = {
  // "one-time use and will expire after 30 days": Admin API, customerGenerateAccountActivationUrl.
  activation: 30 * DAY_MS,
  // UNCONFIRMED: Shopify publishes no number; one blog says "roughly 12 hours". Nothing may rely on it.
  reset: DAY_MS / 2,
};

export interface AccountLink {
  readonly kind: AccountLinkKind;
  readonly customerId: number;
  /** `<32 hex digits>-<unix seconds of issue>`, the shape of Shopify's samples. */
  readonly token: string;
}

/** Every account link of the shop, and which of them still open something. */
export interface Links {
  /** @param options.killOlder do the customer's earlier links of this kind die? */
  issue(kind: AccountLinkKind, customerId: number, options: { killOlder: boolean }): AccountLink;
  isLive(kind: AccountLinkKind, customerId: number, token: string): boolean;
  /** Ends all links of this kind that the customer has: a link works once, and then none is needed. */
  consume(kind: AccountLinkKind, customerId: number): void;
  clear(): void;
}

/**
 * @param clock says when a link is issued and when it is too old
 */
export function createLinks(clock: Clock): Links {
  const live = new Map<string, AccountLink & { readonly issuedAt: number }>();

  const consume: Links['consume'] = (kind, customerId) => {
    for (const [token, link] of live) {
      if (link.kind === kind && link.customerId === customerId) live.delete(token);
    }
  };

  return {
    consume,
    clear: () => live.clear(),
    issue(kind, customerId, { killOlder }) {
      if (killOlder) consume(kind, customerId);
      const issuedAt = clock.now();
      const token = `${randomBytes(16).toString('hex')}-${Math.floor(issuedAt / 1_000)}`;
      const link = { kind, customerId, token, issuedAt };
      live.set(token, link);
      return link;
    },
    isLive(kind, customerId, token) {
      const link = live.get(token);
      return (
        link?.kind === kind &&
        link.customerId === customerId &&
        clock.now() < link.issuedAt + LINK_LIFETIME_MS[kind]
      );
    },
  };
}

const LINK_WORDS: Readonly<Record<AccountLinkKind, string>> = { activation: 'activate', reset: 'reset' };

/** `/account/activate/{id}/{token}`, as the storefront's pages expect it, without language and origin. */
export function linkPath(link: AccountLink): string {
  return `/account/${LINK_WORDS[link.kind]}/${link.customerId}/${link.token}`;
}

/** What {@link linkPath} made, or undefined when this is no account link. Origin and language do not matter. */
export function parseLink(url: string): AccountLink | undefined {
  const found = /\/account\/(activate|reset)\/(\d{1,15})\/([0-9a-f]{32}-\d+)\/?(?:[?#].*)?$/.exec(url);
  const [, word, id, token] = found ?? [];
  if (word === undefined || id === undefined || token === undefined) return undefined;
  return { kind: word === 'activate' ? 'activation' : 'reset', customerId: Number(id), token };
}
