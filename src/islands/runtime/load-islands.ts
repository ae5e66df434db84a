/** The elements of all islands; entry file and asset have the name behind the prefix. */
const ISLANDS = 'latchkey-set-password,latchkey-way-in,latchkey-sign-in,latchkey-done';
const PREFIX = 'latchkey-'.length;

/** The theme's form whose answer the offer explains: what is typed there, its island carries on. */
const RECOVER = 'form[action$=recover]';

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
 * @param load fetches one island by name
 * @param expected what waits for the offer already, if anything
 */
export function loadIslands(
  page: Document,
  prepare: (element: HTMLElement) => boolean,
  load: (name: string) => void,
  expected: unknown,
): void {
  const asked = new Set<string>();
  const ask = ({ localName }: Element): void => {
    // Of a form nothing is left behind the prefix.
    if (!asked.has(localName)) load(localName.slice(PREFIX) || 'way-in');
    asked.add(localName);
  };
  // What was here and went down with a section that the theme replaced may be wanted back.
  const seen = new Set<HTMLElement>();
  const look = (): void => {
    for (const element of page.querySelectorAll<HTMLElement>(ISLANDS)) seen.add(element);
    for (const element of seen) {
      if (prepare(element) && (expected || !element.querySelector('[data-lk-fold]:not([open])')))
        ask(element);
    }
  };
  for (const use of USES) {
    page.addEventListener(
      use,
      ({ target }) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these happen to elements only; a check is 21 of 2,000 bytes
        const element = (target as Element).closest(`${ISLANDS},${RECOVER}`);
        if (element) ask(element);
      },
      true,
    );
  }
  new MutationObserver(look).observe(page, { childList: true, subtree: true });
  look();
}
