import type { Clock } from '../../contracts/clock.ts';
import type { Customer, CustomerState } from './types.ts';

/** A customer going from one state to another: what the webhooks customers/enable and /disable tell of. */
export interface StateChange {
  readonly customerId: number;
  readonly from: CustomerState;
  readonly to: CustomerState;
  /** Milliseconds since the Unix epoch, by the shop's clock. */
  readonly at: number;
}

export interface Customers {
  readonly all: readonly Customer[];
  /** Every change of state so far, oldest first. */
  readonly history: readonly StateChange[];
  add(fields: Omit<Customer, 'id'>, id?: number): Customer;
  find(id: number): Customer | undefined;
  /** The owner of this address, however it is spelled: see {@link sameAddress}. */
  findByEmail(email: string): Customer | undefined;
  setState(customer: Customer, state: CustomerState): void;
  /** @returns false when there is no such customer */
  remove(id: number): boolean;
  clear(): void;
}

/**
 * Keeps the shop's customers.
 *
 * @param clock dates their history
 * @param tell hears of every change of a state, and of every removal
 */
export function createCustomers(
  clock: Clock,
  tell: { stateChanged(customer: Customer): void; deleted(customer: Customer): void } = SILENT,
): Customers {
  const all: Customer[] = [];
  const history: StateChange[] = [];
  return {
    all,
    history,
    add(fields, id = Math.max(0, ...all.map((customer) => customer.id)) + 1) {
      const customer = { id, ...fields, tags: [...fields.tags] };
      all.push(customer);
      return customer;
    },
    find: (id) => all.find((customer) => customer.id === id),
    findByEmail: (email) => all.find((customer) => sameAddress(customer.email, email)),
    setState(customer, state) {
      if (customer.state === state) return;
      history.push({ customerId: customer.id, from: customer.state, to: state, at: clock.now() });
      customer.state = state;
      tell.stateChanged(customer);
    },
    remove(id) {
      const at = all.findIndex((customer) => customer.id === id);
      const [gone] = at < 0 ? [] : all.splice(at, 1);
      if (gone !== undefined) tell.deleted(gone);
      return gone !== undefined;
    },
    clear() {
      all.length = 0;
      history.length = 0;
    },
  };
}

/**
 * Do two spellings mean the same customer? Shopify drops white space and ignores capitals, wherever they
 * stand: airhorns/shopify-draft-proxy, fixtures/conformance/…/2025-01/customers/customer-email-normalization.json.
 */
function sameAddress(one: string, other: string): boolean {
  const normal = (email: string) => email.replaceAll(/\s/g, '').toLowerCase();
  return normal(one) === normal(other);
}

const SILENT = { stateChanged: () => undefined, deleted: () => undefined };
