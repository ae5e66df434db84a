import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCluster, type Cluster } from '../../src/devstore/postgres.ts';
import { eventually } from '../support/service-under-test.ts';

let dataDir: string;
let clusters: Cluster[];

beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'latchkey-cluster-')), 'data');
  clusters = [];
});
afterEach(async () => {
  await clusters.at(-1)?.remove();
  await rm(dirname(dataDir), { recursive: true, force: true });
});

async function open(): Promise<Cluster> {
  const cluster = await openCluster({ dataDir, disposable: true });
  clusters.push(cluster);
  return cluster;
}

async function connected(cluster: Cluster): Promise<Client> {
  const client = new Client(cluster.url('postgres'));
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The process of the server, as it says itself. */
async function serverOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ file: string }>("SELECT pg_read_file('postmaster.pid') AS file");
  return Number(rows[0]?.file.split('\n')[0]);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it('those who open one cluster at once get the same server, which keeps its lock', async () => {
  await (await open()).stop();

  const opened = await Promise.all([open(), open(), open()]);

  expect(new Set(opened.map(({ port }) => port)).size).toBe(1);
  const client = await connected(opened[0]);
  expect(isThere(await serverOf(client))).toBe(true);
  await client.end();
}, 60_000);

it('a server that was killed is followed by another once nothing of it writes any more', async () => {
  const first = await open();
  const client = await connected(first);
  const pid = await serverOf(client);
  // Its own process is gone at once; the one that sleeps here goes on for as long as it is not looked at.
  const asleep = client.query('SELECT pg_sleep(1)').catch(() => undefined);
  process.kill(pid, 'SIGKILL');
  await eventually(
    async () => isThere(pid),
    (there) => !there,
  );

  const second = await open();
  await asleep;
  await client.end().catch(() => undefined);

  const again = await connected(second);
  expect(await serverOf(again)).not.toBe(pid);
  await again.end();
}, 60_000);

it('a server that runs is taken over, and stopped by whoever stops it', async () => {
  const first = await open();
  const second = await open();

  expect(second.port).toBe(first.port);
  await second.stop();
  await expect(connected(first)).rejects.toThrow();
}, 60_000);
