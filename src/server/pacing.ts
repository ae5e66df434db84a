import type { Clock } from '../contracts/clock.ts';
import type { AddressVault } from './db/address-vault.ts';
import { createMailPace } from './db/mail-pace.ts';
import type { Pool } from './db/pools.ts';
import { createShopifyGate } from './db/shopify-gate.ts';
import type { Circuits, Gate } from './domain/gate-ports.ts';
import type { MailPace } from './domain/pace-ports.ts';
import type { Log } from './domain/ports.ts';
import type { PacingConfig } from './pacing-config.ts';

export interface Pacing {
  readonly pace: MailPace;
  readonly gate: Gate;
  /** For whoever watches. */
  readonly circuits: Circuits;
}

/** Puts together what keeps calls of Shopify at the right pace, in all processes together. */
export function createPacing(deps: {
  readonly config: { readonly pacing: PacingConfig };
  readonly clock: Clock;
  readonly log: Log;
  readonly pool: Pool;
  readonly vault: AddressVault;
}): Pacing {
  const { config, clock, log, pool, vault } = deps;
  const gate = createShopifyGate({ pool, clock, log });
  return { pace: createMailPace({ pool, vault, clock, limits: config.pacing }), gate, circuits: gate };
}
