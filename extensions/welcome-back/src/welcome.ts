/** What a customer is shown, found out once when their profile opens. No DOM, no globals: `WelcomeBack.tsx` has those. */
import type { Account } from './customer-account.ts';
import { isFromBefore, isOver } from './from-before.ts';
import type { Memory, Remembered } from './memory.ts';
import type { Settings } from './settings.ts';

/** What is drawn. Until it is known, and for who is new, closed it or saw it long enough: nothing. */
export type Welcome =
  /** From before, as is known from last time; the figures are on their way. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'from-before'; readonly account?: Account }
  /** Nothing could be read, so that it is said of whoever had an account before. */
  | { readonly kind: 'unknown' };

export interface Ports {
  readonly memory: Memory;
  /** The account, or nothing if it cannot be read. Never rejects. */
  readonly readAccount: () => Promise<Account | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Asks what there is to say and keeps what it found.
 *
 * @param show called with what to draw for the time being: never, once or twice
 */
export async function welcome(
  ports: Ports,
  settings: Settings,
  show: (welcome: Welcome) => void,
): Promise<void> {
  const { memory, readAccount, now } = ports;
  const last = await memory.recall();
  const firstSeenAt = last?.firstSeenAt ?? now();
  if (last?.closed || last?.was === 'new' || isOver(settings, firstSeenAt, now())) return;
  if (last?.was === 'before') show({ kind: 'waiting' });
  const account = await readAccount();
  const found = judge(account, settings, { ...last, firstSeenAt });
  await memory.keep({ firstSeenAt, ...(found && { was: found }) });
  if (found === 'before') show({ kind: 'from-before', ...(account && { account }) });
  else if (found === undefined) show({ kind: 'unknown' });
}

/** Whoever was found to be from before stays so; a look-up that fails later changes nothing. */
function judge(
  account: Account | undefined,
  settings: Settings,
  { was, firstSeenAt }: Remembered,
): Remembered['was'] {
  if (was !== undefined || account === undefined) return was;
  return isFromBefore(account, settings, firstSeenAt) ? 'before' : 'new';
}
