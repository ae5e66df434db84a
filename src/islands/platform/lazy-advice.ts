/** Knows what there is to say of a password; lives until it is disposed. */
interface Adviser<Advice> {
  readonly advise: (password: string, say: (advice: Advice) => void) => void;
  readonly dispose: () => void;
}

/** What the module exports. */
export interface AdviceModule<Advice> {
  readonly advise: (
    breachedPasswordsPath: string | undefined,
    container: HTMLElement,
    sayCapsLock: (on: boolean) => void,
  ) => Adviser<Advice>;
}

/**
 * Advice that begins with the first letter typed. Where its module does not arrive there is none, and nothing
 * else changes.
 *
 * @param load fetches the module and begins
 */
export function lazyAdvice<Advice>(load: () => Promise<Adviser<Advice>>) {
  let adviser: Promise<Adviser<Advice> | undefined> | undefined;
  return {
    about(password: string, say: (advice: Advice) => void): void {
      adviser ??= load().catch(() => undefined);
      void adviser.then((known) => known?.advise(password, say));
    },
    dispose: () => adviser?.then((known) => known?.dispose()),
  };
}
