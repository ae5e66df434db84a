import { readSignInWith, type SignInWith } from '../../contracts/accounts.ts';

const TIMEOUT_MS = 10_000;

/**
 * Asks which kind of accounts the shop has. Never rejects: whatever is not an answer of ours is undefined.
 *
 * @param path of the question in this shop
 */
export async function askForAccounts(path: string): Promise<SignInWith | undefined> {
  try {
    const response = await fetch(path, {
      headers: { accept: 'application/json' },
      cache: 'no-store',
      // The page's address may be an account link, which no other server has to see.
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return readSignInWith(await response.json());
  } catch {
    return undefined;
  }
}
