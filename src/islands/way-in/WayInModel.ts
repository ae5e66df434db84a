import { createModel, effect, signal } from '@preact/signals';
import { parseEmailAddress, type EmailAddressProblem } from '../../contracts/email-address.ts';
import type { WaitText } from '../../contracts/island-props.ts';
import type { PageState } from '../../contracts/page-states.ts';
import type { RequestOutcome, WayInPorts } from './ports.ts';

export interface WayInStart {
  /** Stands in the field already. */
  readonly typed: string;
  /** The waits there are words for, shortest first. */
  readonly waits: readonly WaitText[];
  /** Is the link that led here known to have done its work? */
  readonly used: boolean;
  /** Shown at first instead: the theme editor's preview. */
  readonly preview?: WayInStatus | undefined;
}

export type WayInStatus =
  | Of<
      'ask-address',
      {
        readonly phase: 'idle' | 'sending' | 'sending-slowly';
        readonly problem?: EmailAddressProblem | 'offline';
        /** Did the shopper come back here to change the address? */
        readonly again?: true;
      }
    >
  | Of<'already-active', unknown>
  | Of<'check-inbox', { readonly email: string }>
  | Of<'throttled', { readonly wait: string }>
  | Of<'service-degraded', { /** Did the request never get out? */ readonly native: boolean }>;

type Of<State extends PageState, Details> = { readonly state: State } & Details;

const SLOW_AFTER_MS = 400;
const IDLE = { state: 'ask-address', phase: 'idle' } as const;

/** One shopper asking for a new link. Learns nothing about the address, and so can tell nothing. */
export const WayInModel = createModel((ports: WayInPorts, start: WayInStart) => {
  const status = signal<WayInStatus>(start.preview ?? (start.used ? { state: 'already-active' } : IDLE));
  const email = signal(start.typed);
  const life = new AbortController();

  effect(() => () => life.abort());
  effect(() => {
    const now = status.value;
    if (now.state !== 'ask-address' || now.phase !== 'sending') return undefined;
    return ports.timers.after(SLOW_AFTER_MS, () => {
      status.value = { state: 'ask-address', phase: 'sending-slowly' };
    });
  });

  async function send(address: string): Promise<void> {
    status.value = { state: 'ask-address', phase: 'sending' };
    const outcome = await ports.requests.ask(address, life.signal);
    if (!life.signal.aborted) status.value = afterAnswer(outcome, address, start.waits);
  }

  return {
    status,
    email,
    type(text: string) {
      email.value = text;
    },
    /**
     * @returns true where the browser should post the form itself: scripted requests do not get out of
     *   this page, while a plain form post may
     */
    submit(): boolean {
      const now = status.peek();
      if (isSending(now)) return false;
      const address = parseEmailAddress(email.peek());
      if (!address.ok || !ports.online()) {
        status.value = { ...IDLE, problem: address.ok ? 'offline' : address.reason };
        return false;
      }
      if (now.state === 'service-degraded' && now.native) return true;
      void send(address.value);
      return false;
    },
    /** Back to the form, from whatever else was said. */
    change() {
      status.value = { ...IDLE, again: true };
    },
  };
});

export type WayInModel = InstanceType<typeof WayInModel>;

/** Is a request under way? */
export function isSending(status: WayInStatus): boolean {
  return status.state === 'ask-address' && status.phase !== 'idle';
}

function afterAnswer(outcome: RequestOutcome, email: string, waits: readonly WaitText[]): WayInStatus {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'check-inbox', email };
    case 'invalid':
      return { ...IDLE, problem: outcome.fields.email ?? 'malformed' };
    case 'throttled':
      return { state: 'throttled', wait: waitText(outcome.retryAfterSeconds, waits) };
    default:
      // What got no answer may get one as a plain form post; so does who cannot be shown the way to sign in with a code.
      return { state: 'service-degraded', native: outcome.kind !== 'try-later' };
  }
}

/** The shortest wait that is long enough; beyond the longest, the longest. */
function waitText(seconds: number, waits: readonly WaitText[]): string {
  return (waits.find(({ minutes }) => minutes * 60 >= seconds) ?? waits.at(-1))?.text ?? '';
}
