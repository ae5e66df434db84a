/**
 * Two server and two worker processes on one PostgreSQL while the shop switches to customer accounts and back under
 * load, right after an outage of Shopify, so that requests are in flight. No shopper may see an error, no mail may be
 * asked for in a shop known to be on codes, and whatever is looked at after the switch must end with that reason.
 *
 *   node bench/switch.ts [--per-second 50] [--phase-seconds 20]
 */
import { parseArgs } from 'node:util';
import { runSwitch } from './support/run-switch.ts';

const { values } = parseArgs({
  options: {
    'per-second': { type: 'string', default: '50' },
    'phase-seconds': { type: 'string', default: '20' },
  },
});
const report = await runSwitch({
  perSecond: Number(values['per-second']),
  phaseSeconds: Number(values['phase-seconds']),
  say: console.log,
});
console.table(report.figures);
for (const problem of report.problems) console.error(problem);
if (report.problems.length > 0) process.exitCode = 1;
