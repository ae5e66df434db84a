import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { ConnectionCut } from './faults/apply-fault.ts';

export interface Listener {
  /** `http://127.0.0.1:4400` */
  readonly origin: string;
  /** False when the preferred port was taken and another was found. */
  readonly preferred: boolean;
  close(): Promise<void>;
}

type Handler = (request: Request, meta: { ip: string }) => Promise<Response>;

/**
 * Serves a web-standard handler on 127.0.0.1, on the preferred port or, where that is taken, on any.
 * A handler that throws {@link ConnectionCut} drops the connection without an answer.
 */
export async function listen(handle: Handler, preferredPort: number): Promise<Listener> {
  const answer = getRequestListener(
    async (request, env) => {
      const { incoming, outgoing } = env as HttpBindings;
      try {
        return await handle(request, { ip: incoming.socket.remoteAddress ?? '127.0.0.1' });
      } catch (error) {
        if (!(error instanceof ConnectionCut)) throw error;
        outgoing.destroy();
        return RESPONSE_ALREADY_SENT;
      }
    },
    // The local shop runs beside the server in one process: the platform's own Request must stay in place.
    { overrideGlobalObjects: false },
  );
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));

  const preferred = await bind(server, preferredPort).then(
    () => true,
    async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
      await bind(server, 0);
      return false;
    },
  );

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    preferred,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function bind(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
