/** Carries the words for a visitor who may have come by a dead link. */
const ARRIVED = 'data-lk-arrived';

/**
 * Says on the fold that a mail's link may be too old, for a visitor who may have come by one; once. The fold
 * stays closed: opening it would move what follows.
 */
export function greetArrival(element: Element): void {
  const summary = element.querySelector(`[${ARRIVED}]`);
  if (!summary) return;
  summary.textContent = summary.getAttribute(ARRIVED);
  summary.removeAttribute(ARRIVED);
}

/** Opens the offer where the page has come to need it; opening it asks for its island. */
export function openOffer(page: Document): void {
  for (const fold of page.querySelectorAll<HTMLDetailsElement>('details[data-lk-fold]')) fold.open = true;
}
