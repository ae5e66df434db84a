import { providerById } from '../../contracts/mail-providers/providers.ts';
import type { AccountsVersion } from '../domain/decide.ts';
import { GROUPS, type SurveyCounts } from '../domain/switch-over-count.ts';
import type { OpenWork } from '../domain/switch-over-ports.ts';
import { timeOf } from './render.ts';
import { PLACED } from './switch-over-blocks.ts';
import { SWITCH_OVER_LOCALES } from './switch-over-texts/index.ts';
import {
  ABOUT_BLOCKS,
  ABOUT_DISABLED,
  ABOUT_PLACES,
  ACCOUNTS,
  GROUP_WORDS,
  PAGES,
  STATES_AFTER,
} from './switch-over-words.ts';

/** All that the report is made of: figures, and nothing about anybody. */
export interface SwitchOverReport {
  readonly shop: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly accounts: AccountsVersion;
  /** What the app's server goes by, and what the metafields are known to say that its blocks go by. */
  readonly pages: {
    readonly version: AccountsVersion | undefined;
    readonly mirrored: AccountsVersion | undefined;
  };
  readonly counts: SurveyCounts;
  readonly withAddresses: boolean;
  readonly open: OpenWork;
}

/** What is seldom would make a long table of ones. */
const ROWS = 15;

/** For people. */
export function renderReport(report: SwitchOverReport): string {
  const { shop, at, accounts, counts } = report;
  return [
    `${shop}, ${timeOf(at)}\nSigns customers in with ${ACCOUNTS[accounts]}.\n${pagesOf(report)}`,
    renderGroups(report),
    renderShares('By language, as Shopify has it', [...counts.locales], counts.customers, LANGUAGES),
    renderMailboxes(report),
    renderOpen(report),
    renderPlaced(),
    TEXTS,
  ].join('\n\n');
}

function pagesOf({ accounts, pages: { version, mirrored } }: SwitchOverReport): string {
  if (version === accounts && mirrored === accounts) return PAGES.right;
  return accounts === 'CLASSIC' && version === undefined ? PAGES.notYet : PAGES.behind;
}

const LANGUAGES = `--texts prints mails and notices in ${SWITCH_OVER_LOCALES.join(', ')}; the pages speak 23 languages.`;
const TEXTS =
  'Mails and notices to copy: npm run --silent switch-over -- --texts. The guide is docs/switch-over.md. Nothing has to be set up again.';

function renderGroups({ accounts, counts: { customers, groups } }: SwitchOverReport): string {
  const lines = GROUPS.map((group) => {
    const { label, means } = GROUP_WORDS[group];
    return `${row(groups[group], customers)}  ${label}\n${INDENT}${means}`;
  });
  const blocked = groups['blocked-by-tag'] + groups['blocked-by-list'] + groups['blocked-by-disabling'];
  return [
    `Customers: ${number(customers)}`,
    ...lines,
    ...(groups['never-active'] > 0 ? [ABOUT_DISABLED] : []),
    ...(accounts === 'CLASSIC' ? [] : [STATES_AFTER]),
    ...(blocked > 0 ? ['', ABOUT_BLOCKS] : []),
  ].join('\n');
}

function renderMailboxes({ withAddresses, counts }: SwitchOverReport): string {
  if (!withAddresses)
    return 'By mail provider\nNot counted: no addresses were asked for. Neither was your list held against them.';
  const { customers, otherMailboxes, unreadableAddresses, withoutAddress } = counts;
  const known = [...counts.providers].map(([id, count]): [string, number] => [nameOf(id), count]);
  return [
    renderShares('By mail provider, as the domain of the address tells', known, customers),
    `${row(otherMailboxes, customers)}  other: no provider is known for the domain, and none was looked up`,
    `${row(unreadableAddresses, customers)}  what Shopify has for an address is none`,
    `${row(withoutAddress, customers)}  no address at all: no code can be mailed to them`,
  ].join('\n');
}

/** What a mailbox does that somebody who waits for a code will notice. */
function nameOf(id: string): string {
  const { name, delayMinutes, rejection } = providerById(id) ?? { name: id };
  const late = delayMinutes === undefined ? '' : ` (may hold mail for up to ${delayMinutes.value} minutes)`;
  const away = rejection === undefined ? '' : ' (can turn mail away instead of filing it as spam)';
  return `${name}${late}${away}`;
}

function renderOpen({ open }: SwitchOverReport): string {
  const { undecided, mailsWaiting, mailsUnderWay, mailboxRequests } = open;
  return [
    'Not finished here',
    `${row(undecided)}  requests for a link that no worker has looked at`,
    `${row(mailsWaiting)}  mails that wait for their turn`,
    `${row(mailsUnderWay)}  mails of which Shopify’s answer is awaited`,
    `${row(mailboxRequests)}  requests of shoppers without their mailbox`,
    'What is processed after the switch sends no mail: it ends with the reason “the shop signs customers in with codes”.',
    'Requests without a mailbox stay with your staff; npm run review -- list shows them.',
  ].join('\n');
}

function renderPlaced(): string {
  const lines = PLACED.map(({ name, kind, withPasswords, withCodes }) =>
    [`  ${name} (${kind})`, `    with passwords: ${withPasswords}`, `    with codes:     ${withCodes}`].join(
      '\n',
    ),
  );
  return [
    'What changes in what you have placed; by itself, on the day',
    ...lines,
    ABOUT_PLACES,
    'Pages stand behind the app proxy’s path of your shop, usually /apps/account-access.',
  ].join('\n');
}

function renderShares(
  heading: string,
  counts: readonly (readonly [string, number])[],
  all: number,
  note?: string,
): string {
  const sorted = counts.toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  const rest = sorted.slice(ROWS).reduce((sum, [, count]) => sum + count, 0);
  return [
    heading,
    ...sorted.slice(0, ROWS).map(([name, count]) => `${row(count, all)}  ${name}`),
    ...(rest > 0 ? [`${row(rest, all)}  ${sorted.length - ROWS} more`] : []),
    ...(note === undefined ? [] : [note]),
  ].join('\n');
}

const INDENT = ' '.repeat(20);

/** `      1,250   12 %`, as wide as {@link INDENT} with the two spaces behind it; without the share where there is none. */
function row(count: number, all?: number): string {
  return `${number(count).padStart(11)}${all === undefined ? '' : shareOf(count, all).padStart(7)}`;
}

/** Nobody is rounded away. */
function shareOf(count: number, all: number): string {
  const percent = all === 0 ? 0 : (100 * count) / all;
  if (count > 0 && percent < 1) return '<1 %';
  if (count < all && percent > 99) return '>99 %';
  return `${Math.round(percent)} %`;
}

/** `1,250` */
export function number(count: number): string {
  return new Intl.NumberFormat('en').format(count);
}

/** For programs. Fields may be added; `v` changes when one goes or means something else. */
export function reportBody({
  shop,
  at,
  accounts,
  pages,
  counts,
  withAddresses,
  open,
}: SwitchOverReport): object {
  const { customers, states, groups, locales, providers, ...rest } = counts;
  const { otherMailboxes, unreadableAddresses, withoutAddress } = rest;
  return {
    v: 1,
    shop,
    at: new Date(at).toISOString(),
    accounts,
    pages: { version: pages.version ?? null, mirrored: pages.mirrored ?? null },
    customers,
    states,
    groups,
    locales: Object.fromEntries(locales),
    mailboxes: withAddresses
      ? {
          providers: Object.fromEntries(providers),
          other: otherMailboxes,
          unreadable: unreadableAddresses,
          none: withoutAddress,
        }
      : null,
    open,
    placed: PLACED,
  };
}
