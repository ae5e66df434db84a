/** The line beside the theme's account link: Liquid prints the script tag together with it, on ordinary pages, too. */
import { findAccountEntrance } from '../platform/account-entrance.ts';
import { createClosedHint } from '../platform/closed-hint.ts';
import { inThemeEditor } from '../runtime/design-mode.ts';
import { placeHint } from '../sign-in-hint/place-hint.ts';

const closed = createClosedHint(() => window.localStorage);
/** A merchant sees it however often they closed it. */
const isClosed = (): boolean => closed.isClosed() && !inThemeEditor();

let due = 0;
/** Looks for the element anew each time: the theme editor puts another one in its place. */
const look = (): void => {
  due = 0;
  const hint = document.querySelector<HTMLElement>('latchkey-sign-in-hint');
  if (!hint) return;
  hint.hidden = isClosed();
  const button = hint.querySelector('button');
  if (button) button.hidden = false;
  if (!hint.hidden) placeHint(hint, findAccountEntrance(document), document.documentElement.clientWidth);
};
/** Once for all that changes before the next frame. */
const lookSoon = (): void => {
  due ||= requestAnimationFrame(look);
};

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element) || !target.closest('latchkey-sign-in-hint button')) return;
  closed.close();
  look();
  // Focus went down with the button; the next thing beside it is the link that the hint was about.
  if (!inThemeEditor()) findAccountEntrance(document)?.focus({ preventScroll: true });
});
new MutationObserver(lookSoon).observe(document.body, { childList: true, subtree: true });
addEventListener('resize', lookSoon);
addEventListener('load', lookSoon);
look();
