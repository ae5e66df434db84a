/** The two numbers of an account link that Shopify's forms carry in hidden inputs. */
export interface AccountLink {
  readonly id: string;
  readonly token: string;
}

const PATH = /\/account\/(?:activate|reset)\/(\d+)\/([^/]+)\/?$/;

/** Reads `/account/activate/{id}/{token}` and `/account/reset/{id}/{token}`, whatever language prefix is before it. */
export function readAccountLink(pathname: string): AccountLink | undefined {
  const [, id, token] = PATH.exec(pathname) ?? [];
  return id === undefined || token === undefined ? undefined : { id, token };
}

/**
 * Gives a form the hidden `id` and `token` it lacks. Whether Shopify puts them into a form tag of an app
 * block is not documented, and a form without them can set no password.
 *
 * @returns what takes the added inputs out again
 */
export function completeWithLink(form: HTMLFormElement, link: AccountLink | undefined): () => void {
  if (!link) return () => {};
  const added = (['id', 'token'] as const)
    .filter((name) => !form.querySelector(`input[name="${name}"]:not([value=""])`))
    .map((name) => {
      const input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.value = link[name];
      form.append(input);
      return input;
    });
  return () => {
    for (const input of added) input.remove();
  };
}
