/**
 * How many way-in requests a second one server process keeps, durably, before it answers; beside another
 * server in the same run, because load generator, server and PostgreSQL share the machine. Then the waiting
 * time at half of the load the server is meant for, and at half of what it was just measured to keep.
 *
 *   node bench/way-in.ts [--rounds 3] [--seconds 8] [--connections 32,128,256] [--peer <folder of the route one would write otherwise>]
 *
 * Without --peer the other server is a floor: node:http, the signature, one insert. Fails when a target is missed with
 * any of the numbers of connections: a group commit is worth the more, the more shoppers wait at the same time.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createDatabase, freePort, openCluster, PROJECT_ROOT } from '../src/devstore/postgres.ts';
import { closedLoop, openLoop, target, type Measured } from './support/load.ts';
import { PREFIX, SECRET, SHOP, startProcess, untilReady } from './support/service-process.ts';

/** B: Shopify's own package with one insert. C: node:http, the signature, one insert, and nothing else. */
const TIMES_PEER = { B: 6, C: 0.8 } as const;
/** Requests a second; the waiting time is promised for half of them. */
const MEANT_FOR = 1_000;
const P99_LIMIT_MS = 40;

const { values: options } = parseArgs({
  options: {
    peer: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '8' },
    // The peer's own choice, and crowds.
    connections: { type: 'string', default: '32,128,256' },
  },
});
const rounds = count(options.rounds);
const seconds = count(options.seconds);
const crowds = options.connections.split(',').map(count);

const cluster = await openCluster({
  dataDir: join(PROJECT_ROOT, '.latchkey', `bench-way-in-${process.pid}`),
});
const port = await freePort();
const databaseUrl = await createDatabase(cluster, 'way_in');
const server = startProcess('server', { databaseUrl, port });
try {
  await untilReady(port);
  const { peer } = options;
  const runs: Beside[] = [];
  for (const connections of crowds)
    runs.push(await (peer === undefined ? besideFloor(connections) : besidePeer(peer, connections)));
  // The load generator of this one costs as much of the two cores as the server: more than this is its own limit.
  const peak = Math.min(...runs.map(({ own }) => own));
  const waiting = await openLoop(target(port, 256), MEANT_FOR / 2, 2 * seconds);
  const waitingLonger = await openLoop(target(port, 256), peak / 2, seconds);
  console.table(
    runs.flatMap(({ connections, others, own }) => [
      ...others.map(({ name, perSecond }) => ({
        connections,
        server: name,
        'requests/s': Math.round(perSecond),
        'latchkey is times': rounded(own / perSecond),
      })),
      { connections, server: 'latchkey', 'requests/s': Math.round(own) },
    ]),
  );
  console.table({
    [`latchkey at half of ${MEANT_FOR}/s`]: waitingRow(waiting),
    'latchkey at half of its own peak': waitingRow(waitingLonger),
  });
  const missed = runs.flatMap(({ connections, others, own }) =>
    others
      .filter(({ perSecond, times }) => own < times * perSecond)
      .map((other) => ({ connections, ...other })),
  );
  for (const { name, times, connections } of missed)
    console.log(`Missed: ${times} times ${name}, with ${connections} connections.`);
  const late = [waiting, waitingLonger].some(({ p99, errors }) => p99 > P99_LIMIT_MS || errors > 0);
  if (late) console.log(`Missed: p99 of at most ${P99_LIMIT_MS} ms at half of either load, without errors.`);
  if (missed.length > 0 || late) process.exitCode = 1;
} finally {
  await server.stop();
  await cluster.remove();
}

interface Beside {
  readonly connections: number;
  /** `times`: how often as many requests are wanted. */
  readonly others: readonly { readonly name: string; readonly perSecond: number; readonly times: number }[];
  readonly own: number;
}

/** Requests a second of the floor and of the server, in turns, each its median. */
async function besideFloor(connections: number): Promise<Beside> {
  const floorPort = await freePort();
  const file = fileURLToPath(new URL('support/floor.ts', import.meta.url));
  const floor = spawn(process.execPath, [file, String(floorPort), databaseUrl, SECRET], { stdio: 'inherit' });
  const exited = once(floor, 'exit');
  try {
    const results: Record<'floor' | 'latchkey', Measured[]> = { floor: [], latchkey: [] };
    const targets = { floor: target(floorPort, connections), latchkey: target(port, connections) };
    for (const to of Object.values(targets)) await closedLoop(to, connections, 3);
    for (let round = 0; round < rounds; round += 1) {
      for (const name of ['floor', 'latchkey'] as const) {
        const result = await closedLoop(targets[name], connections, seconds);
        if (result.errors > 0) throw new Error(`${name}: ${result.errors} requests went wrong`);
        console.log(
          `round ${round + 1} ${name}: ${Math.round(result.perSecond)} requests/s, p99 ${rounded(result.p99)} ms`,
        );
        results[name].push(result);
      }
    }
    const perSecond = (name: 'floor' | 'latchkey') => median(results[name].map((result) => result.perSecond));
    const floored = { name: 'floor: node:http and one insert', perSecond: perSecond('floor'), times: 0 };
    return { connections, others: [floored], own: perSecond('latchkey') };
  } finally {
    floor.kill();
    await exited;
  }
}

/** The same with the peer's own load generator, which starts the peer itself. */
async function besidePeer(folder: string, connections: number): Promise<Beside> {
  const out = join(tmpdir(), `latchkey-peer-${process.pid}.json`);
  const variants = Object.entries(TIMES_PEER);
  const names = variants.map(([name]) => name).join(',');
  const load = [
    '--rounds',
    String(rounds),
    '--seconds',
    String(seconds),
    '--connections',
    String(connections),
  ];
  const words = ['--variants', names, ...load, '--out', out];
  const extra = ['--extra', `latchkey=http://127.0.0.1:${port}/proxy/requests`, '--secret', SECRET];
  const more = ['--prefix', PREFIX, '--shop', SHOP, '--pid', String(server.pid)];
  const bench = spawn(process.execPath, ['bench.mjs', ...words, ...extra, ...more], {
    cwd: folder,
    stdio: 'inherit',
  });
  const [code]: unknown[] = await once(bench, 'exit');
  if (code !== 0) throw new Error(`the peer's bench ended with ${String(code)}`);
  const result: { targets: { name: string; runs: { rps: number }[] }[] } = JSON.parse(
    readFileSync(out, 'utf8'),
  );
  rmSync(out);
  const perSecond = (name: string) =>
    median((result.targets.find((each) => each.name === name)?.runs ?? []).map((each) => each.rps));
  return {
    connections,
    others: variants.map(([name, times]) => ({
      name: `peer: variant ${name}`,
      perSecond: perSecond(name),
      times,
    })),
    own: perSecond('latchkey'),
  };
}

function waitingRow({ perSecond, p50, p99, errors }: Measured): Record<string, number> {
  return { 'requests/s': Math.round(perSecond), 'p50 ms': rounded(p50), 'p99 ms': rounded(p99), errors };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}

/** @throws Error for anything but a whole number from 1 on */
function count(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new Error(`“${text}” is no number of rounds, seconds or connections.`);
  return Number(text);
}
