/** The elements of all islands; entry file and asset have the name behind the prefix. */
const ISLANDS = 'latchkey-set-password,latchkey-way-in,latchkey-done';
const PREFIX = 'latchkey-'.length;

/** What a shopper does who is about to use a folded island. */
const USES = ['toggle', 'focusin', 'pointerover'];

/**
 * Asks for the code of each island whose element stands on the page, now or later: Apps sections are
 * replaced in the theme editor, and some themes fetch sections. What is folded away waits until somebody
 * reaches for it; it works without its island until then. A page without our elements asks for nothing.
 * Ends with the page.
 *
 * @param prepare called with each element whenever the page changed, before its island is asked for; the same
 *   element comes many times; false leaves the element alone
 * @param load fetches one island by name; called at most once per name
 */
export function loadIslands(
  page: Document,
  prepare: (element: HTMLElement) => boolean,
  load: (name: string) => void,
): void {
  const asked = new Set<string>();
  const ask = ({ localName }: Element): void => {
    if (!asked.has(localName)) load(localName.slice(PREFIX));
    asked.add(localName);
  };
  const look = (): void => {
    for (const element of page.querySelectorAll<HTMLElement>(ISLANDS)) {
      if (prepare(element) && !element.querySelector('[data-lk-fold]:not([open])')) ask(element);
    }
  };
  for (const use of USES) {
    page.addEventListener(
      use,
      ({ target }) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these happen to elements only; a check is 21 of 2,000 bytes
        const element = (target as Element).closest(ISLANDS);
        if (element) ask(element);
      },
      true,
    );
  }
  new MutationObserver(look).observe(page, { childList: true, subtree: true });
  look();
}
