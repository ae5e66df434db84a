/** Every island there is; the element, the entry file and the asset share the name. */
const ISLANDS = ['set-password', 'way-in', 'done'];

/** What a shopper does who is about to use a folded island. */
const USES = ['toggle', 'focusin', 'pointerover'];

/**
 * Asks for the code of each island whose element stands on the page, now or later: Apps sections are
 * replaced in the theme editor, and some themes fetch sections. What is folded away waits until somebody
 * reaches for it; it works without its island until then. A page without our elements asks for nothing.
 *
 * @param prepare called with each element whenever the page changed, before its island is asked for; the same
 *   element comes many times; false leaves the element alone
 * @param load fetches one island by name; called at most once per name
 * @returns what ends the watch
 */
export function loadIslands(
  page: Document,
  prepare: (element: HTMLElement) => boolean,
  load: (name: string) => void,
): () => void {
  const asks = ISLANDS.map((name) => {
    let asked = false;
    const ask = (): void => {
      if (!asked) load(name);
      asked = true;
    };
    return [`latchkey-${name}`, ask] as const;
  });
  const look = (): void => {
    for (const [tag, ask] of asks) {
      for (const element of page.querySelectorAll<HTMLElement>(tag)) {
        if (!prepare(element)) continue;
        if (!element.querySelector('[data-lk-fold]:not([open])')) ask();
        // Added again, the same listener is no second one.
        else for (const use of USES) element.addEventListener(use, ask, true);
      }
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(page.documentElement, { childList: true, subtree: true });
  look();
  return () => observer.disconnect();
}
