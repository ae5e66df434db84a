import type { Clock } from '../contracts/clock.ts';
import type { Config } from './config.ts';
import type { AddressVault } from './db/address-vault.ts';
import { createMailDomains } from './db/mail-domains.ts';
import type { Pool } from './db/pools.ts';
import { createFindMailbox, type FindMailbox } from './domain/find-mailbox.ts';
import { createLookUpMailDomain } from './domain/look-up-mail-domain.ts';
import type { Log } from './domain/ports.ts';
import type { Timer } from './domain/timer.ts';
import { createMailRoutes } from './node/mail-routes.ts';

export interface MailboxLookUp {
  readonly findMailbox: FindMailbox;
  /** Ends the look-ups under way. */
  stop(): void;
}

/** Puts the look-up of mailboxes together. */
export function createMailboxLookUp(deps: {
  readonly config: Pick<Config, 'mailboxLookUp'>;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
  readonly vault: AddressVault;
  /** Ended by its owner. */
  readonly pool: Pool;
}): MailboxLookUp {
  const { clock, timer, log, vault, pool } = deps;
  const { isOn, dnsServers, limits } = deps.config.mailboxLookUp;
  if (!isOn) {
    return {
      findMailbox: createFindMailbox({ lookUp: undefined, clock, timer, ...limits }),
      stop: () => undefined,
    };
  }
  const routes = createMailRoutes(dnsServers);
  const known = createMailDomains({ pool, vault });
  const lookUp = createLookUpMailDomain({ routes, known, clock, timer, log });
  return { findMailbox: createFindMailbox({ lookUp, clock, timer, ...limits }), stop: () => routes.close() };
}
