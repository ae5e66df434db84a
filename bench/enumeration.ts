/**
 * Whether an answer tells who has an account. Addresses of customers, of nobody and of customers whom the merchant
 * blocked are asked for in random order, one after the other, over HTTP, while a worker looks all of them up: the
 * answers must be the same bytes, and the times they take must be such as one and the same kind would make.
 *
 *   node bench/enumeration.ts [--each 10000]
 *
 * Fails when a byte differs or |t| of Welch's test reaches 4.5, the limit of ISO/IEC 17825 and of dudect.
 */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { createDatabase, freePort, openCluster, PROJECT_ROOT } from '../src/devstore/postgres.ts';
import { signedPath } from './support/load.ts';
import { startProcess, untilReady } from './support/service-process.ts';
import { startStubShopify } from './support/stub-shopify.ts';
import { cropped, sampleOf, welchT } from './support/welch.ts';

const LIMIT_T = 4.5;
/** A connection's and the compiler's first requests are no measure. */
const WARM_UP = 500;
/** Pages for browsers without scripts, of each kind: as many as show whether bytes differ. */
const PAGES = 50;

const KINDS = ['existing', 'unknown', 'blocked'] as const;
type Kind = (typeof KINDS)[number];
/** What an address of each kind begins with; equally long, so that what repeats it is, too. */
const NAMES = { existing: 'aa', unknown: 'bb', blocked: 'cc' } as const;

const { values: options } = parseArgs({ options: { each: { type: 'string', default: '10000' } } });
const each = Number(options.each);

const shopify = await startStubShopify((address) => {
  if (address.startsWith(NAMES.unknown)) return undefined;
  return { state: 'ENABLED', tags: address.startsWith(NAMES.blocked) ? ['blocked'] : [] };
});
const cluster = await openCluster({
  dataDir: join(PROJECT_ROOT, '.latchkey', `bench-enumeration-${process.pid}`),
});
const databaseUrl = await createDatabase(cluster, 'enumeration');
const port = await freePort();
const processOptions = { databaseUrl, shopifyOrigin: shopify.origin };
const server = startProcess('server', { ...processOptions, port });
const worker = startProcess('worker', { ...processOptions, port: await freePort() });
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

interface Answer {
  readonly ms: number;
  /** Everything that came, but for the time of day. */
  readonly bytes: string;
}

async function ask(path: string, email: string, type: string): Promise<Answer> {
  const json = type === 'application/json';
  // The reference is the shopper's own; the same for all, so that the pages can be compared.
  const fields = { email, locale: 'en', reference: '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d' };
  const body = json ? JSON.stringify(fields) : new URLSearchParams(fields).toString();
  const headers = {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    Accept: json ? type : 'text/html',
    'X-Forwarded-For': '203.0.113.7',
  };
  const start = performance.now();
  const outgoing = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers });
  const answered = once(outgoing, 'response');
  outgoing.end(body);
  const [response] = (await answered) as [import('node:http').IncomingMessage];
  const content = await buffer(response);
  const ms = performance.now() - start;
  const told = response.rawHeaders.map((word, index, all) => (all[index - 1] === 'Date' ? '' : word));
  return { ms, bytes: `${response.statusCode} ${told.join('|')} ${content.toString('base64')}` };
}

let asked = 0;
const newAddress = (kind: Kind) => {
  asked += 1;
  return `${NAMES[kind]}${String(asked).padStart(7, '0')}@example.com`;
};

/** Every kind as often as the others, in an order that nobody can foresee. */
function shuffled(count: number): Kind[] {
  const kinds = KINDS.flatMap((kind) => Array.from({ length: count }, () => kind));
  for (let at = kinds.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1));
    [kinds[at], kinds[other]] = [kinds[other] ?? 'unknown', kinds[at] ?? 'unknown'];
  }
  return kinds;
}

try {
  await untilReady(port);
  const times: Record<Kind, number[]> = { existing: [], unknown: [], blocked: [] };
  const bytes: Record<Kind, Set<string>> = { existing: new Set(), unknown: new Set(), blocked: new Set() };
  let path = signedPath();
  let signedAt = performance.now();
  const order = shuffled(each);
  for (const [index, kind] of [...order.slice(0, WARM_UP), ...order].entries()) {
    // A signature is good for a minute and a half.
    if (performance.now() - signedAt > 30_000) [path, signedAt] = [signedPath(), performance.now()];
    const answer = await ask(path, newAddress(kind), 'application/json');
    bytes[kind].add(answer.bytes);
    if (index >= WARM_UP) times[kind].push(answer.ms);
  }
  const pages: Record<Kind, Set<string>> = { existing: new Set(), unknown: new Set(), blocked: new Set() };
  for (const kind of shuffled(PAGES)) {
    const email = newAddress(kind);
    const { bytes: page } = await ask(signedPath(), email, 'application/x-www-form-urlencoded');
    const [head, content = ''] = page.split(/ (?=[^ ]*$)/);
    // The page shows the address to the one who typed it; it is as long for all.
    const text = Buffer.from(content, 'base64')
      .toString('utf8')
      .replaceAll(email, 'ADDRESS')
      .replaceAll(email.replace('@', '&#64;'), 'ADDRESS')
      .replaceAll(encodeURIComponent(email), 'ADDRESS');
    pages[kind].add(`${head} ${text}`);
  }

  const all = KINDS.flatMap((kind) => times[kind]);
  const pairs = [
    ['existing', 'unknown'],
    ['existing', 'blocked'],
    ['unknown', 'blocked'],
  ] as const;
  const rows = [1, 0.99, 0.9, 0.5].flatMap((share) =>
    pairs.map(([one, other]) => {
      const sample = (kind: Kind) => sampleOf(share === 1 ? times[kind] : cropped(all, times[kind], share));
      const [left, right] = [sample(one), sample(other)];
      return {
        pair: `${one} and ${other}`,
        of: share === 1 ? 'all' : `the fastest ${100 * share} %`,
        'mean ms': `${left.mean.toFixed(3)} and ${right.mean.toFixed(3)}`,
        t: Number(welchT(left, right).toFixed(2)),
      };
    }),
  );
  console.table(rows);
  const sameAnswers = new Set(KINDS.flatMap((kind) => [...bytes[kind]])).size === 1;
  const samePages = new Set(KINDS.flatMap((kind) => [...pages[kind]])).size === 1;
  const mailed = (kind: Kind) =>
    [...shopify.mails.keys()].filter((address) => address.startsWith(NAMES[kind])).length;
  // Or else nothing was there to be told apart.
  if (mailed('existing') === 0 || mailed('unknown') + mailed('blocked') > 0)
    throw new Error('the worker did not treat the three kinds as it should');
  const worst = Math.max(...rows.map(({ t }) => Math.abs(t)));
  console.log(
    `${KINDS.length} times ${each} answers, ${sameAnswers ? 'all of them the same bytes' : 'NOT the same bytes'}; ` +
      `${KINDS.length * PAGES} pages, ${samePages ? 'the same but for the address typed' : 'NOT the same'}; ` +
      `largest |t| ${worst.toFixed(2)}, to be under ${LIMIT_T}: ${worst < LIMIT_T ? 'kept' : 'MISSED'}`,
  );
  if (!sameAnswers || !samePages || !(worst < LIMIT_T)) process.exitCode = 1;
} finally {
  agent.destroy();
  await Promise.all([server.stop(), worker.stop()]);
  await shopify.close();
  await cluster.remove();
}
