import type { Lane, PaceLimit } from './pace-ports.ts';

/** What is known of one pace: turns of the last window, oldest first, in milliseconds since the Unix epoch. */
export interface PaceState {
  /** Turns as they were given out, those in the future among them. */
  readonly promised: readonly number[];
  /** When turns were really taken; later than promised where no worker ran. */
  readonly taken: readonly number[];
  /** How many turns a window had after Shopify's last refusal, and when that was. */
  readonly learned: { readonly count: number; readonly at: number } | undefined;
}

export interface TurnAsked {
  readonly now: number;
  readonly limit: PaceLimit;
  readonly lane: Lane;
  /** The turn promised earlier, if any. */
  readonly turnAt: number | undefined;
}

/** `now`: go ahead, the turn is taken. Otherwise come back at `at`; `turnAt` is the turn to come back with. */
export type TurnGiven =
  | { readonly kind: 'now' }
  | { readonly kind: 'wait'; readonly at: number; readonly turnAt: number | undefined };

export const NEW_PACE: PaceState = { promised: [], taken: [], learned: undefined };

/** After a refusal one turn more is tried this often, until the configured count is reached. */
export const CREEP_MS = 3_600_000;

/** Refusals that come together teach once. */
const TOGETHER_MS = 60_000;

/** This share of a window is left to shoppers who ask themselves: one turn at least, where there is more than one. */
const KEPT_FROM_BULK = 0.2;

/** How many turns a window has by now. */
export function turnsAllowed({ learned }: PaceState, limit: PaceLimit, now: number): number {
  if (learned === undefined) return limit.count;
  return Math.min(limit.count, learned.count + Math.floor(Math.max(0, now - learned.at) / CREEP_MS));
}

/**
 * Takes a turn, or promises one. In any window, wherever it begins, no more turns are taken than allowed. Shoppers
 * who ask themselves wait in line, each with a turn of their own, so that nobody asks in vain again and again; bulk
 * takes what is free while nobody waits, and is promised nothing.
 */
export function takeTurn(state: PaceState, asked: TurnAsked): { state: PaceState; turn: TurnGiven } {
  const { now, limit, lane, turnAt } = asked;
  const most = turnsAllowed(state, limit, now);
  const lastPromised = state.promised.at(-1) ?? -Infinity;

  if (turnAt !== undefined) {
    if (turnAt > now) return { state, turn: { kind: 'wait', at: turnAt, turnAt } };
    const free = freeAt(state.taken, most, limit);
    // Turns that were not taken in time, or a limit that was learned since: the place in line stays.
    if (free > now) return { state, turn: { kind: 'wait', at: free, turnAt } };
    return { state: recent({ ...state, taken: [...state.taken, now] }, asked), turn: { kind: 'now' } };
  }

  const usable = lane === 'bulk' ? leftForBulk(most) : most;
  const next = Math.max(
    freeAt(state.promised, usable, limit),
    freeAt(state.taken, usable, limit),
    lastPromised > now ? lastPromised : -Infinity,
  );
  if (next <= now) {
    const both = { promised: [...state.promised, now], taken: [...state.taken, now] };
    return { state: recent({ ...state, ...both }, asked), turn: { kind: 'now' } };
  }
  if (lane === 'bulk') return { state, turn: { kind: 'wait', at: next, turnAt: undefined } };
  const promised = { ...state, promised: [...state.promised, next] };
  return { state: recent(promised, asked), turn: { kind: 'wait', at: next, turnAt: next } };
}

/** A turn that was taken for a mail which surely was not sent: whoever comes next may have it. */
export function giveBackTurn(state: PaceState, takenAt: number): PaceState {
  const index = state.taken.lastIndexOf(takenAt);
  return index === -1 ? state : { ...state, taken: state.taken.toSpliced(index, 1) };
}

/** Shopify refused a mail that was within the pace: half as many from now on. */
export function learnFromRefusal(state: PaceState, limit: PaceLimit, now: number): PaceState {
  if (state.learned !== undefined && now - state.learned.at < TOGETHER_MS) return state;
  const count = Math.max(1, Math.floor(turnsAllowed(state, limit, now) / 2));
  return { ...state, learned: { count, at: now } };
}

/** From when on one turn more fits beside these. */
function freeAt(turns: readonly number[], most: number, { windowMs }: PaceLimit): number {
  const first = turns.at(-most);
  return first === undefined ? -Infinity : first + windowMs;
}

function leftForBulk(most: number): number {
  return Math.max(1, most - Math.max(1, Math.floor(most * KEPT_FROM_BULK)));
}

/**
 * Forgets what no window can reach any more. Turns stay in the order in which they were given out, which is the true one
 * also where clocks of processes differ.
 */
function recent(state: PaceState, { now, limit }: TurnAsked): PaceState {
  const still = (turns: readonly number[]) =>
    turns.filter((turn) => turn > now - limit.windowMs).slice(-limit.count);
  return { ...state, promised: still(state.promised), taken: still(state.taken) };
}
