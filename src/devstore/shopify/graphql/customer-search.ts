import type { Customer } from '../types.ts';
import { notModelled } from './model.ts';

/**
 * Finds customers the way the Admin API's `query` argument does, as far as it is modelled: terms
 * `email:`, `state:`, `tag:` and `id:`, joined by white space or AND.
 *
 * `email` is a tokenised field: `email:"li@example.com"` also finds `anna.li@example.com`. Whoever wants
 * exactly one address compares what comes back, or asks `customerByIdentifier`.
 *
 * @throws {GraphQLError} for any other search, rather than guess what it would find
 */
export function searchCustomers(customers: readonly Customer[], query: string): readonly Customer[] {
  const matchers = termsOf(query).map(matcher);
  return customers.filter((customer) => matchers.every((matches) => matches(customer)));
}

interface Term {
  readonly field: string;
  readonly value: string;
}

const TERM =
  /^(?<field>[a-z_]+):(?:"(?<quoted>(?:[^"\\]|\\.)*)"|'(?<single>[^']*)'|(?<bare>[^\s"'()*<>]+))(?:\s+|$)(?:AND\s+)?/;

function termsOf(query: string): readonly Term[] {
  const terms: Term[] = [];
  for (let rest = query.trim(); rest !== '';) {
    const found = TERM.exec(rest);
    const { field = '', quoted, single, bare } = found?.groups ?? {};
    const value = quoted?.replaceAll(/\\(.)/g, '$1') ?? single ?? bare;
    if (!found || value === undefined)
      throw notModelled('this customer search: only field:value terms joined by AND');
    terms.push({ field, value });
    rest = rest.slice(found[0].length);
  }
  return terms;
}

function matcher({ field, value }: Term): (customer: Customer) => boolean {
  const wanted = value.toLowerCase();
  switch (field) {
    case 'email': {
      const phrase = tokens(value);
      return (customer) => containsPhrase(tokens(customer.email), phrase);
    }
    case 'state':
      return (customer) => customer.state === value.toUpperCase();
    case 'tag':
      return (customer) => customer.tags.some((tag) => tag.toLowerCase() === wanted);
    case 'id':
      return (customer) => String(customer.id) === value;
    default:
      throw notModelled(`customer searches by ${field}`);
  }
}

function tokens(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function containsPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  return words.some(
    (_, start) => phrase.length > 0 && phrase.every((word, at) => words[start + at] === word),
  );
}
