/**
 * Whether an account is one from before, and for how long that is worth saying. The Customer Account API knows neither
 * when a shop switched nor when somebody first signed in: docs/decisions/0024.
 */
import type { Account } from './customer-account.ts';
import type { Settings } from './settings.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Without the day of the switch, who had been a customer for as long as this was one before. */
const LONG_A_CUSTOMER = 30 * DAY;

/** Whatever the merchant filled in, a day still to come for instance: who signed up only now is new. */
const JUST_NOW = DAY;

/**
 * @param account what could be read of it
 * @param firstSeenAt when this customer first opened the profile, milliseconds since 1970
 */
export function isFromBefore(account: Account, { switchedAt }: Settings, firstSeenAt: number): boolean {
  const line = Math.min(switchedAt ?? firstSeenAt - LONG_A_CUSTOMER, firstSeenAt - JUST_NOW);
  // Imported orders keep their day where the customer's record has that of the import.
  return account.createdAt < line || (account.orders?.oldestAt ?? Infinity) < line;
}

/** Whether it has been shown long enough. */
export function isOver({ shownFor }: Settings, firstSeenAt: number, now: number): boolean {
  return now - firstSeenAt >= shownFor;
}
