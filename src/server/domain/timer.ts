/** Rings once after a while. Handed in, so that tests need not wait. */
export interface Timer {
  /** @returns what calls it off */
  after(milliseconds: number, ring: () => void): () => void;
}

/**
 * Waits for work only so long. The work itself goes on.
 *
 * @returns what came of it, or undefined when the time was up before
 * @throws what the work throws in time; later it is nobody's concern
 */
export function within<T>(timer: Timer, milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const callOff = timer.after(milliseconds, () => resolve(undefined));
    work.then(resolve, reject).finally(callOff);
  });
}
