/**
 * The one source of "now". Everything that asks what time it is receives a clock; nothing asks
 * the machine itself, so the local shop and the tests can move time.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}
