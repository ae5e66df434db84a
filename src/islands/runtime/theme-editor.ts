const OURS = 'latchkey-set-password,latchkey-way-in,latchkey-sign-in,latchkey-done';

/**
 * Brings our element into view when the merchant selects its section or block. What the app embed printed may stand
 * far from the embed's own place, so it is found by the block's id where the selected element holds none of ours.
 * Events: shopify.dev, "Integrate sections and blocks with the theme editor".
 *
 * @returns what ends it
 */
export function followSelection(page: Document): () => void {
  const watch = new AbortController();
  for (const event of ['shopify:section:select', 'shopify:block:select']) {
    page.addEventListener(
      event,
      (selected) => {
        const { target } = selected;
        const blockId = selected instanceof CustomEvent ? selected.detail?.blockId : undefined;
        const inside = target instanceof Element ? target.querySelector(OURS) : null;
        const ours =
          inside ?? page.querySelector(`[id^="lk-${CSS.escape(String(blockId))}-"]`)?.closest(OURS);
        ours?.scrollIntoView({ block: 'center' });
      },
      { signal: watch.signal },
    );
  }
  return () => watch.abort();
}

/** Looks at the page now and whenever the theme editor rendered a section anew. */
export function onEachRender(page: Document, look: () => void): void {
  look();
  page.addEventListener('shopify:section:load', look);
}
