import { isVisible } from './theme-form.ts';

/** Set while an element stands somewhere else than Liquid printed it; ends the reservation in our style sheet. */
const PLACED = 'data-lk-placed';

/** How far what follows may be pulled up to where it stood: a gap between two blocks, never the element itself. */
const MAX_PULL_PX = 32;

/** The theme's form that an account page is about. */
const PAGE_FORM = 'form[action*="/account"]:not([action$=recover],[data-lk-form],header *)';

/**
 * Takes what the app embed printed at the end of `body` to where it belongs: ahead of everything where it
 * explains why the page is not the expected one, else quietly behind the form the page is about. Our style
 * sheet keeps room there from the first paint on; whatever that room is too much, margins between blocks
 * included, becomes the element's own margin, so that nothing that follows moves. A page that has no such
 * place keeps it at the end.
 *
 * @returns called again and again with the same elements, it places what stands at the end of body, and brings
 *   back what it had placed and went down with a section that the theme replaced
 */
export function createPlacement(page: Document): (element: HTMLElement) => void {
  return (element) => {
    if (!element.isConnected) {
      if (!element.hasAttribute(PLACED)) return;
      element.removeAttribute(PLACED);
      page.body.append(element);
    }
    const { localName } = element;
    const standsIn = page.querySelector(`${localName}:not([data-lk-embed])`);
    if (standsIn || !element.matches(`[data-lk-embed]:not([${PLACED}])`)) return;

    const form = [...page.querySelectorAll(PAGE_FORM)].find(isVisible);
    // The element that is called so; spelt out it is 12 of 2,000 bytes.
    const password = /set/.test(localName);
    const first = password || element.matches('[data-lk-lead]');
    // Where the theme has the form, the password island moves into it by itself.
    if (password && form) return;
    const anchor = first
      ? page.querySelector('main > *,[role=main] > *')
      : (form ?? page.querySelector(`latchkey-set-password[${PLACED}]`));
    if (!anchor) return;

    const follower = first ? anchor : following(anchor);
    const top = (): number => follower?.getBoundingClientRect().top ?? 0;
    const stood = top();
    anchor[first ? 'before' : 'after'](element);
    element.setAttribute(PLACED, first ? 'first' : 'behind');
    element.style.marginBlockEnd = '0';
    element.style.marginBlockEnd = `${Math.max(stood - top(), -MAX_PULL_PX)}px`;
  };
}

/** What comes right behind an element on the page, inside its parent or behind that. */
function following(element: Element | null): Element | null {
  return element && (element.nextElementSibling ?? following(element.parentElement));
}
