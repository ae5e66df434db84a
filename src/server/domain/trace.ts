/**
 * Every span there is, with the attributes it may have. As in the log, there is none for free text, a URL or an
 * address.
 */
export const SPANS = {
  request: ['route', 'outcome', 'shop'],
  enqueue: ['queue'],
  job: ['queue', 'outcome', 'requestId'],
  'shopify-call': ['api', 'operation', 'result'],
} as const satisfies Readonly<Record<string, readonly SpanAttribute[]>>;

export type SpanName = keyof typeof SPANS;
export type SpanAttribute =
  'route' | 'outcome' | 'shop' | 'queue' | 'requestId' | 'api' | 'operation' | 'result';

export type SpanAttributesOf<Name extends SpanName> = {
  readonly [Attribute in (typeof SPANS)[Name][number]]?: string;
};

export interface Trace {
  /**
   * Runs `work` within a span; spans that begin during it are its children, also past an `await`.
   *
   * @param work may note what it learns only on the way
   */
  during<Name extends SpanName, T>(
    name: Name,
    attributes: SpanAttributesOf<Name>,
    work: (note: (more: SpanAttributesOf<Name>) => void) => Promise<T>,
  ): Promise<T>;
}

/** Where nobody looks on. */
export const noTrace: Trace = { during: (_name, _attributes, work) => work(() => undefined) };
