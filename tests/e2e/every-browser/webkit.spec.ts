import { createDriverShopper } from './driver-shopper.ts';
import { defineJourneys, journeyTest } from './journeys.ts';
import { startWebKit, type WebKit } from './webkit.ts';

interface WorkerFixtures {
  webkit: WebKit;
}

const inWebKit = journeyTest.extend<object, WorkerFixtures>({
  webkit: [
    async ({}, use) => {
      const webkit = await startWebKit(process.env['LATCHKEY_WEBKIT'] ?? '/usr/bin/WebKitWebDriver');
      await use(webkit);
      await webkit.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  shopper: async ({ webkit, javaScriptEnabled }, use, testInfo) => {
    const driver = await webkit.open({ javaScript: javaScriptEnabled });
    await use(createDriverShopper(driver));
    if (testInfo.status !== testInfo.expectedStatus) {
      const picture = Buffer.from(await driver.takeScreenshot(), 'base64');
      await testInfo.attach('screenshot', { body: picture, contentType: 'image/png' });
    }
    await driver.quit();
  },

  // WebDriver tells nothing of the console; and there is no page of Playwright's to listen to.
  complaints: ({}, use) => use([]),
});

defineJourneys(inWebKit);
