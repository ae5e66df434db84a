import type { Clock } from '../../contracts/clock.ts';
import type { LinkPage } from '../../contracts/island-props.ts';
import { linkIn } from './account-link.ts';
import { attempt } from './attempt.ts';

const KEY = 'latchkey:password-handed-in';
/** Kept as it is encoded, for it to hold no space. */
const RETURN_TO = /\breturn_to=([^&]*)/;
/** Far longer than a form post takes, far shorter than a visit lasts. */
const FRESH_FOR_MS = 120_000;

/** What is known of a password that was just handed in. */
export interface HandedIn {
  readonly page: LinkPage;
  /** The customer's number in the link. */
  readonly account: string;
  /** Where the shopper wanted to go, URL-encoded, as the link said it; to be checked before use. */
  readonly returnTo: string;
}

/**
 * Remembers, in this tab and for a moment, that a password was just handed to Shopify. The page that
 * follows learns from it what happened: the account page says "done", any other page knows that the
 * link was not accepted. It holds no password, no address and no link.
 *
 * @param storage asked for each time, because reading `window.sessionStorage` itself throws where a
 *   browser blocks site data; then nothing is remembered, and nothing else changes
 */
export function createPasswordMark(storage: () => Storage, clock: Clock) {
  return {
    leave(page: LinkPage): void {
      const [, returnTo = ''] = RETURN_TO.exec(location.search) ?? [];
      attempt(() =>
        storage().setItem(KEY, `${page} ${clock.now()} ${linkIn(location.pathname).id} ${returnTo}`),
      );
    },
    read(): HandedIn | undefined {
      const [page, at, account = '', returnTo = ''] = attempt(() => storage().getItem(KEY))?.split(' ') ?? [];
      const age = clock.now() - Number(at);
      if (!(age >= 0 && age <= FRESH_FOR_MS)) return undefined;
      return page === 'activation' || page === 'reset' ? { page, account, returnTo } : undefined;
    },
    remove(): void {
      attempt(() => storage().removeItem(KEY));
    },
  };
}
