import { beforeAll, expect, test } from 'vitest';
import { runChaos, type ChaosReport } from '../../bench/support/run-chaos.ts';

const MINUTES = 3;
/** The cluster's start, the last mails' end, and slow machines. */
const AT_MOST_MS = MINUTES * 60_000 + 300_000;

let report: ChaosReport;
const happened: string[] = [];
const figure = (name: string): number | undefined => report.figures[name];

/** The same faults in the same order each time; `npm run bench:chaos -- --seed 2` throws other dice. */
beforeAll(async () => {
  report = await runChaos({ minutes: MINUTES, seed: 1, say: (line) => happened.push(line) });
}, AT_MOST_MS);

test('there was load, and there were faults of every kind', () => {
  expect(figure('answered with 202')).toBeGreaterThan(1_000);
  expect(figure('mails Shopify sent')).toBeGreaterThan(100);
  expect(figure('faults')).toBeGreaterThan(20);
  for (const kind of [
    /a server was killed/,
    /a worker was killed/,
    /everything was killed/,
    /PostgreSQL was restarted/,
    /PostgreSQL was crashed/,
    /Shopify fails/,
    /Shopify unavailable/,
    /Shopify throttled/,
    /Shopify hangs/,
  ])
    expect(happened).toContainEqual(expect.stringMatching(kind));
});

test('nothing that was accepted is lost, or kept twice', () => {
  expect(figure('lost')).toBe(0);
  expect(figure('stored twice')).toBe(0);
});

test('nobody gets two mails, and nobody is called sent who got none', () => {
  expect(figure('with two mails')).toBe(0);
  expect(figure('called sent without a mail')).toBe(0);
});

test('the pace is never over the limit', () => {
  expect(figure('invites over the pace')).toBe(0);
});

test('ten seconds after the last fault a new request has its mail', () => {
  expect(figure('ms from the last fault to the next mail')).toBeLessThan(10_000);
});

test('every request has an end, or a reason to wait', () => {
  expect(figure('without an end or a reason to wait')).toBe(0);
  expect(report.problems).toEqual([]);
});
