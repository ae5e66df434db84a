/** When the advice changes, in seconds since the shopper asked. */
const STAGES = [
  [900, 'advice_15'],
  [300, 'advice_5'],
  [60, 'advice_1'],
] as const;

/** @param seconds since the shopper asked; a clock that was set back counts as now */
export function adviceAfter(seconds: number) {
  return STAGES.find(([from]) => seconds >= from)?.[1] ?? 'advice_now';
}

/** Minutes and seconds as a clock shows them: `0:07`, `61:00`. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
