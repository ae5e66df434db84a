import type { Clock } from '../../contracts/clock.ts';
import {
  MAILBOX_ANSWER_WITHIN_MS,
  type MailboxAnswer,
  type MailboxQuestion,
} from '../../contracts/inbox-help/mailbox.ts';
import { packProvider } from '../../contracts/mail-providers/pack.ts';
import { providerOfDomain } from '../../contracts/mail-providers/providers.ts';
import { mailboxOf } from './judge-mail-route.ts';
import type { LookUpMailDomain } from './look-up-mail-domain.ts';
import { networkOf } from './network-of.ts';
import { createRequestCounts } from './request-counts.ts';
import { within, type Timer } from './timer.ts';

export interface AskedForMailbox extends MailboxQuestion {
  readonly shop: string;
  /** The shopper's address on the internet, or undefined when no trustworthy one came along. */
  readonly buyerIp: string | undefined;
}

export type FoundMailbox =
  | { readonly kind: 'answered'; readonly answer: MailboxAnswer }
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number };

/** Whose mailboxes a domain has. Never rejects; knows nothing of customers, and asks Shopify nothing. */
export type FindMailbox = (asked: AskedForMailbox) => Promise<FoundMailbox>;

const TEN_MINUTES_MS = 600_000;

/**
 * Answers from the provider data, else by a look-up, in {@link MAILBOX_ANSWER_WITHIN_MS}: advice that comes later
 * comes too late. What takes longer is unknown for now.
 *
 * Limits are counted in the memory of each process, as for leaked passwords: they keep anybody from using us as a
 * resolver, and a question must not cost a write.
 *
 * @param deps.lookUp undefined where look-ups are turned off: then only the data tells
 */
export function createFindMailbox(deps: {
  readonly lookUp: LookUpMailDomain | undefined;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly ipPer10Minutes: number;
  readonly shopPer10Minutes: number;
}): FindMailbox {
  const { lookUp, clock, timer, ipPer10Minutes, shopPer10Minutes } = deps;
  const networks = createRequestCounts(clock, { limit: ipPer10Minutes, windowMs: TEN_MINUTES_MS });
  const shops = createRequestCounts(clock, { limit: shopPer10Minutes, windowMs: TEN_MINUTES_MS });

  async function find({ domain, locale }: MailboxQuestion): Promise<MailboxAnswer['mailbox']> {
    const provider = providerOfDomain(domain);
    if (provider !== undefined) return { kind: 'provider', provider: packProvider(provider, locale) };
    if (lookUp === undefined) return { kind: 'unknown' };
    const found = await within(timer, MAILBOX_ANSWER_WITHIN_MS, lookUp(domain));
    return found === undefined ? { kind: 'unknown' } : mailboxOf(found, locale);
  }

  return async ({ shop, buyerIp, ...question }) => {
    const wait = networks.secondsToWait(networkOf(buyerIp)) ?? shops.secondsToWait(shop);
    if (wait !== undefined) return { kind: 'limited', retryAfterSeconds: wait };
    return { kind: 'answered', answer: { v: 1, mailbox: await find(question) } };
  };
}
