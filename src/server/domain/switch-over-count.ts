import { parseEmailAddress } from '../../contracts/email-address.ts';
import { providerOfDomain } from '../../contracts/mail-providers/providers.ts';
import { decide, type CustomerState } from './decide.ts';
import type { LedgerNote, SurveyedCustomer } from './switch-over-ports.ts';

/** What a switch to codes means to a customer depends on which of these they are. */
export const GROUPS = [
  'active',
  'invited',
  'never-active',
  'declined',
  'blocked-by-tag',
  'blocked-by-list',
  'blocked-by-disabling',
] as const;
export type Group = (typeof GROUPS)[number];

export type Counts<Name extends string> = Readonly<Record<Name, number>>;

/** How many customers there are of which kind: numbers, and nobody's name. */
export interface SurveyCounts {
  readonly customers: number;
  readonly states: Counts<CustomerState>;
  readonly groups: Counts<Group>;
  /** By Shopify's name of the language; `unknown` for customers without one. */
  readonly locales: ReadonlyMap<string, number>;
  /** By the id of the mail provider. */
  readonly providers: ReadonlyMap<string, number>;
  /** Addresses at domains that belong to no provider we know. */
  readonly otherMailboxes: number;
  /** What Shopify has for an address is none. */
  readonly unreadableAddresses: number;
  readonly withoutAddress: number;
}

export interface SurveyCounter {
  add(customer: SurveyedCustomer, note: LedgerNote | undefined): void;
  counts(): SurveyCounts;
}

const OF_STATE: Readonly<Record<CustomerState, Group>> = {
  ENABLED: 'active',
  INVITED: 'invited',
  DISABLED: 'never-active',
  DECLINED: 'declined',
};

/** Whatever else stands in the field is counted, not repeated. */
const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/;
const UNKNOWN_LOCALE = 'unknown';

/**
 * Counts customers and forgets them.
 *
 * @param blockTags in lower case
 */
export function createSurveyCounter(blockTags: readonly string[]): SurveyCounter {
  const policies = { blockTags, declined: 'review', unknownHistory: 'allow-if-never-enabled' } as const;
  const states = { DECLINED: 0, DISABLED: 0, ENABLED: 0, INVITED: 0 };
  const groups = new Map<Group, number>();
  const locales = new Map<string, number>();
  const providers = new Map<string, number>();
  let customers = 0;
  let otherMailboxes = 0;
  let unreadableAddresses = 0;
  let withoutAddress = 0;

  /** The rule by which mails are sent says who is blocked; what is left goes by the state. */
  function groupOf({ state, tags }: SurveyedCustomer, note: LedgerNote | undefined): Group {
    const { seenEnabled = false, listed } = note ?? {};
    const known = { state, tags, seenEnabled, ...(listed === undefined ? {} : { listed }) };
    const { reason } = decide('CLASSIC', known, policies);
    return GROUPS.find((group) => group === reason) ?? OF_STATE[state];
  }

  function countAddress(email: string | undefined): void {
    if (email === undefined) {
      withoutAddress += 1;
      return;
    }
    const address = parseEmailAddress(email);
    const provider = address.ok
      ? providerOfDomain(address.value.slice(address.value.lastIndexOf('@') + 1))
      : undefined;
    if (!address.ok) unreadableAddresses += 1;
    else if (provider === undefined) otherMailboxes += 1;
    else countOne(providers, provider.id);
  }

  return {
    add(customer, note) {
      const { state, locale = '', email } = customer;
      customers += 1;
      states[state] += 1;
      countOne(groups, groupOf(customer, note));
      countOne(locales, LOCALE.test(locale) ? locale : UNKNOWN_LOCALE);
      countAddress(email);
    },
    counts: () => ({
      customers,
      states: { ...states },
      groups: {
        active: groups.get('active') ?? 0,
        invited: groups.get('invited') ?? 0,
        'never-active': groups.get('never-active') ?? 0,
        declined: groups.get('declined') ?? 0,
        'blocked-by-tag': groups.get('blocked-by-tag') ?? 0,
        'blocked-by-list': groups.get('blocked-by-list') ?? 0,
        'blocked-by-disabling': groups.get('blocked-by-disabling') ?? 0,
      },
      locales: new Map(locales),
      providers: new Map(providers),
      otherMailboxes,
      unreadableAddresses,
      withoutAddress,
    }),
  };
}

function countOne<Name>(counts: Map<Name, number>, name: Name): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
