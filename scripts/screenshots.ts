/** `npm run screenshots [-- words of a test's name]`: every page state into `screenshots/`, to be looked at. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { buildExtension } from './build-extension.ts';
import { ensureBrowsers } from './browsers.ts';

const env = { ...process.env, ...(await ensureBrowsers()) };
await buildExtension();
rmSync('screenshots', { recursive: true, force: true });
const words = [
  'test',
  '--project',
  'chromium',
  '--grep',
  '@screenshots',
  'screenshots.spec',
  ...process.argv.slice(2),
];
process.exitCode = spawnSync('playwright', words, { stdio: 'inherit', env }).status ?? 1;
