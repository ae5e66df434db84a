import type { Liquid } from 'liquidjs';

/** What `registerTag` takes; the engine does not export its name. */
export type TagClass = Parameters<Liquid['registerTag']>[1];
