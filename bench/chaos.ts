/**
 * Three server and two worker processes on one PostgreSQL, and a shop that misbehaves: processes are killed with
 * SIGKILL, PostgreSQL is restarted and crashed, Shopify fails, throttles and hangs, at random, under load. Nothing
 * that was accepted may be lost, nobody may get two mails, the pace may never be over the limit, and ten seconds
 * after the last fault a new request must be on its way to its mail again.
 *
 *   node bench/chaos.ts [--minutes 3] [--seed 1]
 */
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { runChaos } from './support/run-chaos.ts';

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '3' }, seed: { type: 'string', default: '1' } },
  });
  const report = await runChaos({
    minutes: Number(values.minutes),
    seed: Number(values.seed),
    say: console.log,
  });
  console.table(report.figures);
  for (const problem of report.problems) console.error(problem);
  if (report.problems.length > 0) process.exitCode = 1;
}
