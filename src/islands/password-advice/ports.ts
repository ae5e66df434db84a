import type { CommonPasswords } from '../../contracts/common-passwords.ts';

export interface Timers {
  /** @returns what calls it off */
  after(milliseconds: number, run: () => void): () => void;
}

/** Looks up whether a password was stolen somewhere, in the way that gives nobody the password. */
export interface BreachedPasswords {
  /** @returns forty hexadecimal characters in upper case */
  sha1(password: string): Promise<string>;
  /**
   * All stolen passwords whose SHA-1 begins like this. Rejects when there is no answer.
   *
   * @param prefix five hexadecimal characters, all that ever leaves the browser
   * @returns lines of `SUFFIX:COUNT`
   */
  range(prefix: string, signal: AbortSignal): Promise<string>;
}

export interface PasswordAdviserPorts {
  /** Fetches the list, each time it is called. */
  readonly commonPasswords: () => Promise<CommonPasswords>;
  /** Only where the merchant turned it on. */
  readonly breached?: BreachedPasswords;
  readonly timers: Timers;
}
