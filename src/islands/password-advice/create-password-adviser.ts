import { HASH_PREFIX_LENGTH, isInRange } from '../../contracts/breached-passwords.ts';
import type { CommonPasswords } from '../../contracts/common-passwords.ts';
import { judgePassword, type Advice } from './judge-password.ts';
import type { BreachedPasswords, PasswordAdviserPorts, Timers } from './ports.ts';

export interface PasswordAdviser {
  /**
   * Calls `say` at once with what is known, and again when the list or a look-up changes that: only as long as
   * `password` is still the newest asked about, and before {@link PasswordAdviser.dispose}.
   */
  advise(password: string, say: (advice: Advice) => void): void;
  /** Calls off everything under way. */
  dispose(): void;
}

/** A look-up waits until somebody stops typing, and is not worth it for what is too short anyway. */
const LOOK_UP_AFTER_MS = 600;
const LOOK_UP_FROM = 8;

/**
 * Advises about a password while it is typed. Whatever fails on the way says nothing; the list is then fetched again
 * with the next letter.
 */
export function createPasswordAdviser({
  commonPasswords,
  breached,
  timers,
}: PasswordAdviserPorts): PasswordAdviser {
  let list: CommonPasswords | 'coming' | 'missing' = 'missing';
  let stop = (): void => {};
  let heard = (): void => {};

  /** Has the list fetched unless it is here or on its way. */
  async function fetchList(): Promise<void> {
    if (list !== 'missing') return;
    list = 'coming';
    list = await commonPasswords().catch(() => 'missing' as const);
    heard();
  }

  return {
    advise(password, say) {
      stop();
      if (password !== '') void fetchList();

      let said = judgePassword(password, list);
      const callOff =
        breached && isWorthLookingUp(password)
          ? lookUpLater(password, { breached, timers }, () => say((said = 'breached')))
          : () => {};
      heard = () => {
        const advice = judgePassword(password, list);
        // Nothing worse can be found out about it.
        if (advice === 'common') callOff();
        if (advice !== said && said !== 'breached') say((said = advice));
      };
      stop = () => {
        callOff();
        heard = () => {};
      };
      if (said === 'common') callOff();
      say(said);
    },
    dispose: () => stop(),
  };
}

/** @returns what calls it off, at any time */
function lookUpLater(
  password: string,
  ports: { readonly breached: BreachedPasswords; readonly timers: Timers },
  found: () => void,
): () => void {
  const request = new AbortController();
  const ask = async (): Promise<void> => {
    const known = await isBreached(password, ports.breached, request.signal).catch(() => false);
    if (known && !request.signal.aborted) found();
  };
  const callOff = ports.timers.after(LOOK_UP_AFTER_MS, () => void ask());
  return () => {
    callOff();
    request.abort();
  };
}

/** Nothing but the first characters of the hash is handed on. */
async function isBreached(password: string, port: BreachedPasswords, signal: AbortSignal): Promise<boolean> {
  const hash = await port.sha1(password);
  if (signal.aborted) return false;
  return isInRange(await port.range(hash.slice(0, HASH_PREFIX_LENGTH), signal), hash);
}

function isWorthLookingUp(password: string): boolean {
  return password === password.trim() && Array.from(password).length >= LOOK_UP_FROM;
}
