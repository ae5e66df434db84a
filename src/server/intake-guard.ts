import { Buffer } from 'node:buffer';
import { hkdfSync } from 'node:crypto';
import type { Clock } from '../contracts/clock.ts';
import { createProofsOfWork } from './altcha/work.ts';
import type { Config } from './config.ts';
import type { AddressVault } from './db/address-vault.ts';
import type { Pool } from './db/pools.ts';
import { createRequestLimits } from './db/rate-limits.ts';
import { createUsedProofs } from './db/used-proofs.ts';
import type { ProofsOfWork, RequestLimits } from './domain/ports.ts';
import type { SuspicionRules } from './domain/suspicion.ts';

export interface IntakeGuard {
  /** Of way-in requests. */
  readonly limits: RequestLimits;
  /** Of requests without a mailbox. */
  readonly mailboxLimits: RequestLimits;
  readonly proofs: ProofsOfWork | undefined;
  readonly suspicion: SuspicionRules;
}

/** Puts together what stands between a verified request and the inbox. */
export function createIntakeGuard(deps: {
  readonly config: Pick<Config, 'addressKey' | 'limits' | 'mailboxLimits' | 'proofOfWork'>;
  readonly clock: Clock;
  readonly vault: AddressVault;
  /** Ended by its owner. */
  readonly pool: Pool;
}): IntakeGuard {
  const { config, clock, vault, pool } = deps;
  const { isOn, ...suspicion } = config.proofOfWork;
  const derive = (use: string) =>
    Buffer.from(hkdfSync('sha256', config.addressKey, '', `latchkey proof of work ${use}`, 32));
  const keys = {
    challenges: derive('challenge'),
    solutions: derive('solution'),
    binding: derive('binding'),
  };
  return {
    limits: createRequestLimits({ pool, vault, clock, ...config.limits }),
    mailboxLimits: createRequestLimits({
      pool,
      vault,
      clock,
      prefix: 'mailbox-',
      ...config.mailboxLimits,
    }),
    proofs: isOn ? createProofsOfWork({ keys, used: createUsedProofs(pool), clock }) : undefined,
    suspicion,
  };
}
