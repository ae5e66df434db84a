import type { StoredMailboxRequest } from '../domain/mailbox-ports.ts';
import type { ShownRequest } from '../domain/review-mailbox-request.ts';
import { allMatches } from '../domain/mailbox-facts.ts';
import { FACTS, KNOWN, STEPS } from './words.ts';

/** `a***@e***.com`: enough to tell two requests apart, too little to write to. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const first = (text: string) => Array.from(text)[0] ?? '';
  return `${first(address)}***@${first(domain)}***${domain.slice(domain.lastIndexOf('.'))}`;
}

/** One line for each request; addresses masked. */
export function renderList(requests: readonly StoredMailboxRequest[], now: number): string {
  if (requests.length === 0) return 'No requests.';
  const lines = requests.map((request) =>
    [
      request.reference,
      stateOf(request, now).padEnd(28),
      summaryOf(request).padEnd(18),
      `${maskAddress(request.fields.oldEmail)} → ${maskAddress(request.fields.newEmail)}`,
      timeOf(request.receivedAt),
    ].join('  '),
  );
  return lines.join('\n');
}

/** Everything there is about one request. */
export function renderRequest({ request, history, others }: ShownRequest, now: number): string {
  const { fields, facts } = request;
  const rows: (readonly [string, string])[] = [
    ['Reference', request.reference],
    ['State', stateOf(request, now)],
    ['Received', timeOf(request.receivedAt)],
    ['Order number', fields.orderNumber],
    ['Postcode', fields.postcode],
    ['Old address', fields.oldEmail],
    ['New address', fields.newEmail],
    ['Language', request.locale],
    ...(request.customerId === undefined ? [] : [['Customer', request.customerId] as const]),
    ...(facts === undefined ? [] : FACTS.map(([fact, label]) => [label, KNOWN[facts[fact]]] as const)),
    ...(request.mail === undefined ? [] : [['Mail to the new address', mailOf(request.mail)] as const]),
  ];
  const rest = others.map(({ reference, state }) => `${reference} (${state})`).join(', ');
  if (rest !== '') rows.push(['Other requests for this account', rest]);
  const width = Math.max(...rows.map(([label]) => label.length));
  const table = rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
  const message = fields.message === '' ? [] : ['', 'Message', ...indented(fields.message)];
  const notice =
    request.notice === undefined
      ? []
      : ['', 'Notice to the old address', ...indented(request.notice.trimEnd())];
  const log = history.map(
    ({ at, who, what, note }) =>
      `  ${timeOf(at)}  ${who} ${STEPS[what]}${note === undefined ? '' : `: ${note}`}`,
  );
  return [...table, ...message, ...notice, '', 'Log', ...log].join('\n');
}

function stateOf({ state, waitUntil, addressState, addressWhy }: StoredMailboxRequest, now: number): string {
  if (state === 'waiting' && waitUntil !== undefined) {
    return now < waitUntil ? `waiting until ${timeOf(waitUntil)}` : 'ready for a decision';
  }
  if (state !== 'approved' || addressState === 'changed') return state;
  return `approved, address not changed yet${addressWhy === undefined ? '' : ` (${addressWhy})`}`;
}

function summaryOf({ facts }: StoredMailboxRequest): string {
  if (facts === undefined) return 'not matched yet';
  if (facts.blocked === 'yes') return 'BLOCKED';
  return allMatches(facts) ? 'all matches' : 'look closely';
}

function mailOf({ state, reason }: NonNullable<StoredMailboxRequest['mail']>): string {
  const words = state === undefined ? 'waits for the worker' : state === 'none' ? 'none' : state;
  return reason === undefined ? words : `${words} (${reason})`;
}

/** Lines that a shopper wrote never begin where ours do. */
function indented(text: string): string[] {
  return text.split('\n').map((line) => `  ${line}`);
}

/** `2026-11-22 03:00 UTC` */
export function timeOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
