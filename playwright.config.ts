import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';

const chromium = process.env['LATCHKEY_CHROMIUM'] ?? '/usr/bin/chromium-headless-shell';
const firefox = process.env['LATCHKEY_FIREFOX'];

type Project = NonNullable<PlaywrightTestConfig['projects']>[number];

const projects: Project[] = [
  { name: 'chromium', use: { browserName: 'chromium', launchOptions: { executablePath: chromium } } },
];

// Debian's Firefox speaks WebDriver BiDi, which ignores `javaScriptEnabled`: it runs the journeys with JavaScript.
if (firefox !== undefined) {
  projects.push({
    name: 'firefox',
    grep: /@every-browser/,
    use: { browserName: 'firefox', channel: 'moz-firefox', launchOptions: { executablePath: firefox } },
  });
}

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/support/postgres.ts',
  fullyParallel: true,
  // Pictures are for looking at, not for passing: `npm run screenshots` asks for them.
  ...(process.argv.some((word) => word.includes('@screenshots')) ? {} : { grepInvert: /@screenshots/ }),
  forbidOnly: process.env['CI'] !== undefined,
  workers: 2,
  timeout: 30_000,
  reporter: [['dot'], ['json', { outputFile: '.cache/report-e2e.json' }]],
  outputDir: 'test-results',
  use: { locale: 'en-GB', screenshot: 'only-on-failure', trace: 'retain-on-failure' },
  projects,
});
