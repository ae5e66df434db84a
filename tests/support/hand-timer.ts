/** A timer that rings when a test says that time has passed. */
export interface HandTimer {
  after(milliseconds: number, ring: () => void): () => void;
  /** Lets time pass: rings everything that is due by then, in order. */
  advance(milliseconds: number): void;
  /** How many have neither rung nor been called off. */
  readonly waiting: number;
}

export function handTimer(): HandTimer {
  let now = 0;
  const pending = new Map<object, { readonly at: number; readonly ring: () => void }>();
  return {
    after(milliseconds, ring) {
      const key = {};
      pending.set(key, { at: now + milliseconds, ring });
      return () => pending.delete(key);
    },
    advance(milliseconds) {
      now += milliseconds;
      const due = [...pending].filter(([, { at }]) => at <= now).toSorted(([, a], [, b]) => a.at - b.at);
      for (const [key, { ring }] of due) if (pending.delete(key)) ring();
    },
    get waiting() {
      return pending.size;
    },
  };
}
