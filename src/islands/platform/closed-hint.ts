import { attempt } from './attempt.ts';

const KEY = 'latchkey:hint-closed';

/**
 * Remembers in this browser that the hint was closed.
 *
 * @param storage asked for each time, since a browser may refuse it; then the hint stays closed for this page
 */
export function createClosedHint(storage: () => Storage) {
  let closed = false;
  return {
    close(): void {
      closed = true;
      attempt(() => storage().setItem(KEY, '1'));
    },
    isClosed: (): boolean => closed || attempt(() => storage().getItem(KEY)) != null,
  };
}
