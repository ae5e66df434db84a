import { createPasswordAdviser, type PasswordAdviser } from '../password-advice/create-password-adviser.ts';
import { watchCapsLock } from '../password-advice/watch-caps-lock.ts';
import { breachedPasswordsClient } from '../platform/breached-passwords.ts';
import { fetchCommonPasswords } from '../platform/common-passwords.ts';
import { browserTimers } from '../platform/timers.ts';

/**
 * Advice about a password, for the island that has the field. Imported when somebody begins to type.
 *
 * @param breachedPasswordsPath the look-up behind this shop's app proxy path; undefined where the merchant
 *   has not turned it on
 * @param container holds the field that the password is typed into
 * @param sayCapsLock told whenever it is known whether Caps Lock is on
 */
export function advise(
  breachedPasswordsPath: string | undefined,
  container: HTMLElement,
  sayCapsLock: (on: boolean) => void,
): PasswordAdviser {
  const breached =
    breachedPasswordsPath === undefined ? undefined : breachedPasswordsClient(breachedPasswordsPath);
  const adviser = createPasswordAdviser({
    commonPasswords: () => fetchCommonPasswords(import.meta.url),
    timers: browserTimers,
    ...(breached === undefined ? {} : { breached }),
  });
  const field = container.querySelector('input');
  const endWatch = field ? watchCapsLock(field, sayCapsLock) : () => {};
  return {
    advise: (password, say) => adviser.advise(password, say),
    dispose() {
      endWatch();
      adviser.dispose();
    },
  };
}
