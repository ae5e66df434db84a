/** Does what a browser may refuse, as with storage where site data is blocked; undefined where it did. */
export function attempt<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
