import { computed, createModel, effect, signal } from '@preact/signals';
import type { LinkPage, ReturnedError } from '../../contracts/island-props.ts';
import { checkPassword, type PasswordProblem } from './password-rules.ts';
import type { PasswordMark, SetPasswordPorts } from './ports.ts';

export interface SetPasswordStart {
  readonly page: LinkPage;
  /** Shopify's messages for the password that was handed in before. */
  readonly errors: readonly ReturnedError[];
  /** What stood in the field already. */
  readonly typed: string;
}

export type SetPasswordStatus =
  | { readonly kind: 'choosing' }
  /** Our own check holds the password back. */
  | { readonly kind: 'refused'; readonly problem: PasswordProblem }
  /** Shopify sent the form back with messages. */
  | { readonly kind: 'returned'; readonly errors: readonly ReturnedError[] }
  /** The same page came back and Shopify said nothing: the link may be dead. */
  | { readonly kind: 'doubted' }
  | { readonly kind: 'submitting'; readonly slow: boolean };

/** Words about waiting come only where there is a wait (design: nothing under 400 ms). */
const SLOW_AFTER_MS = 400;

/**
 * One visit to the page where a password is set. Owns what is typed, whether it is shown, and whether the
 * form may be posted; posts nothing itself.
 */
export const SetPasswordModel = createModel((ports: SetPasswordPorts, start: SetPasswordStart) => {
  const status = signal<SetPasswordStatus>(firstStatus(ports.mark, start));
  const password = signal(start.typed);
  const shown = signal(false);
  const submitting = computed(() => status.value.kind === 'submitting');

  function submit(): boolean {
    if (submitting.peek()) return false;
    const problem = checkPassword(password.peek());
    if (problem) {
      status.value = { kind: 'refused', problem };
      return false;
    }
    // A browser may offer text typed into a field of type text to whoever uses it next.
    shown.value = false;
    ports.mark.leave(start.page);
    status.value = { kind: 'submitting', slow: false };
    return true;
  }

  function decline(): boolean {
    if (submitting.peek()) return false;
    ports.mark.remove();
    status.value = { kind: 'submitting', slow: false };
    return true;
  }

  function reset(): void {
    shown.value = false;
    status.value = { kind: 'choosing' };
  }

  effect(() =>
    ports.form.watch({
      submit: (intent) => (intent === 'decline' ? decline() : submit()),
      stopped: reset,
      returned: reset,
    }),
  );
  effect(() => {
    if (!submitting.value) return undefined;
    return ports.timers.after(SLOW_AFTER_MS, () => {
      status.value = { kind: 'submitting', slow: true };
    });
  });

  return {
    status,
    password,
    shown,
    type(text: string) {
      password.value = text;
    },
    toggle() {
      shown.value = !shown.value;
    },
  };
});

export type SetPasswordModel = InstanceType<typeof SetPasswordModel>;

function firstStatus(mark: PasswordMark, { page, errors }: SetPasswordStart): SetPasswordStatus {
  const handedIn = mark.read();
  if (errors.length > 0) {
    mark.remove();
    return { kind: 'returned', errors };
  }
  return handedIn === page ? { kind: 'doubted' } : { kind: 'choosing' };
}
