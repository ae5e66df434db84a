import { ConfigError, readConfig } from './config.ts';
import { run } from './node/run.ts';

/** `node src/server/main.ts [server|worker|all]`, or `--check` to look at the configuration only. */
try {
  const config = readConfig();
  const word = process.argv[2] ?? 'all';
  if (word === '--check') process.stdout.write('The configuration is usable. Nothing was started.\n');
  else await run(config, word);
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
