import {
  COMMON_PASSWORDS_FILE,
  readCommonPasswords,
  type CommonPasswords,
} from '../../contracts/common-passwords.ts';

/**
 * Fetches the list of common passwords. Rejects when it does not arrive or is not what it should be.
 *
 * @param beside address of a module that lies in the same folder
 */
export async function fetchCommonPasswords(beside: string): Promise<CommonPasswords> {
  const response = await fetch(new URL(COMMON_PASSWORDS_FILE, beside), {
    credentials: 'omit',
    // The page's address may be an account link, which no other server has to see.
    referrerPolicy: 'no-referrer',
  });
  if (!response.ok) throw new TypeError('no list of common passwords');
  return readCommonPasswords(await response.json());
}
