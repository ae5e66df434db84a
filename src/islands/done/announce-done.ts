/**
 * Shows the message that Liquid printed hidden, and has it read out politely. The message floats above
 * the page, on the page's own paper: appearing, it moves nothing, and it stays until it is closed.
 *
 * @returns what hides it again
 */
export function announceDone(element: HTMLElement): () => void {
  const words = element.querySelector('[data-lk-words]');
  const close = element.querySelector('button');
  const hide = (): void => {
    element.hidden = true;
  };
  close?.addEventListener('click', hide);
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
