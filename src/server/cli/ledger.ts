import { formatReference } from '../../contracts/reference.ts';
import type { Clock } from '../../contracts/clock.ts';
import type {
  BlockedAttempt,
  BlockEntry,
  BlockList,
  ListAttempts,
  Rebuild,
  Rebuilds,
} from '../domain/ledger-ports.ts';
import type { Privacy, PrivacyRequest } from '../domain/privacy-ports.ts';
import type { LedgerCommand } from './ledger-arguments.ts';
import { timeOf } from './render.ts';
import { REASONS } from './support-words.ts';

/** What the commands about blocks and privacy work on. */
export interface LedgerTool {
  readonly shop: string;
  readonly blockList: BlockList;
  readonly listAttempts: ListAttempts;
  readonly privacy: Pick<Privacy, 'list' | 'readExport'>;
  readonly rebuilds: Pick<Rebuilds, 'begin' | 'find'>;
}

interface Answer {
  readonly exitCode: 0 | 1;
  readonly out?: string;
  readonly problem?: string;
}

/** More than anybody reads; what is older was shown before. */
const ATTEMPTS_SHOWN = 200;

/** Carries out a command about blocks or privacy. */
export async function runLedgerCommand(
  command: LedgerCommand,
  { shop, blockList, listAttempts, privacy, rebuilds }: LedgerTool,
  clock: Clock,
): Promise<Answer> {
  switch (command.name) {
    case 'block': {
      const isNew = await blockList.add(shop, command.target, { who: command.who, at: clock.now() });
      return done(isNew ? BLOCKED : 'This is on the list already.');
    }
    case 'unblock':
      return (await blockList.remove(shop, command.target))
        ? done('Taken off the list. A block tag or a disabled account still blocks.')
        : failed('This is not on the list. It may be there by the other name: by address, or by number.');
    case 'blocked':
      return done(`${renderList(await blockList.list(shop))}\n\n${renderRebuild(await rebuilds.find(shop))}`);
    case 'attempts':
      return done(renderAttempts(await listAttempts(shop, ATTEMPTS_SHOWN), shop));
    case 'privacy':
      return done(renderPrivacy(await privacy.list(shop)));
    case 'rebuild':
      return (await rebuilds.begin(shop, clock.now(), true))
        ? done('A worker reads all customers now; blocked tells how far it is.')
        : failed('A worker is reading them already; blocked tells how far it is.');
    default: {
      const text = await privacy.readExport(shop, command.reference);
      return text === undefined ? failed('There is no export with this reference.') : done(text);
    }
  }
}

const BLOCKED =
  'On the list. Whoever it is sees the same pages as everybody and gets no mail; attempts shows when they ask.';

function renderList(entries: readonly BlockEntry[]): string {
  if (entries.length === 0) return 'Nobody is on the list.';
  return entries
    .map(({ kind, mark, at, by }) => `${mark}  ${`by ${kind}`.padEnd(12)} ${timeOf(at)}  ${by}`)
    .join('\n');
}

function renderRebuild(rebuild: Rebuild | undefined): string {
  if (rebuild === undefined) return 'The customers of the shop have not been read yet.';
  const { state, customers, enabled, tagged, updatedAt } = rebuild;
  const words = { running: 'being read', done: 'read', 'given-up': 'not read to the end; it is tried again' };
  const counts = `${customers} customers, ${enabled} of them active, ${tagged} with a block tag`;
  return `Customers of the shop: ${words[state]} (${counts}; ${timeOf(updatedAt)})`;
}

function renderAttempts(attempts: readonly BlockedAttempt[], shop: string): string {
  if (attempts.length === 0) return 'No blocked customer has asked to be let in.';
  const store = shop.replace(/\.myshopify\.com$/, '');
  return attempts
    .map(({ receivedAt, reference, reason, customerId }) => {
      const number = customerId?.replace(/^.*\//, '');
      const who = number === undefined ? '' : `https://admin.shopify.com/store/${store}/customers/${number}`;
      const shown = reference === undefined ? '' : formatReference(reference);
      return `${timeOf(receivedAt)}  ${shown.padEnd(11)}  ${wordsFor(reason)}  ${who}`.trimEnd();
    })
    .join('\n');
}

function wordsFor(reason: string): string {
  return Object.entries(REASONS).find(([each]) => each === reason)?.[1] ?? reason;
}

function renderPrivacy(requests: readonly PrivacyRequest[]): string {
  if (requests.length === 0) return 'Shopify has asked for no data and for no erasure lately.';
  return requests
    .map(({ reference, kind, receivedAt, counts }) => {
      const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const words =
        kind === 'export'
          ? `data of a customer (${rows} rows): npm run --silent review -- export ${reference}`
          : `a customer was erased (${rows} rows)`;
      return `${reference}  ${timeOf(receivedAt)}  ${words}`;
    })
    .join('\n');
}

function done(out: string): Answer {
  return { exitCode: 0, out };
}

function failed(problem: string): Answer {
  return { exitCode: 1, problem };
}
