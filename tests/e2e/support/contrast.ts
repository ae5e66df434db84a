import type { Page } from '@playwright/test';

/** WCAG 2.2, success criterion 1.4.3, for text of any size. */
const READABLE = 4.5;

/** The texts of ours that contrast too little with what they stand on, each with its ratio. */
export function faint(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas');

    /** What is seen where colours lie on each other, the lowest first: whatever notation they come in. */
    const paint = (layers: readonly string[]): Uint8ClampedArray => {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 1, 1);
      for (const layer of layers) {
        context.fillStyle = layer;
        context.fillRect(0, 0, 1, 1);
      }
      return context.getImageData(0, 0, 1, 1).data;
    };
    const luminance = ([red = 0, green = 0, blue = 0]: Iterable<number> & ArrayLike<number>): number => {
      const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ancestry = (element: Element | null): Element[] =>
      element ? [...ancestry(element.parentElement), element] : [];

    const problems: string[] = [];
    for (const element of document.querySelectorAll('latchkey-set-password *, latchkey-way-in *')) {
      const text = [...element.childNodes]
        .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
        .map(({ textContent }) => textContent?.trim())
        .join('');
      const seen = element.checkVisibility({ visibilityProperty: true });
      if (text === '' || !seen || element.matches('script, :disabled')) continue;
      const papers = ancestry(element).map((one) => getComputedStyle(one).backgroundColor);
      const ink = getComputedStyle(element).getPropertyValue('-webkit-text-fill-color');
      const [lighter = 0, darker = 0] = [
        luminance(paint(papers)),
        luminance(paint([...papers, ink])),
      ].toSorted((one, other) => other - one);
      const ratio = (lighter + 0.05) / (darker + 0.05);
      if (ratio < least) problems.push(`${ratio.toFixed(2)}: ${text} (${ink} on ${papers.at(-1)})`);
    }
    return problems;
  }, READABLE);
}
