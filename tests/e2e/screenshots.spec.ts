import { examplesOn } from '../../src/devstore/examples-on.ts';
import { play } from './support/acts.ts';
import { ALL_THEMES, test, withAndWithoutJavaScript } from './support/shop.ts';

/** Not a check: pictures for people to look at. `npm run screenshots` */
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const;
const LOCALES = ['en', 'nb', 'de', 'fr'] as const;
const SCHEMES = ['light', 'dark'] as const;

const looks = LOCALES.flatMap((locale) =>
  Object.entries(SIZES).flatMap(([size, viewport]) =>
    SCHEMES.map((colorScheme) => ({ locale, size, viewport, colorScheme })),
  ),
);

for (const theme of ALL_THEMES) {
  withAndWithoutJavaScript((javaScript) => {
    for (const example of examplesOn(theme).filter(({ needsJavaScript }) => javaScript || !needsJavaScript)) {
      for (const { locale, size, viewport, colorScheme } of looks) {
        test.describe(() => {
          test.use({ viewport, colorScheme });
          test(
            `${example.name} ${theme} ${locale} ${size} ${colorScheme}`,
            { tag: '@screenshots' },
            async ({ page, shop, complaints }) => {
              shop.quirks({ theme });
              await play(page, shop, example, locale);
              const name = [example.name, javaScript ? 'js' : 'nojs', size, colorScheme].join('-');
              await page.screenshot({ path: `screenshots/${theme}/${locale}/${name}.png`, fullPage: true });
              complaints.length = 0;
            },
          );
        });
      }
    }
  });
}
