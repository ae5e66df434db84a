import { isVisible } from './theme-form.ts';

/** Our style sheet hides no guide that has it. */
const ALONE = 'data-lk-alone';

/**
 * Our style sheet shows the first of a page's guides and hides the later ones. Only a script can tell that nobody sees
 * the first, because a theme or a merchant's own CSS hides it: then this one is shown after all.
 *
 * @param guide any of the page's guides; nothing happens while one is seen
 * @returns what undoes it
 */
export function showIfAlone(guide: HTMLElement): () => void {
  const guides = document.querySelectorAll(guide.localName);
  if (![...guides].some(isVisible)) guide.setAttribute(ALONE, '');
  return () => guide.removeAttribute(ALONE);
}
