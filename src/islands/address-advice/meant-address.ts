import { suggestDomain } from '../../contracts/mail-providers/suggest-domain.ts';

/**
 * The address that somebody with a misspelt domain probably meant.
 *
 * @param typed as it stands in the field
 */
export function meantAddress(typed: string): string | undefined {
  const [, name, domain = ''] = /^\s*(.+@)(\S+?)[.,;]?\s*$/.exec(typed) ?? [];
  const meant = suggestDomain(domain);
  return name && meant ? name + meant : undefined;
}
