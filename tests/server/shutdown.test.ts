import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openQueue } from '../../src/server/jobs/queue.ts';
import { finishJobs, stopTaking } from '../../src/server/jobs/stopping.ts';
import { listen } from '../../src/server/node/listen.ts';
import { useDatabase } from '../support/database.ts';
import { lookUpAnswer } from '../support/fake-shopify.ts';
import { useProcesses } from '../support/run-process.ts';
import { silentLog } from '../support/silent-log.ts';
import { eventually, queryAt } from '../support/service-under-test.ts';

const database = useDatabase();
const start = useProcesses(() => database.url);

/** A Shopify that answers look-ups when told to. */
function slowShopify() {
  let asked = 0;
  let answerAll: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    answerAll = resolve;
  });
  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await text(request);
    asked += 1;
    await told;
    const { json = {} } = lookUpAnswer(null) as { readonly json?: unknown };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(json));
  }
  return { server, asked: async () => asked, answerAll };
}

let shopify: ReturnType<typeof slowShopify>;
let SHOPIFY_ORIGIN: string;
beforeAll(async () => {
  shopify = slowShopify();
  shopify.server.listen(0, '127.0.0.1');
  await once(shopify.server, 'listening');
  SHOPIFY_ORIGIN = `http://127.0.0.1:${(shopify.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  shopify.server.closeAllConnections();
  shopify.server.close();
  await once(shopify.server, 'close');
});
beforeEach(async () => {
  await database.query('TRUNCATE access_request CASCADE');
  await database.query('DELETE FROM pgboss.job');
});

/** Posts to the proxy, all but the last bytes of the body; the rest when told to. */
async function postSlowly(port: number, email: string) {
  const body = JSON.stringify({ email });
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const received = text(socket);
  socket.write(
    `POST /proxy/requests${queryAt(Date.now())} HTTP/1.1\r\nHost: app.example\r\nAccept: application/json\r\n` +
      `X-Forwarded-For: 203.0.113.7\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n` +
      body.slice(0, 5),
  );
  return { received, finish: () => void socket.write(body.slice(5)) };
}

const statusAt = async (port: unknown, path: string) =>
  (await fetch(`http://127.0.0.1:${String(port)}${path}`)).status;

describe('a process that is told to stop', () => {
  it('answers the request under way, refuses new ones, finishes the job under way, and ends with 0', async () => {
    const { child, event, ended } = start('all', { SHOPIFY_ORIGIN, METRICS_PORT: '0' });
    const port = Number((await event('listening'))['port']);
    const admin = (await event('admin-listening'))['port'];
    await event('service-started');
    await eventually(
      () => statusAt(admin, '/readyz'),
      (status) => status === 200,
    );
    const first = await postSlowly(port, 'ada@example.com');
    first.finish();
    await eventually(shopify.asked, (calls) => calls === 1);
    const second = await postSlowly(port, 'grace@example.com');

    child.kill('SIGTERM');
    await event('service-draining');

    // Whoever spreads requests is told; who comes all the same finds the door closed.
    expect(await statusAt(admin, '/readyz')).toBe(503);
    expect(await statusAt(admin, '/healthz')).toBe(200);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow('fetch failed');

    second.finish();
    expect(await second.received).toMatch(/^HTTP\/1\.1 202 /);
    shopify.answerAll();
    expect(await ended).toBe(0);

    const rows = await database.query<{ decision: string | null }>(
      'SELECT decision FROM access_request ORDER BY id',
    );
    // The second was kept, and is left to whoever works next.
    expect(rows).toEqual([{ decision: 'no-mail' }, { decision: null }]);
    const jobs = await database.query<{ state: string }>(
      "SELECT state FROM pgboss.job WHERE name = 'access-requests' ORDER BY created_on",
    );
    expect(jobs).toEqual([{ state: 'completed' }, { state: 'created' }]);
  }, 60_000);
});

describe('what does not end in time', () => {
  it('is cut off, if it is a request that never arrives', async () => {
    const listener = await listen(async (request) => new Response(await request.text()), {
      host: '127.0.0.1',
      port: 0,
      closeWithinMs: 100,
    });
    const { received } = await postSlowly(listener.port, 'ada@example.com');

    await listener.close();

    expect(await received.catch(() => '')).toBe('');
  });

  it('goes back to the queue, if it is a job', async () => {
    const boss = await openQueue({ databaseUrl: database.url, supervise: true }, silentLog);
    let isTaken = false;
    await boss.work('access-requests', { pollingIntervalSeconds: 0.5 }, async () => {
      isTaken = true;
      await new Promise(() => undefined);
    });
    const id = await boss.send('access-requests', { requestId: 'never-done' });
    await eventually(
      async () => isTaken,
      (taken) => taken,
    );

    await stopTaking(boss, ['access-requests']);
    await finishJobs(boss, 1_000);

    expect(await database.query('SELECT state FROM pgboss.job WHERE id = $1', [id])).toEqual([
      { state: 'retry' },
    ]);
  });
});
