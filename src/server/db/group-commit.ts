/** Too many waiting for one write: the database does not keep up. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
  readonly code = 'overloaded';
}

export interface GroupCommitOptions {
  /** The most that one write takes. */
  readonly maxGroup?: number;
  /** The most that may wait; beyond it {@link Overloaded}. */
  readonly maxWaiting?: number;
}

/**
 * Writes together what arrives in one turn of the event loop, and with the next write what arrives while one is in
 * flight: under load one commit pays for many, and alone nobody waits for company.
 *
 * @param write makes all items durable or none
 * @returns a function that resolves once its own item is durable, and rejects with the error of its write
 */
export function createGroupCommit<Item>(
  write: (items: readonly Item[]) => Promise<void>,
  { maxGroup = 500, maxWaiting = 5_000 }: GroupCommitOptions = {},
): (item: Item) => Promise<void> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: () => void;
    readonly reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, maxGroup);
      waiting = waiting.slice(maxGroup);
      try {
        await write(group.map(({ item }) => item));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writing = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= maxWaiting) {
        reject(new Overloaded());
        return;
      }
      waiting.push({ item, resolve, reject });
      if (writing) return;
      writing = true;
      // Those that a write before this one has just released, and all whose bytes are here already, come along.
      setImmediate(() => void writeAll());
    });
}
