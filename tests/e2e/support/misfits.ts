import type { Page } from '@playwright/test';

/**
 * What of our words has no room on the page as it stands: text that is wider than its element, outside the window, cut
 * off by something around it or shortened with an ellipsis; controls that lie on one another; a page to scroll
 * sideways. Measured to a pixel, by the browser.
 *
 * @returns one line for each, with the words; nothing where all is well
 */
export function misfits(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const OURS = 'latchkey-set-password, latchkey-way-in, latchkey-sign-in, latchkey-done, [data-lk-state]';
    const found: string[] = [];
    const say = (what: string, words: string) => found.push(`${what}: ${words.trim().slice(0, 60)}`);
    const seen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) && element.closest('.lk-sr') === null;
    const all = [...document.querySelectorAll(OURS)].flatMap((root) => [root, ...root.querySelectorAll('*')]);
    const elements = [...new Set(all)].filter(seen);

    for (const element of elements) {
      const texts = [...element.childNodes].filter(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      );
      if (texts.length === 0) continue;
      const words = element.textContent;
      if (getComputedStyle(element).textOverflow === 'ellipsis') say('shortened', words);
      // An inline element has no width of its own; its text is measured below.
      if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) say('too wide', words);
      for (const text of texts) {
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const line of range.getClientRects()) {
          if (line.left < -1 || line.right > innerWidth + 1) say('outside the window', words);
          for (let around: Element | null = element; around; around = around.parentElement) {
            // The window cuts nothing off, it scrolls; so may a panel that floats.
            if (around === document.body) break;
            const { overflowX, overflowY } = getComputedStyle(around);
            const frame = around.getBoundingClientRect();
            const cutX =
              overflowX !== 'visible' && (line.left < frame.left - 1 || line.right > frame.right + 1);
            const hidesY = overflowY === 'hidden' || overflowY === 'clip';
            if (cutX || (hidesY && (line.top < frame.top - 1 || line.bottom > frame.bottom + 1)))
              say('cut off', words);
          }
        }
      }
    }

    const controls = elements.filter((element) => element.matches('button, summary, .lk-button, select'));
    for (const [index, one] of controls.entries()) {
      for (const other of controls.slice(index + 1)) {
        // One island may float over another, as “done” does.
        if (one.contains(other) || other.contains(one) || one.closest(OURS) !== other.closest(OURS)) continue;
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 1) say('on one another', `${one.textContent} / ${other.textContent}`);
      }
    }

    const sideways = document.documentElement.scrollWidth - innerWidth;
    if (sideways > 0) say('to scroll sideways', `${sideways} px`);
    return found;
  });
}
