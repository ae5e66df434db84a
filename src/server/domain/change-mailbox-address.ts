import type { Clock } from '../../contracts/clock.ts';
import { ok, refused, type Result } from '../../contracts/result.ts';
import type { IsBlocked } from './gather-facts.ts';
import type {
  AddressProblem,
  CustomerRecords,
  MailboxRequests,
  StoredMailboxRequest,
} from './mailbox-ports.ts';
import type { ShopifyProblem } from './ports.ts';

export type ChangeProblem =
  { readonly shopify: ShopifyProblem } | { readonly address: AddressProblem } | 'outcome-unknown';

/**
 * Gives an approved request's customer the new address, and hands the mail over. Looks at the customer first, by id:
 * who ran this before may have got as far as Shopify and no further.
 *
 * @param who whom the audit log names
 */
export type ChangeMailboxAddress = (
  request: StoredMailboxRequest,
  who: string,
) => Promise<Result<'done' | 'done-before', ChangeProblem>>;

export function createChangeMailboxAddress(deps: {
  readonly clock: Clock;
  readonly requests: MailboxRequests;
  readonly records: CustomerRecords;
  readonly isBlocked: IsBlocked;
}): ChangeMailboxAddress {
  const { clock, requests, records } = deps;

  return async (request, who) => {
    const { shop, customerId, fields } = request;
    const act = () => ({ who, at: clock.now() });

    async function complete(): Promise<Result<'done' | 'done-before', ChangeProblem>> {
      return ok((await requests.completeChange(request, act())) ? 'done' : 'done-before');
    }
    async function refuse(address: AddressProblem): Promise<Result<never, ChangeProblem>> {
      await requests.recordUnchanged(request.id, 'refused', address, act());
      return refused({ address });
    }

    if (customerId === undefined) return refuse('customer-gone');
    const found = await records.readCustomer(shop, customerId);
    // Not recorded as unchanged: an earlier call may have changed it.
    if (!found.ok) return refused({ shopify: found.reason });
    const customer = found.value;
    if (customer === undefined) return refuse('customer-gone');
    if (isSame(customer.email, fields.newEmail)) return complete();
    if (!isSame(customer.email, fields.oldEmail)) return refuse('customer-changed');
    const emails = [fields.oldEmail, fields.newEmail];
    if (await deps.isBlocked(shop, { ...customer, id: customerId }, emails)) return refuse('blocked');

    const outcome = await records.changeEmail(shop, customerId, fields.newEmail);
    switch (outcome.kind) {
      case 'changed':
        return complete();
      case 'refused':
        return refuse(outcome.problem);
      case 'not-changed':
        await requests.recordUnchanged(request.id, 'due', outcome.problem, act());
        return refused({ shopify: outcome.problem });
      default:
        return refused('outcome-unknown');
    }
  };
}

/** Shopify ignores capitals in addresses. */
function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
