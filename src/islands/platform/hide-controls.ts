import { controlsOf, passwordsOf } from './theme-form.ts';

/** What carries this is out of the page, against any `display` of the theme: see the snippet `only-one`. */
const HIDDEN = 'data-lk-hidden';

const SUBMITS = 'button:not([type="button"]):not([type="reset"]), input[type="submit"], input[type="image"]';
const CONTENT = 'input:not([type="hidden"]), select, textarea, button, a[href], iframe';

/**
 * Takes a theme form's password fields, their labels and its submit buttons out of sight and out of the
 * post, wherever on the page they stand; everything else the theme shows in its form stays.
 *
 * @param form a theme's form, before anything of ours is in it
 * @param doubles further forms of the theme for the same link: out of sight as a whole
 * @param shownElsewhere messages that our own summary shows: where the theme prints one too, its copy goes
 * @returns the form's child that held the first of them (the place for our own), and what undoes it all
 */
export function hideControls(
  form: HTMLFormElement,
  doubles: readonly Element[],
  shownElsewhere: readonly string[],
): { readonly place: Element | null; readonly restore: () => void } {
  const passwords = passwordsOf(form);
  const controls = [
    ...passwords,
    ...controlsOf(form, SUBMITS),
    // A theme's own Show button has nothing left to show.
    ...form.querySelectorAll<HTMLButtonElement>('[type="password"] ~ button[type="button"]'),
  ];
  const gone = new Set<Element>(controls);
  for (const input of passwords) for (const label of input.labels ?? []) gone.add(label);
  for (const element of printedMessages(form, shownElsewhere)) {
    gone.add(element.closest('[role="alert"]') ?? element);
  }

  const tops = new Set([...doubles, ...[...gone].map((element) => emptiedAncestor(element, form, gone))]);
  const place = [...form.children].find((child) => child.contains(passwords[0] ?? null)) ?? null;
  const enabled = controls.filter((control) => !control.disabled);
  for (const control of enabled) control.disabled = true;
  for (const element of tops) element.setAttribute(HIDDEN, '');
  return {
    place,
    restore: () => {
      for (const control of enabled) control.disabled = false;
      for (const element of tops) element.removeAttribute(HIDDEN);
    },
  };
}

/** Goes up while there is nothing to see but what goes anyway: a field's frame would stay behind empty. */
function emptiedAncestor(element: Element, form: HTMLFormElement, gone: ReadonlySet<Element>): Element {
  const parent = element.parentElement;
  if (!parent || parent.contains(form)) return element;
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
