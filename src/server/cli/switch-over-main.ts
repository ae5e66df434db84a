import { ConfigError, readConfig } from '../config.ts';
import { codeOf } from '../domain/error-code.ts';
import { createLog } from '../logger.ts';
import { systemClock } from '../node/system-clock.ts';
import { systemTimer } from '../node/system-timer.ts';
import { openSwitchOver, shopToReport } from './switch-over-open.ts';
import { runSwitchOver } from './switch-over.ts';

/** `npm run switch-over`, with the environment that the server runs in. */
const stop = new AbortController();
// Once: whoever presses Ctrl-C again does not want to wait for an answer that is under way.
process.once('SIGINT', () => stop.abort());
try {
  const { out, problem, exitCode } = await runSwitchOver(process.argv.slice(2), {
    async withTool(asked, use) {
      const config = readConfig();
      const found = shopToReport(config, asked);
      if ('problem' in found) return found;
      const deps = { clock: systemClock, timer: systemTimer, log: createLog('silent') };
      const tool = await openSwitchOver(config, found.shop, deps);
      return use(tool).finally(() => tool.close());
    },
    say: (line) => process.stderr.write(`${line}\n`),
    signal: stop.signal,
  });
  if (out !== undefined) process.stdout.write(`${out}\n`);
  if (problem !== undefined) process.stderr.write(`${problem}\n`);
  process.exitCode = exitCode;
} catch (error) {
  // Codes only: messages of failed statements can repeat what was in them.
  const words =
    error instanceof ConfigError ? error.message : `The database cannot be used (${codeOf(error)}).`;
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}
