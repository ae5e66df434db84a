import type { Clock } from '../../contracts/clock.ts';
import { linkIn } from './account-link.ts';
import { attempt } from './attempt.ts';

const KEY = 'latchkey:links';

/** Why a link is dead, where this browser was there when it died. */
export type KnownReason = 'link-used' | 'link-superseded';

/** Asked for each time, since a browser may refuse it; then nothing is known. */
type StorageOf = () => Storage;

const read = (storage: StorageOf): string[] => attempt(() => storage().getItem(KEY))?.split(' ') ?? [];
/** When a link was asked for; when one was opened, and whose it was. */
const write = (storage: StorageOf, ...parts: readonly unknown[]): void => {
  attempt(() => storage().setItem(KEY, parts.join(' ')));
};

/** Notes that the account of the customer with this number was opened with a link, for `createLinkHistory`. */
export function noteOpened(storage: StorageOf, clock: Clock, account: string): void {
  write(storage, read(storage)[0], clock.now(), account);
}

/**
 * What this browser did with account links: when it last asked for one, and whose account it last opened. A dead
 * link can then be told from one that was replaced or has done its work. Two times and a customer's number: no
 * address, no link. The customer's number stands in every link of theirs.
 */
export function createLinkHistory(storage: StorageOf, clock: Clock) {
  return {
    noteAsked: (): void => {
      write(storage, clock.now(), ...read(storage).slice(1));
    },
    /** @param addresses where the link may stand: the page's own and the one before it */
    reasonFor(addresses: readonly string[]): KnownReason | undefined {
      const { id, token } = linkIn(addresses.join(' '));
      // The end of a link is the second it was made in: seen in every sample, documented nowhere, hence a hint.
      const made = Number(token.split('-')[1]) * 1000;
      const [asked, opened, account] = read(storage);
      if (id && id === account && made <= Number(opened)) return 'link-used';
      return made < Number(asked) ? 'link-superseded' : undefined;
    },
  };
}
