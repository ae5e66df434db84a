import { gzipSync } from 'node:zlib';
import { help } from './support/inbox.ts';
import { quiet } from './support/quiet.ts';
import { askForLink, expect, openWayIn, test } from './support/shop.ts';

test.describe('what it costs', () => {
  for (const locale of ['en', 'nb', 'de', 'fr', 'th', 'ar']) {
    test(`nothing of it before the answer, and 10,000 bytes at most after it, in ${locale}`, async ({
      page,
      shop,
    }) => {
      const loaded: string[] = [];
      page.on('request', (request) => {
        if (request.url().startsWith(shop.shop.origins.cdn)) loaded.push(request.url());
      });
      const root = locale === 'en' ? '' : `/${locale}`;
      await page.goto(shop.url(`${root}/account/login`));
      const field = (await openWayIn(page)).locator('input[type=email]');
      await field.pressSequentially('kari.nordmann@gmial.com');
      await field.press('Tab');
      await quiet(page);
      const before = loaded.splice(0);
      expect(before.filter((url) => url.includes('inbox-'))).toEqual([]);

      await askForLink(page, 'kari.nordmann@firma.example');
      await expect(
        help(page)
          .getByText(/Google Workspace/)
          .first(),
      ).toBeVisible();
      await quiet(page);

      // What corrects slips came with the first letter.
      const after = [...new Set(loaded)];
      expect(new Set(after.map((url) => /[^/]+$/.exec(url)?.[0]))).toEqual(
        new Set([`inbox-help-${locale}.json`, 'inbox-help.js']),
      );
      const sizes = await Promise.all(
        after.map(async (url) => gzipSync(await (await fetch(url)).bytes(), { level: 9 }).length),
      );
      expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(10_000);
    });
  }
});
