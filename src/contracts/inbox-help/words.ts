import type { InboxTexts } from './texts.ts';

/** The texts of one language as a page uses them: sentences with a number are there for each number that occurs. */
export type InboxWords = Readonly<Record<Exclude<keyof InboxTexts, 'kept' | 'delay'>, string>> & {
  readonly kept: Numbered;
  readonly delay: Numbered;
};

/** Sentences by the number in them. */
export type Numbered = Readonly<Partial<Record<number, string>>>;
