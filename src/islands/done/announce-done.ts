/**
 * A path of this shop: whoever wrote the link must not send anybody elsewhere with it. Browsers read a backslash as a
 * slash, and leave tabs and line breaks out before they look.
 */
const OWN_PATH = /^\/(?![/\\\s])/;

/**
 * Shows the message that Liquid printed hidden, and has it read out politely. The message floats above
 * the page, on the page's own paper: appearing, it moves nothing, and it stays until it is closed.
 *
 * @param returnTo where the shopper was on the way to, URL-encoded; anything but a path of this shop is left out
 * @returns what hides it again
 */
export function announceDone(element: HTMLElement, returnTo: string): () => void {
  const words = element.querySelector('[data-lk-words]');
  const close = element.querySelector('button');
  const back = element.querySelector<HTMLAnchorElement>('[data-lk-back]');
  const hide = (): void => {
    element.hidden = true;
  };
  close?.addEventListener('click', hide);
  const path = decode(returnTo);
  if (back && OWN_PATH.test(path)) {
    back.href = path;
    back.hidden = false;
  }
  element.hidden = false;
  // A live region is read out when something comes into it, not when it appears with its words.
  const frame = requestAnimationFrame(() => {
    if (words) element.querySelector('[role="status"]')?.append(words);
  });
  return () => {
    cancelAnimationFrame(frame);
    close?.removeEventListener('click', hide);
    hide();
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
