/** Rows by table. */
export type RowCounts = Readonly<Record<string, number>>;

/** A customer by what is kept of them in the clear: their id, and the keyed hash of their address. */
export interface ErasureSubject {
  readonly customerId: string | undefined;
  /** Hexadecimal. */
  readonly addressHash: string | undefined;
}

/** Everything that is kept about one customer, readable, by table. */
export interface PersonalData {
  readonly counts: RowCounts;
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

export interface PrivacyRequest {
  readonly reference: string;
  readonly kind: 'export' | 'erasure';
  /** Milliseconds since the Unix epoch. */
  readonly receivedAt: number;
  readonly counts: RowCounts;
}

/** What the law wants done with everything that is kept. Each may be run again after a crash at any point. */
export interface Privacy {
  /** Collects what is kept about a customer, for the merchant to hand on. */
  exportCustomer(
    id: string,
    shop: string,
    subject: ErasureSubject,
    receivedAt: number,
    at: number,
  ): Promise<void>;
  /** Deletes what is kept about a customer, and notes how much it was. */
  eraseCustomer(
    id: string,
    shop: string,
    subject: ErasureSubject,
    receivedAt: number,
    at: number,
  ): Promise<void>;
  /**
   * Deletes everything of a shop, a portion at a time; nothing of one that a merchant connected after `leftAt`.
   *
   * @param except the delivery that asks for it, which is still needed
   */
  eraseShop(shop: string, except: string, leftAt: number): Promise<'more' | 'erased' | 'connected-again'>;
  /** Newest first. */
  list(shop: string): Promise<readonly PrivacyRequest[]>;
  /** @returns the export, as JSON text */
  readExport(shop: string, reference: string): Promise<string | undefined>;
  /** Deletes exports that were made before `before`, and notes of erasures. @returns how many */
  forget(before: number): Promise<number>;
}
