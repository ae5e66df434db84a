import type { AccountsVersion, SignInWith } from '../../contracts/accounts.ts';
import type { Clock } from '../../contracts/clock.ts';

/** For so long an answer is as good as a new one. */
const FRESH_MS = 5_000;

/** For so long an answer is given while a new one is fetched: a busy shop's shoppers never wait for it. */
const USABLE_MS = 15_000;

/** More shops than one process ever serves at once; the oldest go first. */
const MOST_KEPT = 20_000;

type Version = AccountsVersion | undefined;

export interface AccountsMemory {
  /** At once where it is remembered. Never rejects: without a database the last answer stands, or nothing is known. */
  versionOf(shop: string): Version | Promise<Version>;
  /** What this process heard itself. */
  remember(shop: string, version: AccountsVersion): void;
}

interface Remembered {
  readonly version: Version;
  readonly at: number;
}

/** What a process remembers of the kind of accounts of its shops, so that no request asks the database for itself. */
export function createAccountsMemory(deps: {
  readonly read: (shop: string) => Promise<Version>;
  readonly clock: Clock;
}): AccountsMemory {
  const { read, clock } = deps;
  const kept = new Map<string, Remembered>();
  const underWay = new Map<string, Promise<Version>>();

  function keep(shop: string, version: Version): void {
    kept.delete(shop);
    kept.set(shop, { version, at: clock.now() });
    if (kept.size <= MOST_KEPT) return;
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  }

  function refresh(shop: string): Promise<Version> {
    const before = underWay.get(shop);
    if (before !== undefined) return before;
    const known = kept.get(shop);
    const reading = read(shop)
      // A failure is remembered as well: nobody else waits for a database that is away.
      .catch(() => known?.version)
      .then((version) => {
        // What was heard meanwhile is newer than what was read.
        if (kept.get(shop) === known) keep(shop, version);
        return kept.get(shop)?.version ?? version;
      })
      .finally(() => underWay.delete(shop));
    underWay.set(shop, reading);
    return reading;
  }

  return {
    versionOf(shop) {
      const found = kept.get(shop);
      if (found === undefined) return refresh(shop);
      const age = Math.abs(clock.now() - found.at);
      if (age < FRESH_MS) return found.version;
      const reading = refresh(shop);
      return age < USABLE_MS ? found.version : reading;
    },
    remember: keep,
  };
}

/** How shoppers of a shop sign in: unknown counts as with a password. */
export type AskSignInWith = (shop: string) => SignInWith | Promise<SignInWith>;

export function createSignInWith({ versionOf }: Pick<AccountsMemory, 'versionOf'>): AskSignInWith {
  return (shop) => {
    const version = versionOf(shop);
    return version instanceof Promise ? version.then(signInWith) : signInWith(version);
  };
}

function signInWith(version: Version): SignInWith {
  return version === 'NEW_CUSTOMER_ACCOUNTS' ? 'code' : 'password';
}
