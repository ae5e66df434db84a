import { getRequestListener } from '@hono/node-server';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { AppError } from '../http/app-error.ts';
import { respondError } from '../http/respond.ts';

export interface Listener {
  /** The port that was taken; another than asked for only when that was 0. */
  readonly port: number;
  /** Takes no new request and waits for the ones under way; after `closeWithinMs` what is left is cut off. */
  close(): Promise<void>;
}

/** A request that takes longer to arrive is not from the app proxy. */
const REQUEST_TIMEOUT_MS = 15_000;

/** Longer than a proxy in front keeps an idle connection, so that it is never the server that hangs up first. */
const KEEP_ALIVE_MS = 75_000;

/** Longer than any answer takes; a request that has not even arrived by then is not waited for. */
const CLOSE_WITHIN_MS = 8_000;

/**
 * Serves web-standard requests over HTTP.
 *
 * @param options.requestTimeoutMs how long a request may take to arrive
 * @param options.closeWithinMs how long `close` waits
 * @throws Error when the port is taken
 */
export async function listen(
  handle: (request: Request) => Promise<Response>,
  options: {
    readonly host: string;
    readonly port: number;
    readonly requestTimeoutMs?: number;
    readonly closeWithinMs?: number;
  },
): Promise<Listener> {
  const { host, port, requestTimeoutMs = REQUEST_TIMEOUT_MS, closeWithinMs = CLOSE_WITHIN_MS } = options;
  const answer = getRequestListener(handle, {
    // A target or Host that makes no URL. Never passed on: the message repeats what was sent.
    errorHandler: () => respondError(new AppError('invalid_request')),
  });
  const limits = {
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Node looks for late requests every half minute otherwise.
    connectionsCheckingInterval: requestTimeoutMs / 10,
  };
  const server = createServer(limits, (incoming, outgoing) => void answer(incoming, outgoing));
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
      const cut = setTimeout(() => server.closeAllConnections(), closeWithinMs);
      await closed;
      clearInterval(sweep);
      clearTimeout(cut);
    },
  };
}
