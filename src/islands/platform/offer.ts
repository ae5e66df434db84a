/**
 * Set on the offer where a visitor may have come by a dead link: the fold then says that a mail's link may be too
 * old. It stays closed: opening it would move what follows.
 */
export const GREETED = 'data-lk-greeted';

/** Opens the offer where the page has come to need it; opening it asks for its island. */
export function openOffer(page: Document): void {
  for (const fold of page.querySelectorAll<HTMLDetailsElement>('details[data-lk-fold]')) fold.open = true;
}
