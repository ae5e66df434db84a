import type { DecisionFacts } from '../domain/assess-customer.ts';
import type { ToldBy } from '../domain/ledger-ports.ts';
import { timeOf } from './render.ts';

const TOLD_BY: Readonly<Record<ToldBy, string>> = {
  'look-up': 'when they asked for a mail before',
  webhook: 'Shopify told us',
  rebuild: 'when all customers were read',
  disabling: 'not seen; the shop disabled them, so they must have been',
};

/** What a decision was made on, in the words of the merchant's own settings; one line each, and no address. */
export function renderFacts(facts: DecisionFacts): string[] {
  const { accounts, state, seenEnabledAt, toldBy, disabledAt, blockTag, listed } = facts;
  const rows: (readonly [string, string])[] = [
    ['accounts', accounts === 'CLASSIC' ? 'legacy, with passwords' : 'customer accounts, with codes'],
    ['account', state ?? 'none at this address'],
  ];
  if (state !== undefined) {
    rows.push(['enabled before', enabledBefore(seenEnabledAt, toldBy)]);
    if (disabledAt !== undefined) rows.push(['disabled', timeOf(disabledAt)]);
    rows.push(
      ['block tag', blockTag ?? 'none'],
      ['block list', listed === undefined ? 'no' : `yes, by ${listed}`],
    );
  }
  rows.push([
    'rules',
    facts.approved
      ? 'staff approved this customer'
      : `DECLINED_POLICY=${facts.declinedPolicy}, UNKNOWN_HISTORY=${facts.unknownHistory}`,
  ]);
  return rows.map(([label, value]) => `          ${label}: ${value}`);
}

function enabledBefore(at: number | undefined, toldBy: ToldBy | undefined): string {
  if (at === undefined) return 'never seen';
  const how = toldBy === undefined ? '' : ` (${TOLD_BY[toldBy]})`;
  return `since ${timeOf(at)} at the latest${how}`;
}
