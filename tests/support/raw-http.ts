import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Ask {
  readonly method?: string;
  /** Sent to the letter, where `fetch` would tidy it up. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

/** One request over HTTP on a connection of its own. Without a Content-Length header the body goes out in chunks. */
export async function ask(port: number, { method = 'GET', path, headers = {}, body }: Ask): Promise<Answer> {
  const outgoing = request({ host: '127.0.0.1', port, method, path, agent: false });
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
  if (body !== undefined && !outgoing.hasHeader('Content-Length'))
    outgoing.setHeader('Transfer-Encoding', 'chunked');
  outgoing.end(body);
  const [response]: unknown[] = await once(outgoing, 'response');
  const incoming = response as NodeJS.ReadableStream & { statusCode: number; headers: IncomingHttpHeaders };
  return { status: incoming.statusCode, headers: incoming.headers, body: await text(incoming) };
}

/** Writes bytes as they are, and gives back what came until the server hung up, however roughly. */
export async function sendRaw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk));
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(bytes, 'latin1');
  await closed;
  return Buffer.concat(received).toString('latin1');
}

/** The status of each answer in what came back. */
export function statusesIn(raw: string): number[] {
  return Array.from(raw.matchAll(/HTTP\/1\.1 (\d{3}) /g), (match) => Number(match[1]));
}
