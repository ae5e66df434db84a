import { randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '../../contracts/clock.ts';
import type { Customers } from './customers.ts';
import type { Outbox } from './mail.ts';
import type { Customer, Quirks } from './types.ts';

/** How a code that was typed fared. */
export type CodeOutcome =
  | { readonly kind: 'signed-in'; readonly customer: Customer }
  /** Not the newest code of this address, or too old. Which of them is not told. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly untilMs: number };

/** Sign-in of customer accounts: a mailed code in place of a password. */
export interface SignInCodes {
  /**
   * Mails a code, which ends the one before, to whoever asks: an account is made when it is used.
   *
   * @returns when this address may be tried again, in milliseconds since the epoch; undefined when a code was made
   */
  ask(email: string, pageLocale: string): number | undefined;
  /** Tries a code, spaces in it aside. */
  use(email: string, code: string, pageLocale: string): CodeOutcome;
  /** Something that takes a customer from the sign-in page to the storefront, once. */
  grant(customerId: number): string;
  /** @returns the customer's number, or undefined for what was used before or never given */
  redeem(grant: string): number | undefined;
  clear(): void;
}

interface Issued {
  readonly code: string;
  readonly issuedAt: number;
}

const MINUTE_MS = 60_000;

export function createSignInCodes(shop: {
  readonly clock: Clock;
  readonly customers: Customers;
  readonly outbox: Outbox;
  readonly quirks: () => Quirks;
}): SignInCodes {
  const { clock, customers, outbox } = shop;
  const newest = new Map<string, Issued>();
  const wrongTries = new Map<string, readonly number[]>();
  const grants = new Map<string, number>();

  /** When an address that was tried too often may go on; undefined where it may now. */
  const waitsUntil = (address: string): number | undefined => {
    const limit = shop.quirks().codeTries;
    if (limit === null) return undefined;
    const tries = wrongTries.get(address) ?? [];
    const until = (tries.at(-1) ?? 0) + limit.windowMs;
    if (tries.length >= limit.count && clock.now() < until) return until;
    if (tries.length >= limit.count) wrongTries.delete(address);
    return undefined;
  };

  return {
    ask(email, pageLocale) {
      const address = normal(email);
      const until = waitsUntil(address);
      if (until !== undefined) return until;
      const quirks = shop.quirks();
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      newest.set(address, { code, issuedAt: clock.now() });
      if (!quirks.codesArrive) return undefined;
      const customer = customers.findByEmail(email);
      const locale = quirks.codeMailLanguage === 'customer' ? (customer?.locale ?? pageLocale) : pageLocale;
      const recipient = {
        email: customer?.email ?? email.trim(),
        firstName: customer?.firstName ?? '',
        locale,
      };
      outbox.send('sign-in-code', recipient, { code });
      return undefined;
    },

    use(email, typed, pageLocale) {
      const address = normal(email);
      const until = waitsUntil(address);
      if (until !== undefined) return { kind: 'wait', untilMs: until };
      const issued = newest.get(address);
      const isLive =
        issued !== undefined && clock.now() < issued.issuedAt + shop.quirks().codeMinutes * MINUTE_MS;
      if (!isLive || issued.code !== typed.replaceAll(/\s/g, '')) {
        wrongTries.set(address, [...(wrongTries.get(address) ?? []), clock.now()]);
        const nowUntil = waitsUntil(address);
        return nowUntil === undefined ? { kind: 'wrong' } : { kind: 'wait', untilMs: nowUntil };
      }
      newest.delete(address);
      wrongTries.delete(address);
      const unknown = { firstName: '', lastName: '', password: undefined, state: 'DISABLED' } as const;
      const customer =
        customers.findByEmail(email) ??
        customers.add({ ...unknown, tags: [], email: email.trim(), locale: pageLocale });
      return { kind: 'signed-in', customer };
    },

    grant(customerId) {
      const grant = randomBytes(24).toString('base64url');
      grants.set(grant, customerId);
      return grant;
    },
    redeem(grant) {
      const customerId = grants.get(grant);
      grants.delete(grant);
      return customerId;
    },
    clear() {
      for (const book of [newest, wrongTries, grants]) book.clear();
    },
  };
}

/** As Shopify compares addresses: white space and capitals do not count. */
function normal(email: string): string {
  return email.replaceAll(/\s/g, '').toLowerCase();
}
