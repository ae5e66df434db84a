import type { SignInWith } from '../../contracts/accounts.ts';

const EVERY_MS = 60_000;
/** A page that is left open must not ask for ever. */
const MOST = 15;

/**
 * Learns that a shop has gone over to codes while a shopper waits for a mail: asks when the page comes into view again,
 * and each minute while it is. Asks nothing of the shopper, and so learns nothing about them.
 *
 * @param ask never rejects
 * @param onCodes called once
 * @returns what ends it
 */
export function watchAccounts(
  page: Document,
  timers: { after(milliseconds: number, run: () => void): () => void },
  ask: () => Promise<SignInWith | undefined>,
  onCodes: () => void,
): () => void {
  let asked = 0;
  let callOff = () => {};
  const isSeen = () => page.visibilityState === 'visible';
  const look = async (): Promise<void> => {
    callOff();
    if (!isSeen() || asked >= MOST) return;
    asked += 1;
    wait();
    if ((await ask()) !== 'code' || asked > MOST) return;
    stop();
    onCodes();
  };
  const wait = (): void => {
    callOff = timers.after(EVERY_MS, onTime);
  };
  const onTime = (): void => void look();
  const stop = (): void => {
    asked = Infinity;
    callOff();
    page.removeEventListener('visibilitychange', onTime);
  };
  page.addEventListener('visibilitychange', onTime);
  wait();
  return stop;
}
