const LINK = /\/account\/(?:activate|reset)\/(\d+)\/([^/?#\s]+)/;

/** The parts of the first account link in a text; empty where there is none, or a part is missing. */
export function linkIn(address: string): { readonly id: string; readonly token: string } {
  const [, id = '', token = ''] = LINK.exec(address) ?? [];
  return { id, token };
}

/**
 * Gives a form the hidden `id` and `token` it lacks, read from `/account/activate/{id}/{token}` or
 * `/account/reset/{id}/{token}`, whatever language prefix is before it. Whether Shopify puts them into a form tag
 * of an app block is not documented, and a form without them can set no password.
 *
 * @returns what takes the added inputs out again
 */
export function completeWithLink(form: HTMLFormElement, pathname: string): () => void {
  const added = Object.entries(linkIn(pathname)).map(([name, value]) => {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    if (value && !form.querySelector(`input[name="${name}"]:not([value=""])`)) form.append(input);
    return input;
  });
  return () => {
    for (const input of added) input.remove();
  };
}
