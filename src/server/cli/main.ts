import { userInfo } from 'node:os';
import { ConfigError, readConfig } from '../config.ts';
import { codeOf } from '../domain/error-code.ts';
import { createLog } from '../logger.ts';
import { systemClock } from '../node/system-clock.ts';
import { openReview } from './open-review.ts';
import { runReview } from './review.ts';

/** `npm run review -- list|show|approve|refuse|find`, with the environment that the server runs in. */
try {
  const answer = await runReview(process.argv.slice(2), userName(), async (use) => {
    const tool = await openReview(readConfig(), { clock: systemClock, log: createLog('silent') });
    return use(tool).finally(() => tool.close());
  });
  if (answer.out !== undefined) process.stdout.write(`${answer.out}\n`);
  if (answer.problem !== undefined) process.stderr.write(`${answer.problem}\n`);
  process.exitCode = answer.exitCode;
} catch (error) {
  // Codes only: messages of failed statements can repeat what was in them.
  const words =
    error instanceof ConfigError ? error.message : `The database cannot be used (${codeOf(error)}).`;
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}

/** In a container there may be no name to the number of a user. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'staff';
  }
}
