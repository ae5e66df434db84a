import { createModel, effect, signal } from '@preact/signals';
import type { Mailbox } from '../../contracts/inbox-help/mailbox.ts';
import type { InboxHelpPorts } from './ports.ts';
import { adviceAfter } from './stages.ts';

export interface InboxHelpStart {
  /** What the browser knows by itself; without it the server is asked. */
  readonly mailbox: Mailbox | undefined;
  /** Where the wait was when the page's section was replaced. */
  readonly past: InboxHelpPast | undefined;
}

/** When the shopper asked, how often since then, and when they may again; milliseconds since the Unix epoch. */
export interface InboxHelpPast {
  readonly askedAt: number;
  readonly resends: number;
  readonly freeAt: number;
}

/** The server takes a request within this time for the same one, and sends nothing new. */
const COOLDOWN_MS = 60_000;
/** After these, another mail of the same kind is not what helps. */
const RESENDS = 2;
const SECOND_MS = 1_000;
/** Looks at the clock, a second apart, until the server's word on the mailbox would move what is being read. */
const LOOK_UP_TICKS = 3;

/** One shopper waiting for a mail. */
export const InboxHelpModel = createModel((ports: InboxHelpPorts, start: InboxHelpStart) => {
  const { clock } = ports;
  let askedAt = start.past?.askedAt ?? clock.now();
  const now = signal(askedAt);
  const mailbox = signal<Mailbox>(start.mailbox ?? { kind: 'unknown' });
  const resends = signal(start.past?.resends ?? 0);
  const looking = signal(!start.mailbox);
  const resend = signal<'idle' | 'sending' | 'sent' | 'failed' | 'throttled'>('idle');
  const longWait = signal(0);
  const freeAt = signal(start.past?.freeAt ?? askedAt + COOLDOWN_MS);
  const life = new AbortController();

  // Signals all: what a model's methods read is not followed by whoever draws.
  const waited = signal(0);
  const advice = signal<ReturnType<typeof adviceAfter>>('advice_now');
  const coolsFor = signal(0);
  const enough = signal(false);

  let stopClock = () => {};
  const lookAtClock = () => {
    const time = clock.now();
    // Where it was set back the wait goes on from where it was, or nobody could ask again for hours.
    const back = Math.max(0, now.peek() - time);
    askedAt -= back;
    freeAt.value -= back;
    now.value = time;
  };
  let ticks = 0;
  const tick = () => {
    lookAtClock();
    if (ticks === LOOK_UP_TICKS) looking.value = false;
    ticks += 1;
    stopClock = ports.timers.after(SECOND_MS, tick);
  };
  tick();
  effect(() => () => {
    life.abort();
    stopClock();
  });
  effect(() => {
    waited.value = (now.value - askedAt) / SECOND_MS;
    coolsFor.value = Math.max(0, Math.ceil((freeAt.value - now.value) / SECOND_MS));
    enough.value = resends.value >= RESENDS;
    const next = adviceAfter(waited.peek());
    // What was last said gives way to the next advice: one live region says one thing.
    if (next !== advice.peek() && resend.peek() !== 'sending') resend.value = 'idle';
    advice.value = next;
  });
  if (!start.mailbox) {
    void learnMailbox();
  }

  async function learnMailbox() {
    const found = await ports.findMailbox(life.signal);
    if (looking.peek()) mailbox.value = found;
    looking.value = false;
  }

  return {
    mailbox,
    /** Is the server about to tell whose mailbox it is? */
    looking,
    /** Seconds since the shopper asked. */
    waited,
    /** The key of what to say by now. */
    advice,
    /** Seconds until the mail may be asked for again. */
    coolsFor,
    /** Has it been sent so often that another one will not help? */
    enough,
    resend,
    /** Seconds that the server wanted the shopper to wait, when it said so. */
    longWait,
    past: (): InboxHelpPast => ({ askedAt, resends: resends.peek(), freeAt: freeAt.peek() }),
    async again() {
      if (resend.peek() === 'sending' || coolsFor.peek() > 0 || enough.peek()) return;
      resend.value = 'sending';
      const answer = await ports.askAgain(life.signal);
      if (life.signal.aborted) return;
      lookAtClock();
      const seconds = answer.kind === 'throttled' ? answer.retryAfterSeconds : 0;
      freeAt.value = now.peek() + Math.max(COOLDOWN_MS, seconds * SECOND_MS);
      const sent = answer.kind === 'accepted';
      if (sent) resends.value += 1;
      longWait.value = seconds;
      resend.value = sent ? 'sent' : seconds * SECOND_MS > COOLDOWN_MS ? 'throttled' : 'failed';
    },
  };
});

export type InboxHelpModel = InstanceType<typeof InboxHelpModel>;
