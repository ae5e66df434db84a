import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Where Debian and others put a Chromium; the headless shell comes first because it starts twice as fast. */
const CHROMIUM = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const FIREFOX = ['/usr/bin/firefox-esr'];

/**
 * Finds the browsers the end-to-end tests need, and installs what is missing: Playwright's own download
 * where it can be reached, else Debian's packages where apt can install them.
 *
 * @returns environment variables for Playwright's configuration; a machine without Firefox goes without it
 * @throws Error saying what to install by hand when there is no Chromium and none can be had
 */
export async function ensureBrowsers(): Promise<Record<string, string>> {
  const own = process.env['LATCHKEY_CHROMIUM'];
  const path = own ?? findChromium() ?? installChromium();
  if (path === undefined || !existsSync(path)) {
    throw new Error(
      'The end-to-end tests need a Chromium, and none could be installed.\n' +
        'Install one (Debian: apt-get install chromium-headless-shell; elsewhere: npx playwright install chromium)\n' +
        'or name yours in LATCHKEY_CHROMIUM.',
    );
  }
  const firefox = FIREFOX.find(existsSync) ?? (apt('firefox-esr') ? FIREFOX.find(existsSync) : undefined);
  return { LATCHKEY_CHROMIUM: path, ...(firefox === undefined ? {} : { LATCHKEY_FIREFOX: firefox }) };
}

function findChromium(): string | undefined {
  return [...CHROMIUM, chromium.executablePath()].find(existsSync);
}

function installChromium(): string | undefined {
  console.log('No Chromium found: installing one …');
  attempt('playwright', ['install', 'chromium']);
  const found = findChromium();
  if (found !== undefined) return found;
  apt('chromium-headless-shell');
  return findChromium();
}

/** True when Debian's package was installed. Needs root, or sudo without a password. */
function apt(name: string): boolean {
  if (!existsSync('/usr/bin/apt-get')) return false;
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const aptGet = (...words: string[]) => {
    const [program = '', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...words];
    return attempt(program, rest);
  };
  return aptGet('update', '-qq') && aptGet('install', '-y', '-qq', '--no-install-recommends', name);
}

function attempt(program: string, words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: ['ignore', 'ignore', 'ignore'], timeout: 300_000 }).status === 0;
}
