/** Every sentence of the group `codes` in `src/texts`, in the order of the English file. Kept apart: no browser reads it. */
export const CODE_TEXT_KEYS = [
  'back_heading',
  'address_use',
  'sent_from',
  'wait',
  'newest',
  'paste',
  'tries',
  'resend',
  'filter',
  'another_address',
  'shop',
] as const;

/** What the sign-in guide says that a script draws: of the group `codes` in the extension's locale files. */
export const GUIDE_TEXT_KEYS = [
  'heading',
  'changed',
  'account',
  'next',
  'button',
  'no_code',
  'copy',
  'copied',
] as const;
