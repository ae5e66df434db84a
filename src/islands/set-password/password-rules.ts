/** What Shopify refuses in any password; its upper limit is not documented, so none is checked here. */
export type PasswordProblem = 'missing' | 'too-short' | 'edge-space' | 'mismatch';

const MIN_LENGTH = 5;

/**
 * Checks a password as it was typed, to the letter: Shopify refuses edge spaces, so they are never trimmed away.
 *
 * @param again what stands in the second field; the password itself where there is one field
 */
export function checkPassword(password: string, again: string): PasswordProblem | undefined {
  if (password === '') return 'missing';
  if (password !== password.trim()) return 'edge-space';
  if (Array.from(password).length < MIN_LENGTH) return 'too-short';
  return password === again ? undefined : 'mismatch';
}
