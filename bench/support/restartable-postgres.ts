import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Client } from 'pg';
import { createDatabase, openCluster, type Cluster } from '../../src/devstore/postgres.ts';

export interface RestartablePostgres {
  /** Stays the same over restarts, because a relay stands before the server. */
  readonly url: string;
  /** Stops it as for an upgrade, and starts it again. */
  restart(): Promise<void>;
  /** Ends it as a power cut would, and starts it again: what was not on disk is gone. */
  crash(): Promise<void>;
  remove(): Promise<void>;
}

const pause = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** A PostgreSQL on disk with `fsync` on, and one database in it. */
export async function startRestartablePostgres(dataDir: string, name: string): Promise<RestartablePostgres> {
  let cluster: Cluster = await openCluster({ dataDir });
  await createDatabase(cluster, name);

  const sockets = new Set<Socket>();
  const relay = createServer((outer) => {
    const inner = connect(cluster.port, '127.0.0.1');
    for (const [one, other] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const address = relay.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');

  async function reopen(): Promise<void> {
    cluster = await openCluster({ dataDir });
  }

  return {
    url: `postgres://latchkey@127.0.0.1:${address.port}/${name}`,
    async restart() {
      await cluster.stop();
      await reopen();
    },
    async crash() {
      const client = new Client(cluster.url(name));
      await client.connect();
      client.on('error', () => undefined);
      const { rows } = await client.query<{ file: string }>("SELECT pg_read_file('postmaster.pid') AS file");
      const pid = Number(rows[0]?.file.split('\n')[0]);
      // Ends all at once, without a checkpoint.
      process.kill(pid, 'SIGQUIT');
      await client.end().catch(() => undefined);
      while (isThere(pid)) await pause(20);
      await reopen();
    },
    async remove() {
      for (const socket of sockets) socket.destroy();
      relay.close();
      await cluster.remove();
    },
  };
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
