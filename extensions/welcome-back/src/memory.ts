/**
 * What is remembered of a customer in this browser. Shopify keeps it in `localStorage` and promises nothing, so it may
 * be gone, or somebody else's on a shared device: hence an entry for each customer, and no harm without one.
 */
export interface Remembered {
  /** When this customer first opened the profile with the block on it; milliseconds since 1970. */
  readonly firstSeenAt: number;
  /** What was found then; missing while it could not be read. */
  readonly was?: 'before' | 'new';
  /** Whether they closed the block. */
  readonly closed?: true;
}

/** Shopify's storage, as far as it is used. */
export interface Storage {
  read(key: string): Promise<unknown>;
  write(key: string, data: unknown): Promise<void>;
}

export interface Memory {
  /** What is known from earlier visits. Never rejects. */
  recall(): Promise<Remembered | undefined>;
  /** Adds to it, in the order of the calls. Never rejects. */
  keep(what: Partial<Remembered>): Promise<void>;
}

/** @param customerId Shopify's, or nothing where the app may not know it: then one entry serves everybody */
export function memoryOf(storage: Storage, customerId: string | undefined): Memory {
  const key = `welcome-back:${customerId?.split('/').pop() ?? 'somebody'}`;
  let known: Partial<Remembered> | undefined;
  return {
    async recall() {
      const found = read(await storage.read(key).catch(() => undefined));
      known = found;
      return found;
    },
    // Put together here and not in the storage, so that closing and a late answer cannot undo each other.
    keep(what) {
      known = { ...known, ...what };
      return storage.write(key, known).catch(() => undefined);
    },
  };
}

function read(value: unknown): Remembered | undefined {
  if (typeof value !== 'object' || value === null || !('firstSeenAt' in value)) return undefined;
  if (typeof value.firstSeenAt !== 'number') return undefined;
  const was = 'was' in value ? value.was : undefined;
  return {
    firstSeenAt: value.firstSeenAt,
    ...((was === 'before' || was === 'new') && { was }),
    ...('closed' in value && value.closed === true && { closed: true }),
  };
}
