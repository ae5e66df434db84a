/** A value as Liquid prints it: nil as nothing, arrays as their items one after the other. */
export function printed(value: unknown): string {
  return (Array.isArray(value) ? value.flat(Infinity) : [value]).join('');
}
