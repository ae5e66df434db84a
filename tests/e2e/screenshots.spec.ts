import { EXAMPLES } from '../../src/devstore/examples.ts';
import { play } from './support/acts.ts';
import { test, THEMES, withAndWithoutJavaScript } from './support/shop.ts';

/** Not a check: pictures for people to look at. `npm run screenshots` */
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const;

for (const theme of THEMES) {
  withAndWithoutJavaScript((javaScript) => {
    for (const example of EXAMPLES.filter(({ needsJavaScript }) => javaScript || !needsJavaScript)) {
      for (const [size, viewport] of Object.entries(SIZES)) {
        for (const colorScheme of ['light', 'dark'] as const) {
          test.describe(() => {
            test.use({ viewport, colorScheme });
            test(
              `${example.name} ${theme} ${size} ${colorScheme}`,
              { tag: '@screenshots' },
              async ({ page, shop, complaints }) => {
                shop.quirks({ theme });
                await play(page, shop, example);
                const name = [example.name, javaScript ? 'js' : 'nojs', size, colorScheme].join('-');
                await page.screenshot({ path: `screenshots/${theme}/${name}.png`, fullPage: true });
                complaints.length = 0;
              },
            );
          });
        }
      }
    }
  });
}
