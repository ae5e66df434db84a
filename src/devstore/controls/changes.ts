import { refused, ok, type Result } from '../../contracts/result.ts';
import { faultProblem, isFaultTarget } from '../faults/faults.ts';
import { isRecord } from '../shopify/is-record.ts';
import type { CustomerState, Fault, FaultTarget, Quirks } from '../shopify/types.ts';
import { isQuirk, quirkProblem } from './quirk-list.ts';

/** What can be asked of the controls at once. */
export interface Changes {
  /** Before everything else: back to the seed and to real time. */
  readonly reset?: boolean;
  readonly quirks?: Partial<Quirks>;
  /** null heals. */
  readonly faults?: Readonly<Partial<Record<FaultTarget, Fault | null>>>;
  /** Milliseconds to move the clock by; negative goes back. */
  readonly advanceMs?: number;
  /** Number of a customer to whom the merchant sends an invite. */
  readonly invite?: number;
  readonly customerState?: { readonly customerId: number; readonly state: CustomerState };
}

/** The field that cannot be, and why, in a sentence. */
export interface ChangeProblem {
  readonly field: string;
  readonly message: string;
}

const STATES: readonly string[] = ['DECLINED', 'DISABLED', 'ENABLED', 'INVITED'] satisfies CustomerState[];
const FAULT_MEMBERS: Readonly<Record<Fault['kind'], readonly string[]>> = {
  delay: ['kind', 'ms', 'times'],
  status: ['kind', 'status', 'times'],
  refuse: ['kind', 'times'],
  throttle: ['kind', 'times'],
};

// A hundred years either way: further, dates stop being dates.
const FARTHEST_MS = 100 * 366 * 24 * 60 * 60_000;

/**
 * Reads changes from JSON.
 *
 * @param hasCustomer does the shop know this customer number?
 * @returns the changes, or the first field that cannot be. Nothing unknown is let pass.
 */
export function parseChanges(
  input: unknown,
  hasCustomer: (id: number) => boolean,
): Result<Changes, ChangeProblem> {
  if (!isRecord(input)) return refused({ field: 'body', message: 'must be an object' });
  for (const [name, value] of Object.entries(input)) {
    const check = new Map(Object.entries(CHECKS)).get(name);
    if (!check) return refused({ field: name, message: 'is not something that can be changed' });
    const problem = check(value, hasCustomer);
    if (problem) return refused(problem);
  }
  return ok(input as Changes);
}

type Check = (value: unknown, hasCustomer: (id: number) => boolean) => ChangeProblem | undefined;

const CHECKS: Readonly<Record<keyof Changes, Check>> = {
  reset: (value) => unless(typeof value === 'boolean', 'reset', 'must be true or false'),
  advanceMs: (value) =>
    unless(
      Number.isSafeInteger(value) && Math.abs(Number(value)) <= FARTHEST_MS,
      'advanceMs',
      'must be a whole number of milliseconds, at most a hundred years',
    ),
  quirks: (value) => firstProblem('quirks', value, quirkFieldProblem),
  faults: (value) => firstProblem('faults', value, faultFieldProblem),
  invite: (value, hasCustomer) =>
    unless(typeof value === 'number' && hasCustomer(value), 'invite', 'must be the number of a customer'),
  customerState: (value, hasCustomer) => {
    const { customerId, state } = isRecord(value) ? value : {};
    return (
      unless(
        typeof customerId === 'number' && hasCustomer(customerId),
        'customerState.customerId',
        'must be the number of a customer',
      ) ??
      unless(STATES.includes(String(state)), 'customerState.state', `must be one of ${STATES.join(', ')}`)
    );
  },
};

function unless(fine: boolean, field: string, message: string): ChangeProblem | undefined {
  return fine ? undefined : { field, message };
}

function firstProblem(
  field: string,
  value: unknown,
  problemOf: (name: string, value: unknown) => string | undefined,
): ChangeProblem | undefined {
  if (!isRecord(value)) return { field, message: 'must be an object' };
  for (const [name, part] of Object.entries(value)) {
    const message = problemOf(name, part);
    if (message !== undefined) return { field: `${field}.${name}`, message };
  }
  return undefined;
}

function quirkFieldProblem(name: string, value: unknown): string | undefined {
  return isQuirk(name) ? quirkProblem(name, value) : 'is not a quirk';
}

function faultFieldProblem(name: string, value: unknown): string | undefined {
  if (!isFaultTarget(name)) return 'is not something that can fail';
  if (value === null) return undefined;
  const kinds = Object.keys(FAULT_MEMBERS);
  const members = isRecord(value)
    ? new Map(Object.entries(FAULT_MEMBERS)).get(String(value['kind']))
    : undefined;
  if (!isRecord(value) || !members) return `must be null or have a kind: ${kinds.join(', ')}`;
  const stranger = Object.keys(value).find((member) => !members.includes(member));
  if (stranger !== undefined) return `has nothing called ${stranger}`;
  return faultProblem(name, value);
}
