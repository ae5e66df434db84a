const RECOVER = 'form[action$=recover]';
const SIGN_IN_FIELD = 'form[action$="/account/login"] [name="customer[email]"]';

/**
 * Keeps an address that was typed for the page that follows: ours when the shopper goes on to sign in, the
 * theme's "Forgot password" when that is sent.
 *
 * @param typed what stands in our own field
 * @returns what ends it
 */
export function carryAddress(
  element: HTMLElement,
  typed: () => string,
  keep: (email: string) => void,
): () => void {
  const watch = new AbortController();
  const { signal } = watch;
  element.addEventListener(
    'click',
    ({ target }) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- within an element only elements are clicked
      if ((target as Element).closest('[data-lk-sign-in]') && typed()) keep(typed());
    },
    { signal },
  );
  document.addEventListener(
    'submit',
    ({ target }) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else is submitted
      const form = target as HTMLFormElement;
      const email = form.matches(RECOVER) && new FormData(form).get('email');
      if (typeof email === 'string') keep(email);
    },
    { signal },
  );
  return () => watch.abort();
}

/** Puts a kept address into the theme's sign-in form, unless something stands there. */
export function fillSignIn(email: string): void {
  const field = document.querySelector<HTMLInputElement>(SIGN_IN_FIELD);
  if (field) field.value ||= email;
}
