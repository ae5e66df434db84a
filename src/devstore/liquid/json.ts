import { LiquidFloat } from './numbers.ts';
import { LiquidProblem } from './problem.ts';

/** Objects that Shopify's `json` filter answers with `{"error":"json not allowed for this object"}`. */
const OPAQUE = new WeakSet<object>();

/** Marks one of Shopify's objects (`shop`, `request`, …) as one that `json` refuses. */
export function opaque<T extends object>(object: T): T {
  OPAQUE.add(object);
  return object;
}

const UNSAFE: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/**
 * Shopify's `json` filter: JSON that cannot end a script element early, since `<`, `>` and `&` are written
 * as \u003c, \u003e and \u0026. Source: shopify.dev, "Escape every value for its context".
 *
 * @throws LiquidProblem for objects whose JSON Shopify does not give out
 */
export function toShopifyJson(value: unknown): string {
  return write(value).replace(/[<>&\u2028\u2029]/g, (character) => UNSAFE[character] ?? character);
}

function write(value: unknown): string {
  if (value instanceof LiquidFloat) return value.toString();
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null) ?? 'null';
  if (OPAQUE.has(value)) throw new LiquidProblem('render', 'Shopify gives no JSON for this object');
  if (hasToJson(value)) return write(value.toJSON());
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}:${write(field)}`);
  return `{${fields.join(',')}}`;
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}
