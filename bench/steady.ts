/**
 * What one server process holds of the machine's memory while way-in requests come in at the rate it is meant for.
 *
 *   node bench/steady.ts [--minutes 10] [--rate 1000]
 *
 * Fails when the last quarter of the run holds more than a twentieth above the second, or a request went wrong. The
 * first quarter is for warming up.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDatabase, freePort, openCluster, PROJECT_ROOT } from '../src/devstore/postgres.ts';
import { openLoop, target } from './support/load.ts';
import { startProcess, untilReady } from './support/service-process.ts';

/** Well within the minute and a half for which a signature is good. */
const SLICE_SECONDS = 15;
const MAY_GROW = 1.05;

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '1000' },
  },
});
const slices = Math.max(8, Math.round((Number(options.minutes) * 60) / SLICE_SECONDS));

/** What a process holds, in megabytes. */
function heldBy(pid: number | undefined): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value: number) => Math.round(value * 10) / 10;

const cluster = await openCluster({
  dataDir: join(PROJECT_ROOT, '.latchkey', `bench-steady-${process.pid}`),
});
const port = await freePort();
const databaseUrl = await createDatabase(cluster, 'steady');
const server = startProcess('server', { databaseUrl, port });
try {
  await untilReady(port);
  const to = target(port, 256);
  const held: number[] = [];
  const p99: number[] = [];
  let errors = 0;
  for (let slice = 1; slice <= slices; slice += 1) {
    const measured = await openLoop(to, Number(options.rate), SLICE_SECONDS);
    held.push(heldBy(server.pid));
    p99.push(measured.p99);
    errors += measured.errors;
    if (slice % 4 === 0)
      console.log(
        `${(slice * SLICE_SECONDS) / 60} min: ${round(held.at(-1) ?? 0)} MB, p99 ${round(measured.p99)} ms`,
      );
  }
  const quarter = Math.floor(slices / 4);
  const second = mean(held.slice(quarter, 2 * quarter));
  const last = mean(held.slice(-quarter));
  console.table({
    'requests a second': Number(options.rate),
    minutes: round((slices * SLICE_SECONDS) / 60),
    'MB, mean of the second quarter': round(second),
    'MB, mean of the last quarter': round(last),
    'MB, most': round(Math.max(...held)),
    'p99 in ms, median of the slices': round(p99.toSorted((a, b) => a - b)[Math.floor(slices / 2)] ?? 0),
    errors,
  });
  const isFlat = last <= second * MAY_GROW;
  if (!isFlat) console.log(`Missed: the last quarter holds no more than ${MAY_GROW} times the second.`);
  if (!isFlat || errors > 0) process.exitCode = 1;
} finally {
  await server.stop();
  await cluster.remove();
}
