import type { SourceId } from './sources.ts';

/**
 * How sure we are of a claim: `seen` at its provider, or in a list that is kept for mail programs; `reported` by
 * somebody else; `assumed` from general knowledge. Only what was seen may be worded as certain.
 */
export type Confidence = 'seen' | 'reported' | 'assumed';

/** Something we say about a mailbox, and how sure we are. */
export interface Told<Value> {
  readonly value: Value;
  readonly confidence: Confidence;
}

/** What was told, and where it comes from. */
export interface Claim<Value> extends Told<Value> {
  readonly source: SourceId;
}

/** A claim that was read at its source. */
export function seen<const Value>(value: Value, source: SourceId): Claim<Value> {
  return { value, confidence: 'seen', source };
}

/** A claim that somebody else makes. */
export function reported<const Value>(value: Value, source: SourceId): Claim<Value> {
  return { value, confidence: 'reported', source };
}

/** A claim nobody was found to confirm. */
export function assumed<const Value>(value: Value, source: SourceId = 'general-knowledge'): Claim<Value> {
  return { value, confidence: 'assumed', source };
}

/** The words of a text, as domains are listed. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
