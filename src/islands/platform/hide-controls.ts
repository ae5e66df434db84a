/** What carries this is out of the page, against any `display` of the theme: see the snippet `only-one`. */
const HIDDEN = 'data-lk-hidden';

const PASSWORDS = 'input[type="password"]';
const SUBMITS = 'button:not([type="button"]):not([type="reset"]), input[type="submit"], input[type="image"]';
const CONTENT = 'input:not([type="hidden"]), select, textarea, button, a[href], iframe';

/**
 * Takes a theme form's password fields, their labels and its submit buttons out of sight and out of the
 * post; everything else the theme shows in its form stays.
 *
 * @param form a theme's form, before anything of ours is in it
 * @param shownElsewhere messages that our own summary shows: where the theme prints one too, its copy goes
 * @returns the form's child that held the first of them (the place for our own), and what undoes it all
 */
export function hideControls(
  form: HTMLFormElement,
  shownElsewhere: readonly string[],
): { readonly place: Element | null; readonly restore: () => void } {
  const passwords = [...form.querySelectorAll<HTMLInputElement>(PASSWORDS)];
  const controls = [
    ...passwords,
    ...form.querySelectorAll<HTMLInputElement | HTMLButtonElement>(SUBMITS),
    // A theme's own Show button has nothing left to show.
    ...passwords.flatMap((input) => [
      ...(input.parentElement?.querySelectorAll<HTMLButtonElement>(':scope > button[type="button"]') ?? []),
    ]),
  ];
  const gone = new Set<Element>(controls);
  for (const input of passwords) for (const label of input.labels ?? []) gone.add(label);
  for (const element of printedMessages(form, shownElsewhere)) {
    gone.add(element.closest('[role="alert"]') ?? element);
  }

  const tops = new Set([...gone].map((element) => emptiedAncestor(element, form, gone)));
  const place = childHolding(form, passwords[0]);
  const enabled = controls.filter((control) => !control.disabled);
  const visible = [...tops].filter((element) => !element.hasAttribute(HIDDEN));
  for (const control of enabled) control.disabled = true;
  for (const element of visible) element.setAttribute(HIDDEN, '');
  return {
    place,
    restore: () => {
      for (const control of enabled) control.disabled = false;
      for (const element of visible) element.removeAttribute(HIDDEN);
    },
  };
}

/** Goes up while there is nothing to see but what goes anyway: a field's frame would stay behind empty. */
function emptiedAncestor(element: Element, form: HTMLFormElement, gone: ReadonlySet<Element>): Element {
  const parent = element.parentElement;
  if (!parent || parent === form) return element;
  const stays = (node: Node): boolean => {
    if (node instanceof Element) {
      if (gone.has(node)) return false;
      return node.matches(CONTENT) || [...node.childNodes].some(stays);
    }
    return node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '';
  };
  return stays(parent) ? element : emptiedAncestor(parent, form, gone);
}

function printedMessages(form: HTMLFormElement, messages: readonly string[]): Element[] {
  return [...form.querySelectorAll('*')].filter((element) =>
    [...element.childNodes].some(
      (node) =>
        node.nodeType === Node.TEXT_NODE &&
        messages.some((message) => node.textContent?.toLowerCase().includes(message.toLowerCase())),
    ),
  );
}

function childHolding(form: HTMLFormElement, inner: Element | undefined): Element | null {
  return [...form.children].find((child) => inner !== undefined && child.contains(inner)) ?? null;
}
