import type { CommonPasswords } from '../../contracts/common-passwords.ts';
import { isPattern } from '../../contracts/password-patterns.ts';

/**
 * What there is to say about a password:
 * `none` nothing (yet), or a rule says it; `edge-space` Shopify would refuse the space at its edge; `common` many
 * people use it, or something close to it; `breached` it was among stolen passwords; `longer` fine with Shopify, and
 * too short to be good; `good`.
 */
export type Advice = 'none' | 'edge-space' | 'common' | 'breached' | 'longer' | 'good';

/** Below this Shopify refuses, and the rule beside the field says so. */
const FLOOR = 5;

/** Ours to advise, not to require: between Shopify's floor and the 15 that OWASP recommends for a password alone. */
const GOOD_FROM = 12;

/**
 * Judges a password by itself and by the list.
 *
 * @param list `coming` while it is: then nothing is praised that may have to be taken back; `missing` when it cannot
 *   be had, which must not keep anybody from praise
 */
export function judgePassword(password: string, list: CommonPasswords | 'coming' | 'missing'): Advice {
  if (password === '') return 'none';
  if (password !== password.trim()) return 'edge-space';
  const length = Array.from(password).length;
  if (length < FLOOR) return 'none';
  const isListed = typeof list === 'object' && list.has(password);
  if (isListed || isPattern(password)) return 'common';
  if (length < GOOD_FROM) return 'longer';
  return list === 'coming' ? 'none' : 'good';
}
