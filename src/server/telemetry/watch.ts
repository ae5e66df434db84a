import type { MiddlewareHandler } from 'hono';
import type { Gate } from '../domain/gate-ports.ts';
import type { MailPace } from '../domain/pace-ports.ts';
import type { CustomerAccounts, Log, SendOutcome } from '../domain/ports.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { ProxyEnv } from '../routes/proxy-env.ts';
import type { Telemetry } from './telemetry.ts';
import { watchPacing } from './watch-pacing.ts';
import { watchRequests } from './watch-requests.ts';
import { watchShopify } from './watch-shopify.ts';

type Process = (requestId: string) => Promise<Outcome>;

/** Puts somebody who looks on around what the service is made of. */
export interface Watch {
  readonly requests: MiddlewareHandler<ProxyEnv> | undefined;
  log(log: Log): Log;
  fetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch;
  accounts(accounts: CustomerAccounts): CustomerAccounts;
  pacing<Pacing extends { readonly pace: MailPace; readonly gate: Gate }>(pacing: Pacing): Pacing;
  /** Of what is kept with a job in a queue. */
  keeping<Given, Kept>(queue: string, keep: (given: Given) => Promise<Kept>): (given: Given) => Promise<Kept>;
  job(queue: string, process: Process): Process;
}

const same = <T>(it: T): T => it;
const sameOfQueue = <T>(_queue: string, it: T): T => it;

const UNWATCHED: Watch = {
  requests: undefined,
  log: same,
  fetch: same,
  accounts: same,
  pacing: same,
  keeping: sameOfQueue,
  job: sameOfQueue,
};

/** Without telemetry each part is handed back as it is, so that nothing is paid for what nobody reads. */
export function createWatch(telemetry: Telemetry): Watch {
  if (!telemetry.isOn) return UNWATCHED;
  const { metrics, trace } = telemetry;

  const tried = async (kind: 'invite' | 'reset', shop: string, sending: Promise<SendOutcome>) => {
    const outcome = await sending;
    metrics.mailTried({ kind, shop, result: outcome.kind });
    return outcome;
  };

  return {
    requests: watchRequests(telemetry),
    log: (log) => ({
      info(event, fields) {
        metrics.logged(event);
        log.info(event, fields);
      },
      warn(event, fields) {
        metrics.logged(event);
        log.warn(event, fields);
      },
      error(event, fields) {
        metrics.logged(event);
        log.error(event, fields);
      },
    }),
    fetch: (fetch) => watchShopify(fetch, telemetry),
    accounts: (accounts) => ({
      lookUp: (shop, email, lane) => accounts.lookUp(shop, email, lane),
      sendInvite: (shop, customerId, lane) =>
        tried('invite', shop, accounts.sendInvite(shop, customerId, lane)),
      sendReset: (shop, email, ip, lane) => tried('reset', shop, accounts.sendReset(shop, email, ip, lane)),
    }),
    pacing: (pacing) => watchPacing(pacing, telemetry),
    keeping: (queue, keep) => (given) => trace.during('enqueue', { queue }, () => keep(given)),
    job: (queue, process) => (requestId) => {
      const began = performance.now();
      return trace.during('job', { queue, requestId }, async (note) => {
        // One name for whatever is thrown: the log has the code, and each would be a series of its own.
        let outcome = 'crashed';
        try {
          const ended = await process(requestId);
          outcome = ended.kind === 'retry' ? ended.problem : ended.kind;
          return ended;
        } finally {
          note({ outcome });
          metrics.jobEnded({ queue, outcome, seconds: (performance.now() - began) / 1000 });
        }
      });
    },
  };
}
