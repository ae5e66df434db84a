/**
 * What Lighthouse says of a page with our extension and of the same page without, in turns within one run, because
 * its figures are worth nothing across machines or days. Simulated slow phone, Lighthouse's own default.
 *
 *   node bench/lighthouse.ts [--runs 5] [--theme plain]
 *
 * Fails when a target is missed: no score lost beyond the runs' own spread, no layout shift from us, under 10 ms of
 * blocking time from us, and not one byte on a page without our elements.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowsers } from '../scripts/browsers.ts';
import { buildExtension } from '../scripts/build-extension.ts';
import { createDatabase, openCluster, PROJECT_ROOT } from '../src/devstore/postgres.ts';
import { PEOPLE } from '../src/devstore/shopify/seed.ts';
import { startLocalStack } from '../src/devstore/start.ts';
import { audit, type Audit } from './support/lighthouse-audit.ts';

const BLOCKING_LIMIT_MS = 10;

const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, theme: { type: 'string', default: 'plain' } },
});
const runs = Number(options.runs);

const { LATCHKEY_CHROMIUM: chromium = '' } = await ensureBrowsers(['chromium']);
await buildExtension();
const cluster = await openCluster({
  dataDir: join(PROJECT_ROOT, '.latchkey', `bench-lighthouse-${process.pid}`),
});
const stack = await startLocalStack({
  databaseUrl: await createDatabase(cluster, 'lighthouse'),
  ports: { storefront: 0, cdn: 0, mailbox: 0, app: 0 },
});
const { storefront } = stack.shop.origins;
const invite = stack.shop.mails.findLast(({ to }) => to === PEOPLE.invited.email);
const pages = {
  home: { url: `${storefront}/`, ours: false },
  'sign-in': { url: `${storefront}/account/login`, ours: true },
  // Opening a link uses nothing up, so every run finds it alive.
  activation: { url: invite?.link ?? '', ours: true },
} as const;

interface Pair {
  readonly without: Audit[];
  readonly with: Audit[];
}

const missed: string[] = [];
try {
  stack.controls.setQuirks({ theme: options.theme });
  for (const [name, { url, ours }] of Object.entries(pages)) {
    const pair: Pair = { without: [], with: [] };
    for (let run = 0; run < runs; run += 1) {
      // Each comes first as often as second: a machine that grows warm or busy favours neither.
      const turns = run % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const);
      for (const turn of turns) {
        stack.controls.setQuirks({ embedEnabled: turn === 'with', blocksPlaced: turn === 'with' });
        pair[turn].push(await audit(url, chromium));
      }
    }
    report(name, pair);
    missed.push(...judge(name, pair, ours));
  }
} finally {
  await stack.stop();
  await cluster.remove();
}
for (const line of missed) console.log(`Missed: ${line}`);
if (missed.length === 0) console.log('All targets kept.');
process.exitCode = missed.length === 0 ? 0 : 1;

function report(name: string, pair: Pair): void {
  const row = (read: (audit: Audit) => number, digits: number) => ({
    without: told(pair.without.map(read), digits),
    with: told(pair.with.map(read), digits),
    difference: difference(pair, read).toFixed(digits),
  });
  console.log(`\n${name}, on ${options.theme}: median (least to most) of ${runs} runs`);
  console.table({
    'performance score, of 100': row(({ score }) => score, 0),
    'layout shift': row(({ layoutShift }) => layoutShift, 4),
    'of it in our elements': row(({ ourLayoutShift }) => ourLayoutShift, 4),
    'blocking time, ms': row(({ blockingTime }) => blockingTime, 0),
    'of it in our scripts, ms': row(({ ourBlockingTime }) => ourBlockingTime, 0),
    'bytes of HTML': row(({ bytes }) => bytes.html, 0),
    'bytes of scripts': row(({ bytes }) => bytes.scripts, 0),
    'bytes of style sheets': row(({ bytes }) => bytes.styles, 0),
    'bytes in all': row(({ bytes }) => bytes.all, 0),
    'bytes in all, gzipped': row(({ bytes }) => bytes.gzipped, 0),
  });
}

/** What the figures of one page break, in words. */
function judge(name: string, pair: Pair, ours: boolean): string[] {
  const score = (audits: readonly Audit[]) => audits.map((each) => each.score);
  const noise = Math.max(spread(score(pair.without)), spread(score(pair.with)), 1);
  const shift = Math.max(
    difference(pair, ({ layoutShift }) => layoutShift),
    ...pair.with.map(({ ourLayoutShift }) => ourLayoutShift),
  );
  const blocking = Math.max(
    difference(pair, ({ blockingTime }) => blockingTime),
    median(pair.with.map(({ ourBlockingTime }) => ourBlockingTime)),
  );
  const lost = -difference(pair, (each) => each.score);
  const added = difference(pair, ({ bytes }) => bytes.all);
  return [
    ...(lost > noise ? [`${name}: ${lost} points lost, more than the spread of ${noise}`] : []),
    ...(shift > 0 ? [`${name}: layout shift of ${shift.toFixed(4)} from us`] : []),
    ...(blocking >= BLOCKING_LIMIT_MS ? [`${name}: ${blocking.toFixed(0)} ms of blocking time from us`] : []),
    ...(!ours && added !== 0 ? [`${name}: ${added} bytes from us where nothing of ours stands`] : []),
  ];
}

function difference(pair: Pair, read: (audit: Audit) => number): number {
  return median(pair.with.map(read)) - median(pair.without.map(read));
}

function told(numbers: readonly number[], digits: number): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return `${median(numbers).toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}

function spread(numbers: readonly number[]): number {
  return Math.max(...numbers) - Math.min(...numbers);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const [low = 0, high = low] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return (low + high) / 2;
}
