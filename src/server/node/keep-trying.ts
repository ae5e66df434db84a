import { setTimeout as sleep } from 'node:timers/promises';

export interface KeptTrying<T> {
  /** Resolves when the first attempt has ended, well or not. */
  readonly firstAttempt: Promise<void>;
  /** What was made, once it was. */
  current(): T | undefined;
  /** Tries no more; resolves to what was made until then. */
  stop(): Promise<T | undefined>;
}

/**
 * Makes something that needs a server which may be away: at once, and else again and again, waiting a
 * little longer each time.
 */
export function keepTrying<T>(
  attempt: () => Promise<T>,
  options: {
    readonly onFailure: (error: unknown) => void;
    /** Run once it is made and {@link KeptTrying.current}; what it rejects with is no reason to make it again. */
    readonly onMade?: () => Promise<void>;
    readonly firstWaitMs?: number;
    readonly longestWaitMs?: number;
  },
): KeptTrying<T> {
  const { onFailure, onMade = async () => undefined, firstWaitMs = 250, longestWaitMs = 3_000 } = options;
  const stopping = new AbortController();
  let made: T | undefined;

  async function loop(firstEnded: () => void): Promise<void> {
    for (let waitMs = firstWaitMs; !stopping.signal.aborted; waitMs = Math.min(longestWaitMs, waitMs * 2)) {
      try {
        made = await attempt();
        await onMade().catch(onFailure);
        return;
      } catch (error) {
        onFailure(error);
      } finally {
        firstEnded();
      }
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  let ended: Promise<void> | undefined;
  const firstAttempt = new Promise<void>((resolve) => {
    ended = loop(resolve);
  });
  return {
    firstAttempt,
    current: () => made,
    async stop() {
      stopping.abort();
      await ended;
      return made;
    },
  };
}
