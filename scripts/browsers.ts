import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

interface Engine {
  readonly says: string;
  /** Names one's own, and tells Playwright's configuration. */
  readonly variable: string;
  /** Where Debian and others put it; the first that is there is taken. */
  readonly places: readonly string[];
  /** Debian's packages, and the other programs that must have come with them. */
  readonly packages: readonly string[];
  readonly beside?: readonly string[];
  /** What may be had without Debian. */
  readonly download?: () => void;
}

const ENGINES = {
  chromium: {
    says: 'Chromium',
    variable: 'LATCHKEY_CHROMIUM',
    // The headless shell comes first because it starts twice as fast.
    places: [
      '/usr/bin/chromium-headless-shell',
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      chromium.executablePath(),
    ],
    packages: ['chromium-headless-shell'],
    download: () => attempt('playwright', ['install', 'chromium']),
  },
  firefox: {
    says: 'Firefox',
    variable: 'LATCHKEY_FIREFOX',
    places: ['/usr/bin/firefox-esr'],
    packages: ['firefox-esr'],
  },
  /** Of WebKit it is the driver that is named: it knows where its browser is, which needs a screen. */
  webkit: {
    says: 'WebKit',
    variable: 'LATCHKEY_WEBKIT',
    places: ['/usr/bin/WebKitWebDriver'],
    packages: ['webkit2gtk-driver', 'xvfb'],
    beside: ['/usr/bin/Xvfb'],
  },
} as const satisfies Readonly<Record<string, Engine>>;

export type EngineName = keyof typeof ENGINES;

/**
 * Finds the browsers that are wanted, and installs what is missing: by Debian's packages where there is apt,
 * Chromium else by Playwright's own download.
 *
 * @returns environment variables for Playwright's configuration, `LATCHKEY_…` by engine. Where there is no apt,
 *   Firefox and WebKit may be missing, which is said aloud
 * @throws Error saying what to install by hand
 */
export async function ensureBrowsers(
  wanted: readonly EngineName[] = ['chromium', 'firefox', 'webkit'],
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of wanted) {
    const engine: Engine = ENGINES[name];
    const path = findOrInstall(engine);
    if (path !== undefined) found[engine.variable] = path;
    else if (name === 'chromium' || hasApt()) throw new Error(advice(engine));
    else console.log(`${engine.says} is left out: it can only be had where there is apt.`);
  }
  return found;
}

function findOrInstall(engine: Engine): string | undefined {
  const own = process.env[engine.variable];
  if (own !== undefined) return existsSync(own) ? own : undefined;
  const there = find(engine);
  if (there !== undefined) return there;
  console.log(`No ${engine.says} found: installing one …`);
  if (!install(engine.packages)) engine.download?.();
  return find(engine);
}

function find({ places, beside = [] }: Engine): string | undefined {
  return beside.every((path) => existsSync(path)) ? places.find((path) => existsSync(path)) : undefined;
}

function advice({ says, variable, packages }: Engine): string {
  const own = process.env[variable];
  if (own !== undefined) return `${variable} names ${own}, where nothing is.`;
  return (
    `The end-to-end tests need ${says}, and it could not be installed.\n` +
    `Install it (Debian, as root: apt-get install ${packages.join(' ')})\n` +
    `or name yours in ${variable}.`
  );
}

function hasApt(): boolean {
  return existsSync('/usr/bin/apt-get');
}

let listed = false;

/** True when Debian's packages were installed. Needs root, or sudo without a password. */
function install(packages: readonly string[]): boolean {
  if (!hasApt()) return false;
  listed ||= aptGet('update', '-qq');
  return listed && aptGet('install', '-y', '-qq', '--no-install-recommends', ...packages);
}

function aptGet(...words: readonly string[]): boolean {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [program = '', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...words];
  return attempt(program, rest);
}

function attempt(program: string, words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: ['ignore', 'ignore', 'ignore'], timeout: 300_000 }).status === 0;
}
