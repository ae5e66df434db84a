/**
 * Asks once for all who ask at the same time. For what anybody may ask as often as they like: it never takes more than
 * one connection from those who need them.
 */
export function oneAtATime<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let underWay: Promise<Answer> | undefined;
  return () => {
    underWay ??= ask().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
