import type { Clock } from '../../contracts/clock.ts';
import { codeOf } from './error-code.ts';
import { judgeMailRoute } from './judge-mail-route.ts';
import type { KnownMailDomains, MailDomain, MailRoutes } from './mail-domain-ports.ts';
import type { Log } from './ports.ts';
import { within, type Timer } from './timer.ts';

/** Finds out where the mail of a domain goes. Never rejects, and takes no longer than {@link GIVE_UP_MS} and a bit. */
export type LookUpMailDomain = (domain: string) => Promise<MailDomain>;

/** What was kept is there sooner than this, or it is not worth waiting for: DNS is quicker than a database in trouble. */
export const KEPT_WITHIN_MS = 150;

/** A look-up that nobody waits for any more may go on so long, to be known for the next question. */
export const GIVE_UP_MS = 4_000;

/** Look-ups in DNS under way; beyond, nothing is known of a domain, rather than that everybody waits. */
export const AT_ONCE = 512;

/**
 * Asks what was kept, and DNS where nothing was. Who asks for what is being looked up already gets the same answer.
 */
export function createLookUpMailDomain(deps: {
  readonly routes: MailRoutes;
  readonly known: KnownMailDomains;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
}): LookUpMailDomain {
  const { routes, known, clock, timer, log } = deps;
  const underWay = new Map<string, Promise<MailDomain>>();
  let resolving = 0;

  const notKept = (error: unknown) => log.warn('mail-domains-not-kept', { code: codeOf(error) });

  async function kept(domain: string): Promise<MailDomain | undefined> {
    try {
      return await within(timer, KEPT_WITHIN_MS, known.find(domain, clock.now()));
    } catch (error) {
      notKept(error);
      return undefined;
    }
  }

  async function route(domain: string) {
    resolving += 1;
    try {
      const found = await within(timer, GIVE_UP_MS, routes.find(domain));
      if (found === undefined) log.warn('dns-problem', { code: 'gave-up' });
      return found;
    } catch (error) {
      log.warn('dns-problem', { code: codeOf(error) });
      return undefined;
    } finally {
      resolving -= 1;
    }
  }

  async function lookUp(domain: string): Promise<MailDomain> {
    const before = await kept(domain);
    if (before !== undefined) return before;
    if (resolving >= AT_ONCE) return { kind: 'unknown' };
    const { found, keepForMs } = judgeMailRoute(await route(domain));
    const now = clock.now();
    // Not waited for: whoever asked has their answer, with a database or without.
    known.keep(domain, found, now, now + keepForMs).catch(notKept);
    return found;
  }

  return (domain) => {
    const asked = underWay.get(domain) ?? lookUp(domain).finally(() => underWay.delete(domain));
    underWay.set(domain, asked);
    return asked;
  };
}
