import type { Held } from './gate-ports.ts';

/** How an API of Shopify answered lately; times in milliseconds since the Unix epoch. */
export interface GateState {
  readonly openSince: number | undefined;
  /** While open: from when on a call is let through to see. */
  readonly probeAt: number | undefined;
  readonly heldUntil: number | undefined;
  readonly budget: Budget | undefined;
}

/** Points as Shopify told them at a moment. */
export interface Budget {
  readonly points: number;
  readonly at: number;
  readonly most: number;
  readonly perSecond: number;
}

/** A single lost answer says little; five in a row say that nobody is there. */
export const FAILURES_TO_OPEN = 5;

/** One call after the other is let through to see, so often, and more seldom the longer an outage lasts. */
const PROBE_EVERY_MS = { least: 3_000, most: 60_000, share: 1 / 8 };

/** Jobs come back after a quarter of what the outage has lasted, so that they are late by no more than that. */
const COME_BACK_MS = { least: 1_000, most: 900_000, share: 1 / 4 };

/** Bulk leaves half of the points to shoppers who ask themselves. */
const KEPT_FROM_BULK = 0.5;

/** `probe` and `spend` are to be claimed in the database first, where only one caller gets them. */
export type Judgement =
  | { readonly kind: 'go' | 'probe' }
  | { readonly kind: 'spend'; readonly cost: number; readonly leave: number; readonly otherwise: Held }
  | { readonly kind: 'hold'; readonly held: Held };

/** @param spread a number from 0 to 1 that keeps those who wait from coming back all at once */
export function judge(
  state: GateState,
  asked: { readonly now: number; readonly cost: number; readonly bulk: boolean; readonly spread: number },
): Judgement {
  const { now, cost, bulk, spread } = asked;
  if (state.heldUntil !== undefined && state.heldUntil > now) {
    return hold('throttled', state.heldUntil - now + spread * 1_000);
  }
  if (state.openSince !== undefined) {
    if (!bulk && (state.probeAt ?? 0) <= now) return { kind: 'probe' };
    return hold('circuit-open', comeBackMs(now - state.openSince) * (0.5 + spread / 2));
  }
  if (state.budget === undefined || cost === 0) return { kind: 'go' };
  const leave = bulk ? state.budget.most * KEPT_FROM_BULK : 0;
  const missing = leave + cost - pointsAt(state.budget, now);
  // Never more than there can be: a shop that restores slowly is asked once it is full.
  const seconds = Math.max(0, missing) / Math.max(1, state.budget.perSecond);
  const otherwise = { problem: 'throttled', afterSeconds: Math.ceil(seconds + spread) } as const;
  return missing > 0 ? { kind: 'hold', held: otherwise } : { kind: 'spend', cost, leave, otherwise };
}

/** How many points there are by now. */
export function pointsAt({ points, at, most, perSecond }: Budget, now: number): number {
  return Math.min(most, points + (Math.max(0, now - at) / 1000) * perSecond);
}

/** How long until the next call is let through to see. @param outageMs how long nothing was answered */
export function probeMs(outageMs: number): number {
  return clamp(outageMs * PROBE_EVERY_MS.share, PROBE_EVERY_MS);
}

/** How long a job that finds the circuit open stays away. @param outageMs how long the circuit has been open */
export function comeBackMs(outageMs: number): number {
  return clamp(outageMs * COME_BACK_MS.share, COME_BACK_MS);
}

function clamp(value: number, { least, most }: { readonly least: number; readonly most: number }): number {
  return Math.min(most, Math.max(least, value));
}

function hold(problem: Held['problem'], ms: number): Judgement {
  return { kind: 'hold', held: { problem, afterSeconds: Math.max(1, Math.ceil(ms / 1000)) } };
}
