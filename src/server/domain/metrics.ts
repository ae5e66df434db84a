import type { Dependency } from './gate-ports.ts';
import type { LogEvent } from './log-events.ts';
import type { SendOutcome } from './ports.ts';

/** What a mail or a call had to wait for. */
export type Throttle = 'invites' | 'resets' | Dependency;

/** What is counted about requests, jobs, mails and Shopify. Names and numbers only; a shop is the one name from outside. */
export interface Metrics {
  requestAnswered(request: {
    /** From the list of routes. */
    readonly route: string;
    /** `accepted`, `answered`, or the code of the problem. */
    readonly outcome: string;
    /** Undefined where the query was not verified. */
    readonly shop: string | undefined;
    readonly seconds: number;
  }): void;
  jobEnded(job: { readonly queue: string; readonly outcome: string; readonly seconds: number }): void;
  mailTried(mail: {
    readonly kind: 'invite' | 'reset';
    readonly result: SendOutcome['kind'];
    readonly shop: string;
  }): void;
  shopifyCalled(call: {
    readonly api: Dependency | 'other';
    /** The operation's own name in the GraphQL document. */
    readonly operation: string;
    /** `2xx` to `5xx`, or `failed` where no answer came. */
    readonly result: string;
    readonly seconds: number;
  }): void;
  /** A mail or a call was put off by this many seconds. */
  throttled(wait: { readonly what: Throttle; readonly shop: string; readonly seconds: number }): void;
  logged(event: LogEvent): void;
}

const nothing = () => undefined;

/** Where nobody counts. */
export const noMetrics: Metrics = {
  requestAnswered: nothing,
  jobEnded: nothing,
  mailTried: nothing,
  shopifyCalled: nothing,
  throttled: nothing,
  logged: nothing,
};
