import { parseEmailAddress } from '../../contracts/email-address.ts';
import { formatReference, parseReference } from '../../contracts/reference.ts';
import { ok, refused, type Result } from '../../contracts/result.ts';
import type { BlockTarget } from '../domain/ledger-ports.ts';

export type LedgerCommand =
  | { readonly name: 'block' | 'unblock'; readonly target: BlockTarget; readonly who: string }
  | { readonly name: 'blocked' | 'attempts' | 'privacy' | 'rebuild' }
  | { readonly name: 'export'; readonly reference: string };

/** Which options go with which command, beside `--by` and `--help`. */
export const LEDGER_TAKES: Readonly<Record<LedgerCommand['name'], readonly string[]>> = {
  block: [],
  unblock: [],
  blocked: [],
  attempts: [],
  privacy: [],
  rebuild: [],
  export: [],
};

export function isLedgerCommand(name: string): name is LedgerCommand['name'] {
  return Object.hasOwn(LEDGER_TAKES, name);
}

/**
 * Reads a command about blocks or privacy.
 *
 * @param given what stands after its name
 * @param who whom the list names
 */
export function parseLedgerCommand(
  name: LedgerCommand['name'],
  given: readonly string[],
  who: string,
): Result<LedgerCommand, string> {
  const [only = '', ...more] = given;
  if (more.length > 0) return refused(`${name} takes one word at most.`);
  if (name === 'block' || name === 'unblock') {
    const target = targetOf(only);
    return target === undefined
      ? refused(
          `${name} needs an address or the number of a customer: npm run review -- ${name} 6100000000001`,
        )
      : ok({ name, target, who });
  }
  if (name === 'export') {
    const reference = parseReference(only);
    return reference === undefined
      ? refused('export needs the reference of an export; privacy lists them.')
      : ok({ name, reference: formatReference(reference.signs) });
  }
  return only === '' ? ok({ name }) : refused(`${name} takes nothing.`);
}

/** An address, or a customer as Shopify writes one: its number, or `gid://shopify/Customer/…`. */
function targetOf(typed: string): BlockTarget | undefined {
  const number = /^(?:gid:\/\/shopify\/Customer\/)?([1-9]\d{0,19})$/.exec(typed.trim())?.[1];
  if (number !== undefined) return { kind: 'customer', customerId: `gid://shopify/Customer/${number}` };
  const email = parseEmailAddress(typed);
  return email.ok ? { kind: 'address', email: email.value } : undefined;
}
