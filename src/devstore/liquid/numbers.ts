import { Tokenizer, defaultOperators } from 'liquidjs';
import type { FilterImplOptions, Operators } from 'liquidjs';
import { LiquidProblem } from './problem.ts';

/**
 * A Ruby Float that happens to be whole. JavaScript cannot tell 3 from 3.0, Liquid can: `7 | divided_by: 2`
 * is 3 and `7 | divided_by: 2.0` is 3.5; `{{ 3.0 }}` prints 3.0.
 */
export class LiquidFloat extends Number {
  override toString(): string {
    return this.valueOf().toFixed(1);
  }
}

/** @this the tokenizer, which then stands behind the number */
const readNumber: () => ReturnType<Tokenizer['readNumber']> = Object.getOwnPropertyDescriptor(
  Tokenizer.prototype,
  'readNumber',
)?.value;

/** The engine reads `3.0` as 3 and offers no hook, so literals get their kind where they are read. */
Tokenizer.prototype.readNumber = function readNumberWithKind() {
  const token = readNumber.call(this);
  if (token?.getText().includes('.') && Number.isInteger(token.content)) {
    Reflect.set(token, 'content', new LiquidFloat(token.content));
  }
  return token;
};

interface Operand {
  readonly value: number;
  readonly float: boolean;
}

/** Liquid's own reading of numbers: "12.5" is a Float, "12 apples" is 12, anything else 0. */
function toOperand(input: unknown): Operand {
  if (input instanceof LiquidFloat) return { value: input.valueOf(), float: true };
  if (typeof input === 'number') return { value: input, float: !Number.isInteger(input) };
  if (typeof input !== 'string') return { value: 0, float: false };
  const text = input.trim();
  if (/^-?\d+\.\d+$/.test(text)) return { value: Number(text), float: true };
  return { value: Number.parseInt(text, 10) || 0, float: false };
}

/** Ruby computes in BigDecimal; 15 digits are what a JavaScript number holds of that. */
function toLiquidNumber(value: number, float: boolean): number | LiquidFloat {
  if (!float) return value;
  const rounded = Number(value.toPrecision(15));
  return Number.isInteger(rounded) ? new LiquidFloat(rounded) : rounded;
}

function binary(compute: (left: number, right: number, float: boolean) => number) {
  return (left: unknown, right: unknown) => {
    const [a, b] = [toOperand(left), toOperand(right)];
    return toLiquidNumber(compute(a.value, b.value, a.float || b.float), a.float || b.float);
  };
}

function choose(pick: (left: number, right: number) => number) {
  return (left: unknown, right: unknown) => {
    const [a, b] = [toOperand(left), toOperand(right)];
    const chosen = pick(a.value, b.value) === a.value ? a : b;
    return toLiquidNumber(chosen.value, chosen.float);
  };
}

function refuseZero(divisor: number): void {
  if (divisor === 0) throw new LiquidProblem('render', 'divided by 0');
}

function round(input: unknown, digits: unknown): number | LiquidFloat {
  const { value, float } = toOperand(input);
  const places = toOperand(digits).value;
  const factor = 10 ** places;
  const rounded = (Math.sign(value) * Math.round(Math.abs(value) * factor)) / factor;
  return toLiquidNumber(rounded, float && places > 0);
}

/** The arithmetic of Shopify's Liquid (Ruby), for the engine's own. */
export const NUMBER_FILTERS: Readonly<Record<string, FilterImplOptions>> = {
  plus: binary((a, b) => a + b),
  minus: binary((a, b) => a - b),
  times: binary((a, b) => a * b),
  divided_by: binary((a, b, float) => {
    if (!float) refuseZero(b);
    return float ? a / b : Math.floor(a / b);
  }),
  modulo: binary((a, b, float) => {
    if (!float) refuseZero(b);
    return a - b * Math.floor(a / b);
  }),
  at_least: choose(Math.max),
  at_most: choose(Math.min),
  abs: (input: unknown) => {
    const { value, float } = toOperand(input);
    return toLiquidNumber(Math.abs(value), float);
  },
  ceil: (input: unknown) => Math.ceil(toOperand(input).value),
  floor: (input: unknown) => Math.floor(toOperand(input).value),
  round,
};

function plain(value: unknown): unknown {
  return value instanceof LiquidFloat ? value.valueOf() : value;
}

/** `3.0 == 3` is true in Ruby; the engine compares objects by identity. */
export const NUMBER_OPERATORS: Operators = {
  ...defaultOperators,
  '==': onPlainNumbers(defaultOperators['==']),
  '!=': onPlainNumbers(defaultOperators['!=']),
};

function onPlainNumbers(compare: Operators[string] | undefined): Operators[string] {
  if (compare === undefined) throw new Error('the Liquid engine has lost its comparison operators');
  return (left, right, context) => compare(plain(left), plain(right), context);
}
