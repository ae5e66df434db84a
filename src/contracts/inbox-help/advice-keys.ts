import type { InboxWords } from './words.ts';

/** The words of `advise`, for what is packed without the rest. Kept apart: no browser reads the list. */
export const ADVICE_KEYS = [
  'folder',
  'folder_often',
  'folder_unknown',
  'open',
  'open_web',
  'places',
  'also_in',
  'quarantine',
  'screener',
  'kept',
  'delay',
  'rejected_standard',
  'rejected_if',
  'deleted_if',
  'filter',
  'forwarded',
  'no_mail',
  'allow',
  'allow_not_spam',
  'allow_list',
  'allow_contact',
  'allow_filter',
  'allow_main_tab',
  'allow_let_in',
] as const satisfies readonly (keyof InboxWords)[];
