import { ConfigError, readConfig } from './config.ts';
import { run } from './node/run.ts';

/** `node src/server/main.ts [server|worker|all]` */
try {
  await run(readConfig(), process.argv[2] ?? 'all');
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
