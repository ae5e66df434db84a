import {
  COMMON_PASSWORDS_FILE,
  readCommonPasswords,
  type CommonPasswords,
} from '../../contracts/common-passwords.ts';
import { fetchBeside } from './fetch-beside.ts';

/**
 * Fetches the list of common passwords. Rejects when it does not arrive or is not what it should be.
 *
 * @param beside address of a module that lies in the same folder
 */
export async function fetchCommonPasswords(beside: string): Promise<CommonPasswords> {
  return readCommonPasswords(await fetchBeside(COMMON_PASSWORDS_FILE, beside));
}
