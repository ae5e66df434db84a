/** The browser's own timers, as something that can be called off. */
export const browserTimers = {
  after(milliseconds: number, run: () => void): () => void {
    const id = setTimeout(run, milliseconds);
    return () => clearTimeout(id);
  },
};
