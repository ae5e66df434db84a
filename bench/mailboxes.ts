/**
 * How long a shopper's browser waits until it is told whose mailbox a domain is, while DNS never answers for every
 * third: domains nobody asked for before, the same ones again from what was kept, and others five times as fast.
 * Beside the first two run way-in requests; they also run alone, and beside look-ups of a domain that needs neither DNS
 * nor database, which cost them what any other request does. Three rounds; of each figure the middle one.
 *
 *   npm run bench:mailboxes
 *
 * Fails when a target is missed.
 */
import { join } from 'node:path';
import { Client } from 'pg';
import { createDatabase, freePort, openCluster, PROJECT_ROOT } from '../src/devstore/postgres.ts';
import { startHangingDns } from './support/hanging-dns.ts';
import { openLoop, openLoopOf, postJson, signedPath, target, type Measured } from './support/load.ts';
import { startProcess, untilReady } from './support/service-process.ts';

const DOMAINS = 1_000;
/** A second, of each kind of request. */
const RATE = 200;
const ROUNDS = 3;
const COLD_P99_LIMIT_MS = 1_200;
const KEPT_P99_LIMIT_MS = 50;

type Row = 'cold' | 'rush' | 'kept' | 'known' | 'alone' | 'besideKnown' | 'besideCold' | 'besideKept';

const cluster = await openCluster({
  dataDir: join(PROJECT_ROOT, '.latchkey', `bench-mailboxes-${process.pid}`),
});
const databaseUrl = await createDatabase(cluster, 'mailboxes');
const dns = await startHangingDns();
const port = await freePort();
const server = startProcess('server', {
  databaseUrl,
  port,
  environment: {
    DNS_SERVERS: dns.address,
    LIMIT_MAILBOX_LOOKUP_IP_PER_10_MINUTES: '1000000000',
    LIMIT_MAILBOX_LOOKUP_SHOP_PER_10_MINUTES: '1000000000',
  },
});
const database = new Client(databaseUrl);
await database.connect();

const wayIn = () => openLoop(target(port, 256), RATE, DOMAINS / RATE);
const numbered = (name: string) => (number: number) => `${name}${number}.example`;

function lookUps(domainOf: (number: number) => string, perSecond: number): Promise<Measured> {
  const to = target(port, 2 * DOMAINS);
  const path = signedPath('/proxy/mailboxes');
  const ask = (number: number) => postJson(to, path, { domain: domainOf(number), locale: 'en' });
  return openLoopOf(async (number) => (await ask(number)) === 200, perSecond, DOMAINS / perSecond);
}

try {
  await untilReady(port);
  await wayIn();
  await lookUps(numbered('warm-'), RATE);
  await untilKept(DOMAINS);

  const rounds: Record<Row, Measured>[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const alone = await wayIn();
    const [known, besideKnown] = await Promise.all([lookUps(() => 'gmail.com', RATE), wayIn()]);
    const [cold, besideCold] = await Promise.all([lookUps(numbered(`firma-${round}-`), RATE), wayIn()]);
    await untilKept(2 * round * DOMAINS);
    const questions = await dns.count();
    const [kept, besideKept] = await Promise.all([lookUps(numbered(`firma-${round}-`), RATE), wayIn()]);
    const again = (await dns.count()) - questions;
    const rush = await lookUps(numbered(`kontor-${round}-`), 5 * RATE);
    await untilKept((2 * round + 1) * DOMAINS);
    rounds.push({ cold, rush, kept, known, alone, besideKnown, besideCold, besideKept });
    console.log(`round ${round}: DNS was asked ${again} times for what was kept`);
  }

  const middle = (row: Row, measure: 'p50' | 'p99' | 'errors') =>
    median(rounds.map((measured) => measured[row][measure]));
  const line = (row: Row) => ({
    'p50 ms': rounded(middle(row, 'p50')),
    'p99 ms': rounded(middle(row, 'p99')),
    errors: Math.max(...rounds.map((measured) => measured[row].errors)),
  });
  console.table({
    [`cold look-ups, ${RATE} a second`]: line('cold'),
    [`other cold look-ups, ${5 * RATE} a second`]: line('rush'),
    [`look-ups of what was kept, ${RATE} a second`]: line('kept'),
    [`look-ups of gmail.com, ${RATE} a second`]: line('known'),
    'way-in alone': line('alone'),
    'way-in beside look-ups of gmail.com': line('besideKnown'),
    'way-in beside cold look-ups': line('besideCold'),
    'way-in beside kept look-ups': line('besideKept'),
  });
  for (const measure of ['p50', 'p99'] as const) {
    const times = (row: Row) => (middle('besideCold', measure) / middle(row, measure)).toFixed(2);
    console.log(
      `Way-in ${measure} beside cold look-ups: ${times('alone')} times what it is alone, ` +
        `${times('besideKnown')} times what it is beside look-ups of gmail.com.`,
    );
  }

  const targets: readonly (readonly [boolean, string])[] = [
    [middle('cold', 'p99') < COLD_P99_LIMIT_MS, `cold p99 under ${COLD_P99_LIMIT_MS} ms`],
    [middle('rush', 'p99') < COLD_P99_LIMIT_MS, `cold p99 under ${COLD_P99_LIMIT_MS} ms, five times as fast`],
    [middle('kept', 'p99') < KEPT_P99_LIMIT_MS, `kept p99 under ${KEPT_P99_LIMIT_MS} ms`],
    [rounds.every((round) => Object.values(round).every(({ errors }) => errors === 0)), 'no errors'],
  ];
  for (const [isMet, text] of targets) if (!isMet) console.log(`Missed: ${text}.`);
  if (targets.some(([isMet]) => !isMet)) process.exitCode = 1;
} finally {
  await database.end();
  await server.stop();
  await dns.stop();
  await cluster.remove();
}

/** Look-ups that nobody waits for any more go on for some seconds. @throws Error after twenty */
async function untilKept(count: number): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const { rows } = await database.query<{ count: number }>('SELECT count(*)::integer FROM mail_domain');
    if (rows[0]?.count === count) return;
    if (performance.now() > deadline) throw new Error(`${rows[0]?.count} domains kept of ${count}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}
