import { formatReference, REFERENCE_LENGTH, REFERENCE_SIGNS } from '../../contracts/mailbox-request.ts';
import { entropy } from './entropy.ts';

/** The largest multiple of the number of signs that fits in a byte: above it, some signs would be drawn more often. */
const FAIR = 256 - (256 % REFERENCE_SIGNS.length);

/**
 * A random reference, as it is shown: one of 10^13. The database refuses one that is taken, which beside a million
 * others has a chance of one in ten million; the shopper is then asked to try again.
 */
export function newReference(): string {
  let signs = '';
  while (signs.length < REFERENCE_LENGTH) {
    for (const byte of entropy(REFERENCE_LENGTH)) {
      if (byte < FAIR && signs.length < REFERENCE_LENGTH)
        signs += REFERENCE_SIGNS[byte % REFERENCE_SIGNS.length];
    }
  }
  return formatReference(signs);
}
