import type { Account } from './customer-account.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What the merchant sees in the editor, where no customer is signed in. @param now milliseconds since 1970 */
export function exampleAccount(now: number): Account {
  const orders = { count: 7, more: false, newestAt: now - 45 * DAY, oldestAt: now - 800 * DAY };
  return { createdAt: now - 900 * DAY, addresses: 2, orders };
}
