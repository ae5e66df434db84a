/** `npm run format`: writes every file as `npm test` wants it. */
import { spawnSync } from 'node:child_process';

process.exitCode =
  spawnSync('prettier', ['--write', '--log-level=warn', '.'], { stdio: 'inherit' }).status ?? 1;
