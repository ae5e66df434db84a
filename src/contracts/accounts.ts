/** Which kind of customer accounts a shop has: Admin API `CustomerAccountsVersion`. */
export type AccountsVersion = 'CLASSIC' | 'NEW_CUSTOMER_ACCOUNTS';

/** Path of the page that tells how to sign in with a code, behind the shop's proxy path: a place for old links to land. */
export const SIGN_IN_PATH = '/sign-in';

/** Path of the question which kind of accounts the shop has, behind the shop's proxy path. */
export const ACCOUNTS_PATH = '/accounts';

/**
 * Where Liquid finds the kind: metafields of the app's own installation. `codes` is a boolean, for `available_if`, which
 * takes nothing else; `version` is an {@link AccountsVersion} as text. A shop without them counts as one on passwords.
 */
export const ACCOUNTS_METAFIELDS = { namespace: 'accounts', codes: 'codes', version: 'version' } as const;

/** How shoppers of a shop sign in: the same for everybody. */
export type SignInWith = 'password' | 'code';

/** The answer to {@link ACCOUNTS_PATH}. */
export interface AccountsBody {
  readonly v: 1;
  readonly signInWith: SignInWith;
}

/** The answer to a way-in request in a shop on codes: nothing is kept, nothing is sent, whoever asks. */
export interface SignInWithCodeBody {
  readonly v: 1;
  readonly state: 'sign-in-with-code';
}

export const SIGN_IN_WITH_CODE: SignInWithCodeBody = { v: 1, state: 'sign-in-with-code' };

/**
 * Reads an answer of {@link ACCOUNTS_PATH} that came back through the app proxy.
 *
 * @param body the decoded JSON, or undefined where it was none
 * @returns undefined for whatever is not our own answer
 */
export function readSignInWith(body: unknown): SignInWith | undefined {
  const { v, signInWith } = Object(body);
  return v === 1 && (signInWith === 'password' || signInWith === 'code') ? signInWith : undefined;
}
