import type { Clock } from '../../contracts/clock.ts';
import type { LinkPage } from '../../contracts/island-props.ts';

const KEY = 'latchkey:password-handed-in';
/** Far longer than a form post takes, far shorter than a visit lasts. */
const FRESH_FOR_MS = 120_000;

/**
 * Remembers, in this tab and for a moment, that a password was just handed to Shopify. The page that
 * follows learns from it what happened: the account page says "done", any other page knows that the
 * link was not accepted. It holds no password, no address and no link.
 *
 * @param storage asked for each time, because reading `window.sessionStorage` itself throws where a
 *   browser blocks site data; then nothing is remembered, and nothing else changes
 */
export function createPasswordMark(storage: () => Storage, clock: Clock) {
  const attempt = <Value>(use: (storage: Storage) => Value): Value | undefined => {
    try {
      return use(storage());
    } catch {
      return undefined;
    }
  };
  return {
    leave(page: LinkPage): void {
      attempt((store) => store.setItem(KEY, `${page} ${clock.now()}`));
    },
    read(): LinkPage | undefined {
      const [page, at] = (attempt((store) => store.getItem(KEY)) ?? '').split(' ');
      const age = clock.now() - Number(at);
      if (!(age >= 0 && age <= FRESH_FOR_MS)) return undefined;
      return page === 'activation' || page === 'reset' ? page : undefined;
    },
    remove(): void {
      attempt((store) => store.removeItem(KEY));
    },
  };
}
