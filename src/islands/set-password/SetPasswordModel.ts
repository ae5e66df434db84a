import { createModel, effect, signal } from '@preact/signals';
import type { LinkPage, ReturnedError } from '../../contracts/island-props.ts';
import { checkPassword, type PasswordProblem } from './password-rules.ts';
import type { Advice, PasswordMark, SetPasswordPorts } from './ports.ts';

export interface SetPasswordStart {
  readonly page: LinkPage;
  /** Shopify's messages for the password that was handed in before. */
  readonly errors: readonly ReturnedError[];
  /** What stood in the field already. */
  readonly typed: string;
  /** Is the password typed a second time? */
  readonly twoFields: boolean;
  /** Shown at first instead of what follows from all the above: the theme editor's preview. */
  readonly preview?: SetPasswordStatus | undefined;
}

export type SetPasswordStatus =
  | { readonly kind: 'choosing' }
  /** Our own check holds the password back, or there is no network to send it over. */
  | { readonly kind: 'refused'; readonly problem: PasswordProblem | 'offline' }
  /** Shopify sent the form back with messages. */
  | { readonly kind: 'returned'; readonly errors: readonly ReturnedError[] }
  /** The same page came back and Shopify said nothing: the link may be dead. */
  | { readonly kind: 'doubted' }
  /** A captcha came between. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'submitting'; readonly wait: 'short' | 'noticed' | 'long' };

/** Words about waiting come only where there is a wait (design: nothing under 400 ms). */
const FIRST_WORDS = [400, 'noticed'] as const;
/** Eight seconds in, a person wonders whether to try again. */
const MORE_WORDS = [7_600, 'long'] as const;

/**
 * One visit to the page where a password is set. Owns what is typed, whether it is shown, and whether the
 * form may be posted; posts nothing itself.
 */
export const SetPasswordModel = createModel((ports: SetPasswordPorts, start: SetPasswordStart) => {
  const status = signal<SetPasswordStatus>(start.preview ?? firstStatus(ports.mark, start));
  const password = signal(start.typed);
  const again = signal('');
  const shown = signal(false);
  const advice = signal<Advice>('none');
  const capsLock = signal(false);
  const submitting = (): boolean => status.peek().kind === 'submitting';

  function submit(): boolean {
    if (submitting()) return false;
    const typed = password.peek();
    const problem =
      checkPassword(typed, start.twoFields ? again.peek() : typed) ??
      (ports.online() ? undefined : 'offline');
    if (problem) {
      status.value = { kind: 'refused', problem };
      return false;
    }
    // A browser may offer text typed into a field of type text to whoever uses it next.
    shown.value = false;
    ports.mark.leave(start.page);
    status.value = { kind: 'submitting', wait: 'short' };
    return true;
  }

  function decline(): boolean {
    if (submitting()) return false;
    ports.mark.remove();
    status.value = { kind: 'submitting', wait: 'short' };
    return true;
  }

  function settle(kind: 'choosing' | 'stopped'): void {
    shown.value = false;
    status.value = { kind };
  }

  effect(() =>
    ports.form.watch({
      submit: (intent) => (intent === 'decline' ? decline() : submit()),
      stopped: (challenged) => settle(challenged ? 'stopped' : 'choosing'),
      returned: () => settle('choosing'),
    }),
  );
  effect(() => {
    const now = status.value;
    if (now.kind !== 'submitting' || now.wait === 'long') return undefined;
    const [pause, wait] = now.wait === 'short' ? FIRST_WORDS : MORE_WORDS;
    return ports.timers.after(pause, () => {
      status.value = { kind: 'submitting', wait };
    });
  });

  function type(text: string): void {
    password.value = text;
    ports.advice.about(text, (found) => {
      advice.value = found;
    });
  }
  if (start.typed) type(start.typed);

  return {
    status,
    password,
    again,
    shown,
    advice,
    capsLock,
    type,
    typeAgain(text: string) {
      again.value = text;
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
  return handedIn?.page === page ? { kind: 'doubted' } : { kind: 'choosing' };
}
