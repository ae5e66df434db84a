import type { Clock } from '../../contracts/clock.ts';
import {
  decide,
  reviewed,
  type AccountsVersion,
  type CustomerState,
  type Decision,
  type DeclinedPolicy,
  type Policies,
  type UnknownHistory,
} from './decide.ts';
import type { BlockKind, BlockList, Remembered } from './ledger-ports.ts';
import type { CustomerHistory } from './ports.ts';

/** What a decision was made on, as it is kept beside it for staff: states, dates and rules, no address. */
export interface DecisionFacts {
  readonly accounts: AccountsVersion;
  /** Missing where there is no customer. */
  readonly state?: CustomerState;
  /** The merchant's block tag that the customer has; no other tag is kept. */
  readonly blockTag?: string;
  /** On the merchant's list, by what. */
  readonly listed?: BlockKind;
  /** Milliseconds since the Unix epoch. */
  readonly seenEnabledAt?: number;
  readonly toldBy?: Remembered['toldBy'];
  readonly disabledAt?: number;
  /** Did staff look at this customer and say yes? */
  readonly approved: boolean;
  readonly declinedPolicy: DeclinedPolicy;
  readonly unknownHistory: UnknownHistory;
}

export interface Assessed {
  readonly decision: Decision;
  readonly facts: DecisionFacts;
}

/**
 * Holds a customer against the block ledger and the table. Notes who is enabled: disabled later means shut out.
 *
 * @param asked.emails the addresses that the request is about, for the merchant's list
 * @param asked.approved did the merchant decide on this already? Blocks hold all the same
 */
export type AssessCustomer = (
  asked: { readonly shop: string; readonly emails: readonly string[]; readonly approved: boolean },
  accounts: AccountsVersion,
  customer:
    { readonly id: string; readonly state: CustomerState; readonly tags: readonly string[] } | undefined,
) => Promise<Assessed>;

export function createAssessCustomer(deps: {
  readonly clock: Clock;
  readonly history: CustomerHistory;
  readonly blockList: Pick<BlockList, 'find'>;
  readonly policies: Policies;
}): AssessCustomer {
  const { clock, history, blockList } = deps;

  return async ({ shop, emails, approved }, accounts, customer) => {
    const policies = approved ? reviewed(deps.policies) : deps.policies;
    const rules = {
      approved,
      declinedPolicy: policies.declined,
      unknownHistory: policies.unknownHistory,
    };
    if (customer === undefined) {
      return { decision: decide(accounts, undefined, policies), facts: { accounts, ...rules } };
    }
    const remembered = await history.recall(shop, customer.id);
    if (customer.state === 'ENABLED' && remembered === undefined) {
      await history.noteSeenEnabled(shop, customer.id, clock.now());
    }
    const listed = await blockList.find(shop, { customerId: customer.id, emails });
    const known = { ...customer, seenEnabled: remembered !== undefined, ...given({ listed }) };
    const blockTag = customer.tags
      .map((tag) => tag.toLowerCase())
      .find((tag) => policies.blockTags.includes(tag));
    return {
      decision: decide(accounts, known, policies),
      facts: { accounts, state: customer.state, ...given({ blockTag, listed, ...remembered }), ...rules },
    };
  };
}

type Given<Fields> = { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** Leaves out what is undefined. */
function given<Fields extends object>(fields: Fields): Given<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same fields, less those without a value
  return Object.fromEntries(entries) as Given<Fields>;
}
