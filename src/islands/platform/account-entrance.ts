import { isVisible } from './theme-form.ts';

/** Where themes lead to the account: a link by its address, whatever it looks like, or Shopify's own component. */
const ENTRANCES = ['a[href*="/account"]', 'a[href*="/customer_authentication"]', 'shopify-account'];

/** The theme's way to the account that somebody can see, in the page's header if there is one. */
export function findAccountEntrance(page: Document): HTMLElement | undefined {
  const all = (within: string) =>
    page.querySelectorAll<HTMLElement>(
      ENTRANCES.map((entrance) => `${within}${entrance}:not(latchkey-sign-in-hint *, .lk-panel *)`).join(),
    );
  const width = page.documentElement.clientWidth;
  return [...all('header '), ...all('')].find((link) => {
    const { left, right } = link.getBoundingClientRect();
    // A drawer that is shut often stands beside the page.
    return isVisible(link) && right > left && right > 0 && left < width;
  });
}
