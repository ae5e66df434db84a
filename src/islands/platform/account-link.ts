const PATH = /\/account\/(?:activate|reset)\/(\d+)\/([^/]+)\/?$/;

/**
 * Gives a form the hidden `id` and `token` it lacks, read from `/account/activate/{id}/{token}` or
 * `/account/reset/{id}/{token}`, whatever language prefix is before it. Whether Shopify puts them into a form tag
 * of an app block is not documented, and a form without them can set no password.
 *
 * @returns what takes the added inputs out again
 */
export function completeWithLink(form: HTMLFormElement, pathname: string): () => void {
  const [, id = '', token = ''] = PATH.exec(pathname) ?? [];
  const added = Object.entries({ id, token }).map(([name, value]) => {
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
