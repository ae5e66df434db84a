import { readHashRange } from '../../contracts/breached-passwords.ts';
import { isPathOfShop } from '../../contracts/island-props.ts';

/** Later, the person has gone on. */
const TIMEOUT_MS = 4_000;

/**
 * The look-up of stolen passwords through the app proxy.
 *
 * @param path of the look-up in this shop, as Liquid printed it
 * @returns the port, or undefined where the browser cannot hash (a page without HTTPS) or that is no path of this shop
 */
export function breachedPasswordsClient(path: string) {
  // Not there on a page without HTTPS, whatever the types say.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle === undefined || !isPathOfShop(path)) return undefined;
  return {
    async sha1(password: string): Promise<string> {
      const digest = new Uint8Array(await subtle.digest('SHA-1', new TextEncoder().encode(password)));
      return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0'))
        .join('')
        .toUpperCase();
    },

    async range(prefix: string, signal: AbortSignal): Promise<string> {
      const request = new AbortController();
      const give = (): void => request.abort();
      const timer = setTimeout(give, TIMEOUT_MS);
      signal.addEventListener('abort', give, { once: true });
      try {
        const response = await fetch(`${path}/${prefix}`, {
          headers: { accept: 'text/plain' },
          // Nobody has to know who asks, and no cache on this computer has to keep what was asked.
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
          redirect: 'error',
          signal: request.signal,
        });
        const range = response.ok ? readHashRange(await response.text()) : undefined;
        if (range === undefined) throw new TypeError('no answer to a look-up');
        return range;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', give);
      }
    },
  };
}
