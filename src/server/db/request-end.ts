/**
 * The part of an UPDATE of `access_request` that ends a request which nobody will try again. A decision that was made
 * stays; a mail that may be out is never called unsent.
 *
 * @param why the parameter with the reason; a mail that waited only to be tried again keeps what it waited for
 * @param at the parameter with the time
 */
export function endingAs(why: string, at: string): string {
  return `SET
    mail_state = CASE WHEN mail_state = 'due' THEN 'given-up'
      WHEN mail_state IN ('sending', 'unknown') THEN 'perhaps-sent' ELSE mail_state END,
    mail_state_at = CASE WHEN mail_state IN ('due', 'sending', 'unknown') THEN ${at}::timestamptz ELSE mail_state_at END,
    mail_why = CASE WHEN mail_state = 'due' AND (${why}::text <> 'gave-up' OR mail_why IS NULL) THEN ${why}::text ELSE mail_why END,
    decided_at = coalesce(decided_at, ${at}::timestamptz),
    reason = coalesce(reason, ${why}::text),
    mail = coalesce(mail, 'none'),
    decision = coalesce(decision, 'failed')`;
}
