/**
 * Everything that is ever logged: each event with the fields it may have. A field of another name, or an event that is
 * not here, does not compile and is not written. Codes, ids and counts only: there is no field for free text.
 */
export const LOG_EVENTS = {
  'service-started': ['role'],
  'service-draining': [],
  'service-stopped': [],
  listening: ['port'],
  'admin-listening': ['port'],
  'database-ready': [],
  'database-unavailable': ['code'],
  'request-not-kept': ['code'],
  'request-failed-unexpectedly': ['code'],
  'app-proxy-parameters-changed': [],
  'request-decided': ['requestId', 'code'],
  'mail-sent': ['requestId'],
  'mail-refused': ['requestId', 'code'],
  'mail-outcome-unknown': ['requestId'],
  'mail-limited': ['requestId'],
  'mail-paced': ['requestId'],
  'circuit-opened': ['shop', 'code'],
  'circuit-closed': ['shop', 'code'],
  'job-to-be-retried': ['requestId', 'code'],
  'job-failed-unexpectedly': ['requestId', 'code'],
  'request-given-up': ['requestId'],
  'mailbox-request-matched': ['requestId'],
  'mailbox-request-waiting': ['requestId'],
  'mailbox-requests-expired': ['count'],
  'mailbox-requests-purged': ['count'],
  'requests-deleted': ['count'],
  'lost-requests-ended': ['count'],
  'daily-job-failed': ['code'],
  'queue-problem': ['code'],
  'pool-problem': ['code'],
  'dns-problem': ['code'],
  'mail-domains-not-kept': ['code'],
  'shop-connected': ['shop'],
  'shop-not-connected': ['shop', 'code'],
  'shop-needs-reconnect': ['shop'],
  'shop-uninstalled': ['shop'],
  'shop-follow-up-failed': ['shop', 'code'],
  'tokens-not-renewed': ['shop', 'code'],
  'tokens-resealed': ['count'],
  'tokens-unreadable': ['count'],
  'keep-alive-given-up': ['code'],
  'hourly-job-failed': ['code'],
  'request-parked': ['requestId'],
  'requests-resumed': ['shop', 'count'],
  'parked-requests-ended': ['count'],
  'webhook-refused': ['code'],
  'webhook-unreadable': ['code'],
  'webhook-done': ['requestId', 'code'],
  'webhooks-deleted': ['count'],
  'privacy-requests-deleted': ['count'],
  'ledger-rebuilt': ['requestId', 'count'],
  'shop-erased': ['shop'],
  'shop-connected-again': ['shop'],
  'accounts-changed': ['shop', 'code'],
  'accounts-mirrored': ['shop', 'code'],
  'accounts-not-mirrored': ['shop', 'code'],
  'accounts-not-noted': ['shop', 'code'],
  'trouble-over': ['code', 'count'],
} as const satisfies Readonly<Record<string, readonly LogField[]>>;

export type LogEvent = keyof typeof LOG_EVENTS;

interface LogValues {
  /** A UUID of ours. */
  readonly requestId: string;
  /** `shop-name.myshopify.com`. */
  readonly shop: string;
  /** A word from a list of ours, a code of Node, or an SQLSTATE; never a message. */
  readonly code: string;
  readonly port: number;
  /** How often it happened. */
  readonly count: number;
  readonly role: string;
}

export type LogField = keyof LogValues;

/** The fields that this event may have. */
export type LogFieldsOf<Event extends LogEvent> = {
  readonly [Field in (typeof LOG_EVENTS)[Event][number]]?: LogValues[Field];
};

export interface Log {
  info<Event extends LogEvent>(event: Event, fields?: LogFieldsOf<Event>): void;
  warn<Event extends LogEvent>(event: Event, fields?: LogFieldsOf<Event>): void;
  error<Event extends LogEvent>(event: Event, fields?: LogFieldsOf<Event>): void;
}
