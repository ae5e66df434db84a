/**
 * The file that the blocks' schema names. Shopify puts it into the page as a classic async script, so the
 * address of the modules beside it comes from the script's own: a cross-origin classic script cannot
 * resolve `./set-password.js` in Chromium.
 */
import { arrivedByRedirect, LINK_PAGE } from '../platform/arrival.ts';
import { attempt } from '../platform/attempt.ts';
import { KEPT_ADDRESS } from '../platform/kept-address.ts';
import { GREETED } from '../platform/offer.ts';
import { createPlacement } from '../platform/placement.ts';
import { loadIslands } from '../runtime/load-islands.ts';

const page = document;
const script = page.currentScript;
if (script && 'src' in script) {
  const place = createPlacement(page);
  const arrived = arrivedByRedirect(page, performance.getEntriesByType('navigation')[0]);
  const atLink = LINK_PAGE.test(location.pathname);
  const begin = (): void => {
    // What has not been read to its end is not as high as it will be. ("loading"; spelt out it is 8 of 2,000 bytes.)
    if (page.readyState > 'l') requestAnimationFrame(begin);
    else
      loadIslands(
        page,
        (element) => {
          // Liquid may not have known whether this 404 page is about a link. (What says "done" is hidden for its own reason.)
          if (element.matches('[hidden]:not(latchkey-done)')) {
            element.hidden = !atLink;
            if (!atLink) return false;
          }
          place(element);
          if (arrived) element.setAttribute(GREETED, '');
          return true;
        },
        (name) => {
          // Where a module does not arrive, the server's markup goes on working: nothing to do about it.
          import(new URL(`${name}.js`, script.src).href).catch(() => {});
        },
        attempt(() => sessionStorage.getItem(KEPT_ADDRESS)),
      );
  };
  // An async script may run before the style sheets are there, when nothing stands where it will; no frame comes
  // before them.
  requestAnimationFrame(begin);
}
