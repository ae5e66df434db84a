import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPool, inTransaction, type Pool } from '../../../src/server/db/pools.ts';
import { silentLog } from '../../support/silent-log.ts';

/** A message of PostgreSQL's protocol: https://www.postgresql.org/docs/current/protocol-message-formats.html */
function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
const SIGNED_IN = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const SHUT_DOWN = message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0'));

let server: Server;
let sockets: Socket[];
let pool: Pool;

beforeEach(() => {
  sockets = [];
});
afterEach(async () => {
  await pool.end();
  for (const socket of sockets) socket.destroy();
  server.close();
  await once(server, 'close');
});

/** A server that answers whoever connects with these bytes, in one packet. */
async function start(...answer: readonly Buffer[]): Promise<void> {
  server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(Buffer.concat(answer)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  pool = createPool(
    { url: `postgres://a@127.0.0.1:${port}/b`, name: 'test', max: 1, timeoutMs: 500 },
    silentLog,
  );
}

describe('a connection that ends in the moment in which it is handed out', () => {
  // An 'error' that nobody hears ends the process; here it fails the run.
  it('fails the transaction it was for, and nothing else', async () => {
    await start(SIGNED_IN, READY, SHUT_DOWN);

    await expect(inTransaction(pool, async () => 'done')).rejects.toThrow();
    expect(pool.totalCount).toBe(0);
  });

  it('does so more than once without harm', async () => {
    await start(SIGNED_IN, READY, SHUT_DOWN, SHUT_DOWN, SHUT_DOWN);

    await expect(pool.query('SELECT 1')).rejects.toThrow();
    expect(pool.totalCount).toBe(0);
  });
});
