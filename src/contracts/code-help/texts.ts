import type { CODE_TEXT_KEYS, GUIDE_TEXT_KEYS } from './text-keys.ts';

/** What helps where a code does not come, as `src/texts` has it below `codes`. */
export type CodeTexts = Readonly<Record<(typeof CODE_TEXT_KEYS)[number], string>>;

/** The sign-in guide's own words, as the extension's locale files have them below `codes`. */
export type GuideTexts = Readonly<Record<(typeof GUIDE_TEXT_KEYS)[number], string>>;
