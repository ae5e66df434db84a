import type { PackedProviders } from '../mail-providers/read-packed.ts';
import type { InboxWords } from './words.ts';

/** What is said where shoppers check something by themselves: loaded when they do. */
export const CHECK_KEYS = [
  'check_label',
  'check_hint',
  'check_ours',
  'check_foreign',
  'check_unreadable',
  'browser_good',
  'browser_offline',
  'browser_in_app',
  'browser_cookies',
  'browser_clock',
  'browser_private',
  'browser_again',
  'copy',
  'copied',
  'copy_failed',
] as const satisfies readonly (keyof InboxWords)[];

export type CheckWords = Readonly<Record<(typeof CHECK_KEYS)[number], string>>;

/** What is said and known in one language after the answer. */
export interface InboxHelpFile {
  readonly v: 1;
  readonly words: BrowserWords;
  readonly providers: PackedProviders;
}

/** Nobody without JavaScript reads this file; who has not opened a check does not need its words. */
export type BrowserWords = Omit<InboxWords, keyof CheckWords | 'browser_script'>;

/** What is said by the checks in one language. */
export interface ChecksFile {
  readonly v: 1;
  readonly words: CheckWords;
}

/** Name of the file of a language, beside the modules. */
export function helpFileName(locale: string): string {
  return `inbox-help-${locale}.json`;
}

/** The same for the checks. */
export function checksFileName(locale: string): string {
  return `inbox-checks-${locale}.json`;
}

/**
 * Takes what was fetched for the file of a language. That every word is there is for the tests of the build.
 *
 * @throws RangeError when it is of another version or none
 */
export function readHelpFile(file: unknown): InboxHelpFile {
  const known: InboxHelpFile = Object(file);
  return ofThisVersion(known);
}

/** The same for the checks. */
export function readChecksFile(file: unknown): CheckWords {
  const known: ChecksFile = Object(file);
  return ofThisVersion(known).words;
}

function ofThisVersion<File extends { readonly v: 1 }>(file: File): File {
  if (file.v !== 1) throw new RangeError('inbox-help');
  return file;
}
