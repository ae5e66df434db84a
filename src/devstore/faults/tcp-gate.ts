import { connect, createServer, type Server, type Socket } from 'node:net';
import { pipeline, Transform } from 'node:stream';
import type { WatchedFaults } from './faults.ts';

export interface TcpGate {
  /** Where to connect instead of to the database, on 127.0.0.1. */
  readonly port: number;
  /** Stops listening and cuts every connection. */
  close(): Promise<void>;
}

/**
 * Puts a door in front of PostgreSQL that the `database` fault can shut: `refuse` cuts what is open and
 * drops what comes, `delay` holds back everything the client sends (a delay of hours is a black hole),
 * and healing lets everything held back through.
 *
 * @param options.targetPort the database's own port on 127.0.0.1
 */
export async function openTcpGate(options: { targetPort: number; faults: WatchedFaults }): Promise<TcpGate> {
  const { targetPort, faults } = options;
  const open = new Set<Socket>();
  const held = new Set<() => void>();

  const hold = (ms: number, goOn: () => void) => {
    const release = () => {
      clearTimeout(timer);
      held.delete(release);
      goOn();
    };
    const timer = setTimeout(release, ms);
    held.add(release);
  };

  const cutAll = () => {
    for (const socket of open) socket.resetAndDestroy();
    releaseAll();
  };
  const releaseAll = () => {
    for (const release of held) release();
  };

  const endWatch = faults.watch(() => {
    const kind = faults.current().database?.kind;
    if (kind === 'refuse') cutAll();
    if (kind === undefined) releaseAll();
  });

  const server = createServer((client) => {
    if (faults.current().database?.kind === 'refuse') {
      faults.next('database');
      client.on('error', ignore).resetAndDestroy();
      return;
    }
    const database = connect(targetPort, '127.0.0.1');
    const brake = new Transform({
      transform(chunk, _encoding, done) {
        const fault = faults.current().database;
        if (fault?.kind !== 'delay') return done(null, chunk);
        faults.next('database');
        hold(fault.ms, () => done(null, chunk));
      },
    });
    for (const socket of [client, database]) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    }
    pipeline(client, brake, database, ignore);
    pipeline(database, client, ignore);
  });

  const port = await listening(server);
  return {
    port,
    async close() {
      endWatch();
      const closed = new Promise((resolve) => server.close(resolve));
      cutAll();
      await closed;
    },
  };
}

/** A cut connection shows as an error on both sides; that is what the gate is for. */
function ignore(): void {}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The gate has no port.');
  return address.port;
}
