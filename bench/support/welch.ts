export interface Sample {
  readonly count: number;
  readonly mean: number;
  /** Of the mean's estimate: variance divided by count. */
  readonly error: number;
}

export function sampleOf(values: readonly number[]): Sample {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { count, mean, error: variance / count };
}

/** Welch's t of two samples: how many standard errors lie between their means. Variances need not be equal. */
export function welchT(one: Sample, other: Sample): number {
  return (one.mean - other.mean) / Math.sqrt(one.error + other.error);
}

/** What is below a share of all values, as dudect crops: single long waits of the machine hide small differences. */
export function cropped(all: readonly number[], values: readonly number[], share: number): number[] {
  const sorted = Float64Array.from(all).toSorted();
  const limit = sorted[Math.floor(sorted.length * share)] ?? Infinity;
  return values.filter((value) => value < limit);
}
