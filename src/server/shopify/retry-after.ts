/** No answer, whatever it says, holds a shop's calls for longer than this; the circuit breaker goes on from there. */
const LONGEST_SECONDS = 3_600;

/**
 * How long an answer asks to be left alone: seconds, as Shopify writes them ("2.0"), or a date (RFC 9110, 10.2.3),
 * which is read against the answer's own so that no clock of ours matters.
 *
 * @returns seconds, or undefined where nothing usable is said
 */
export function retryAfterSeconds(headers: Headers): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : secondsUntil(text, headers.get('date') ?? '');
  return seconds > 0 ? Math.min(seconds, LONGEST_SECONDS) : undefined;
}

function secondsUntil(date: string, now: string): number {
  return (Date.parse(date) - Date.parse(now)) / 1000;
}
