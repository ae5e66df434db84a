/** The code of a failed system or database call (`ECONNREFUSED`, SQLSTATE): all of an error that is ever logged. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
