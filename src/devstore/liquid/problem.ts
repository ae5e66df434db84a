import { LiquidError } from 'liquidjs';

/** What kind of thing Shopify would refuse, or get wrong without saying so. */
export type LiquidProblemKind =
  | 'unknown-tag'
  | 'unknown-filter'
  /** Shopify has it, the local shop does not: teach the engine before using it. */
  | 'not-modelled'
  | 'forbidden-tag'
  | 'missing-translation'
  | 'missing-file'
  | 'missing-asset'
  | 'schema'
  | 'limit'
  | 'syntax'
  | 'render';

/** Where in the sources something is wrong; lines count from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
}

/**
 * One thing that is wrong in a theme or extension. It names file and line, never what a visitor typed
 * or the address of the page, so it may be logged and shown.
 */
export class LiquidProblem extends Error {
  override readonly name = 'LiquidProblem';
  readonly kind: LiquidProblemKind;
  readonly what: string;
  readonly place: SourcePlace | undefined;

  constructor(kind: LiquidProblemKind, what: string, place?: SourcePlace, cause?: unknown) {
    super(place === undefined ? what : `${place.file}:${place.line}: ${what}`, { cause });
    this.kind = kind;
    this.what = what;
    this.place = place;
  }
}

/** Turns whatever the engine threw into a problem with a place; `describe` words unknown tags and filters. */
export function toLiquidProblem(error: unknown, describe: DescribeUnknown): LiquidProblem {
  const cause = rootOf(error);
  if (cause instanceof LiquidProblem && cause.place !== undefined) return cause;
  const place = placeOf(error);
  if (cause instanceof LiquidProblem) return new LiquidProblem(cause.kind, cause.what, place, cause);
  const message = cause instanceof Error ? cause.message : String(cause);
  const filter = /^undefined filter: (\S+)/.exec(message)?.[1];
  if (filter !== undefined) {
    const { kind, what } = describe('filter', filter);
    return new LiquidProblem(kind, what, place, cause);
  }
  const tag = /^tag "([^"]*)" not found/.exec(message)?.[1];
  if (tag !== undefined) {
    const { kind, what } = describe('tag', tag);
    return new LiquidProblem(kind, what, place, cause);
  }
  const file = /^ENOENT: Failed to lookup "([^"]*)"/.exec(message)?.[1];
  if (file !== undefined)
    return new LiquidProblem('missing-file', `there is no ${file}.liquid`, place, cause);
  const kind = error instanceof Error && error.name === 'RenderError' ? 'render' : 'syntax';
  return new LiquidProblem(kind, message.split(', file:')[0] ?? message, place, cause);
}

export type DescribeUnknown = (
  what: 'filter' | 'tag',
  name: string,
) => { readonly kind: LiquidProblemKind; readonly what: string };

/** The engine wraps an error once for each template it passes through; the innermost one knows the reason. */
function rootOf(error: unknown): unknown {
  let inner = error;
  for (let next = causeOf(inner); next !== undefined; next = causeOf(inner)) inner = next;
  return inner;
}

/** The innermost wrapper carries the token nearest to the fault. */
function placeOf(error: unknown): SourcePlace | undefined {
  let place: SourcePlace | undefined;
  for (let at = error; LiquidError.is(at); at = causeOf(at)) {
    const { file } = at.token;
    if (file !== undefined) place = { file, line: at.token.getPosition()[0] ?? 1 };
  }
  return place;
}

function causeOf(error: unknown): unknown {
  return LiquidError.is(error) ? Reflect.get(error, 'originalError') : undefined;
}
