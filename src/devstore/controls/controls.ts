import type { ControlledShop } from '../shopify/shop.ts';
import {
  FAULT_TARGETS,
  type CustomerState,
  type Fault,
  type FaultTarget,
  type Quirks,
} from '../shopify/types.ts';
import type { Changes } from './changes.ts';
import type { ManualClock } from './clock.ts';

/** Every switch of the local shop, for tests and for the page that people use. */
export interface Controls {
  readonly shop: ControlledShop;
  readonly clock: ManualClock;
  /** @throws {RangeError} for a way back to passwords when the time for it is over */
  setQuirks(quirks: Partial<Quirks>): void;
  /** undefined heals. @throws {RangeError} for a fault that this dependency cannot have */
  setFault(target: FaultTarget, fault: Fault | undefined): void;
  /** The merchant's "Send account invite". Returns what Shopify would complain of, or null. */
  invite(customerId: number): string | null;
  /** What a merchant does to an account. Returns false when there is no such customer. */
  setCustomerState(customerId: number, state: CustomerState): boolean;
  /** Makes several changes, in the order in which {@link Changes} lists them; returns what `invite` returned. */
  apply(changes: Changes): string | null;
  /** Back to the seed, and to the time of the base clock. */
  reset(): void;
}

/**
 * @param clock the clock that the shop was opened with
 */
export function createControls(shop: ControlledShop, clock: ManualClock): Controls {
  const controls: Controls = {
    shop,
    clock,
    setQuirks: (quirks) => shop.setQuirks(quirks),
    setFault: (target, fault) => shop.faults.set(target, fault),
    invite: (customerId) => shop.accounts.invite(customerId),
    setCustomerState: (customerId, state) => shop.setState(customerId, state),
    apply({ reset, quirks, faults = {}, advanceMs = 0, invite, customerState }) {
      if (reset === true) {
        controls.reset();
        // The app may remember people of the shop before.
        shop.webhooks.send('shop/redact', { shop_domain: shop.domain });
      }
      if (quirks) controls.setQuirks(quirks);
      for (const target of FAULT_TARGETS) {
        const fault = faults[target];
        if (fault !== undefined) controls.setFault(target, fault ?? undefined);
      }
      clock.advance(advanceMs);
      const complaint = invite === undefined ? null : controls.invite(invite);
      if (customerState) controls.setCustomerState(customerState.customerId, customerState.state);
      return complaint;
    },
    reset() {
      // Time first: the past of the seed counts from now.
      clock.reset();
      shop.reset();
    },
  };
  return controls;
}
