import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';

const chromium = process.env['LATCHKEY_CHROMIUM'] ?? '/usr/bin/chromium-headless-shell';
const firefox = process.env['LATCHKEY_FIREFOX'];
const webkit = process.env['LATCHKEY_WEBKIT'];
const inCI = process.env['CI'] !== undefined;

type Project = NonNullable<PlaywrightTestConfig['projects']>[number];
type Use = NonNullable<Project['use']>;

const JOURNEYS = 'every-browser/playwright.spec.ts';
/** The same journeys, driven over WebDriver: Playwright does not know a system's own WebKit. */
const JOURNEYS_IN_WEBKIT = 'every-browser/webkit.spec.ts';

const inChromium: Use = { browserName: 'chromium', launchOptions: { executablePath: chromium } };

/** Debian's Firefox speaks WebDriver BiDi, which ignores `javaScriptEnabled`: a preference switches scripts off. */
const inFirefox = (javaScriptEnabled: boolean): Use => ({
  browserName: 'firefox',
  channel: 'moz-firefox',
  javaScriptEnabled,
  // Over BiDi a trace takes two thirds of the time that the journey itself takes.
  trace: 'off',
  // Asked for a picture, a page without scripts never answers, and five seconds are waited for it.
  ...(javaScriptEnabled ? {} : { screenshot: 'off' }),
  launchOptions: {
    ...(firefox === undefined ? {} : { executablePath: firefox }),
    firefoxUserPrefs: { 'javascript.enabled': javaScriptEnabled },
  },
});

const projects: Project[] = [
  { name: 'chromium', testIgnore: JOURNEYS_IN_WEBKIT, use: inChromium },
  {
    name: 'chromium without scripts',
    testMatch: JOURNEYS,
    use: { ...inChromium, javaScriptEnabled: false },
  },
];

if (firefox !== undefined) {
  projects.push(
    { name: 'firefox', testMatch: JOURNEYS, use: inFirefox(true) },
    { name: 'firefox without scripts', testMatch: JOURNEYS, use: inFirefox(false) },
  );
}

if (webkit !== undefined) {
  projects.push(
    { name: 'webkit', testMatch: JOURNEYS_IN_WEBKIT },
    {
      name: 'webkit without scripts',
      testMatch: JOURNEYS_IN_WEBKIT,
      use: { javaScriptEnabled: false },
    },
  );
}

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/support/postgres.ts',
  fullyParallel: true,
  // Pictures are for looking at, not for passing: `npm run screenshots` asks for them.
  ...(process.argv.some((word) => word.includes('@screenshots')) ? {} : { grepInvert: /@screenshots/ }),
  // Three browsers on two cores: a second try tells a slow machine from a fault, and the report names it flaky.
  retries: inCI ? 1 : 0,
  forbidOnly: inCI,
  workers: 2,
  timeout: 30_000,
  reporter: [['dot'], ['json', { outputFile: '.cache/report-e2e.json' }]],
  outputDir: 'test-results',
  use: {
    locale: 'en-GB',
    // A trace takes a seventh of a run's time, and every page has its picture taken in case its test fails later:
    // where there is a second try, that one is traced, pictures and all.
    screenshot: inCI ? 'off' : 'only-on-failure',
    trace: inCI ? 'on-first-retry' : 'retain-on-failure',
  },
  projects,
});
