import type { FormError } from './types.ts';

/** Shortest password that legacy customer accounts take, in characters. */
export const PASSWORD_MIN_LENGTH = 5;

/**
 * Shopify's rules for a new password. A longest length exists (the system texts have `too_long`), but no
 * source says which, so there is none here.
 *
 * @returns what is wrong, in the order of the form; nothing when the password is acceptable
 */
export function passwordProblems(password: string, confirmation: string): readonly FormError[] {
  const problems: FormError[] = [];
  if (password === '') problems.push({ field: 'password', code: 'blank' });
  else if (password.length < PASSWORD_MIN_LENGTH) problems.push({ field: 'password', code: 'too_short' });
  if (password !== password.trim()) problems.push({ field: 'password', code: 'starts_or_ends_with_space' });
  if (password !== confirmation) problems.push({ field: 'password_confirmation', code: 'confirmation' });
  return problems;
}
