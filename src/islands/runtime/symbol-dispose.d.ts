/**
 * Models of @preact/signals end by this method. TypeScript has the symbol in `esnext.disposable` only;
 * a browser without it has the method under the key `undefined`, which the same expression finds.
 */
interface SymbolConstructor {
  readonly dispose: unique symbol;
}
