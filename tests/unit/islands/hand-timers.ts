/** Timers that a test runs by hand. */
export interface HandTimers {
  after(milliseconds: number, run: () => void): () => void;
  /** How long each pending timer waits, in milliseconds. */
  readonly waits: readonly number[];
  /** Runs everything that is pending now. */
  run(): void;
  clear(): void;
}

export function handTimers(): HandTimers {
  const pending = new Map<object, { readonly milliseconds: number; readonly run: () => void }>();
  return {
    after(milliseconds, run) {
      const key = {};
      pending.set(key, { milliseconds, run });
      return () => pending.delete(key);
    },
    get waits() {
      return [...pending.values()].map(({ milliseconds }) => milliseconds);
    },
    run() {
      const due = [...pending.values()];
      pending.clear();
      for (const { run } of due) run();
    },
    clear: () => pending.clear(),
  };
}
