import { getRequestListener } from '@hono/node-server';
import { once } from 'node:events';
import { createServer } from 'node:http';

export interface Listener {
  /** The port that was taken; another than asked for only when that was 0. */
  readonly port: number;
  /** Takes no new request and ends the ones under way. */
  close(): Promise<void>;
}

/** A request that takes longer to arrive is not from the app proxy. */
const REQUEST_TIMEOUT_MS = 15_000;

/** Longer than a proxy in front keeps an idle connection, so that it is never the server that hangs up first. */
const KEEP_ALIVE_MS = 75_000;

/** Serves web-standard requests over HTTP. @throws Error when the port is taken */
export async function listen(
  handle: (request: Request) => Promise<Response>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listener> {
  const answer = getRequestListener(handle);
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      // Connections that were busy until now would otherwise be kept for the next request.
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      await closed;
      clearInterval(sweep);
    },
  };
}
