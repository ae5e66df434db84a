/**
 * `npm run screenshots [-- word …]`: every page state on every theme, in four languages, at two widths, light and
 * dark, into `screenshots/`, to be looked at. Words pick: `npm run screenshots -- activation nb phone`.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { buildExtension } from './build-extension.ts';
import { ensureBrowsers } from './browsers.ts';

const env = { ...process.env, ...(await ensureBrowsers(['chromium'])) };
await buildExtension();
rmSync('screenshots', { recursive: true, force: true });
const grep = ['@screenshots', ...process.argv.slice(2)].map((word) =>
  `(?=.*\\b${word}\\b)`.replace('\\b@', '@'),
);
const words = ['test', '--project=chromium', '--grep', grep.join(''), 'screenshots.spec'];
process.exitCode = spawnSync('playwright', words, { stdio: 'inherit', env }).status ?? 1;
