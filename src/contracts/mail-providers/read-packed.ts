import type { Confidence, Told } from './claim.ts';
import type { LocalProvider } from './local.ts';
import type { AllowStep, PlaceKind, Rejection } from './provider.ts';
import type { KnownDomains } from './suggest-domain.ts';

/**
 * A provider in one language, as it travels: its fields in the order of {@link FIELDS}, set apart by `;`. A claim
 * begins with how sure it is (0 to 2, see {@link CONFIDENCES}); parts of a field are set apart by `|`; addresses begin
 * behind `https://`. Two claims that many have are left out: {@link USUAL}.
 */
export type PackedProvider = string;

/**
 * All providers in one language of whom more is known than their name, set apart by `^`. The others, rare domains and
 * own ones are left to the server, whose answer is one {@link PackedProvider}.
 */
export interface PackedProviders {
  readonly v: 1;
  readonly providers: string;
  readonly popular: string;
}

/** What an empty field stands for. */
export const USUAL: Readonly<Partial<Record<string, string>>> = { spam: '2Spam', allow: '2n' };
/** What stands for nothing where an empty field stands for something. */
export const NONE = '-';

/** What stands where in a provider's row; empty ones at the end are left out. */
export const FIELDS = [
  'name',
  'domains',
  'spam',
  'inbox',
  'allow',
  'places',
  'keptDays',
  'rejection',
  'search',
  'ios',
  'android',
  'delayMinutes',
] as const;
export type Field = (typeof FIELDS)[number];

export const CONFIDENCES: readonly Confidence[] = ['seen', 'reported', 'assumed'];
/** One letter each, in front of what belongs to it. */
export const STEP_LETTERS: Readonly<Record<string, AllowStep>> = {
  n: 'not-spam',
  l: 'list',
  c: 'contact',
  f: 'filter',
  m: 'main-tab',
  s: 'let-in',
};
export const PLACE_LETTERS: Readonly<Record<string, PlaceKind>> = {
  p: 'promotions',
  o: 'other',
  q: 'quarantine',
  s: 'screener',
  c: 'commercial',
  b: 'old-name',
};
/** In front of a setting's name: what it does, capital where it is the standard. */
export const REJECTION_LETTERS: Readonly<Record<string, Omit<Rejection, 'setting'>>> = {
  R: { how: 'reject', standard: true },
  r: { how: 'reject', standard: false },
  D: { how: 'delete', standard: true },
  d: { how: 'delete', standard: false },
};

/** What the browser knows of providers. */
export interface LocalProviders extends KnownDomains {
  /** Whose mailboxes have addresses at a domain; rare domains are left to the server. */
  ofDomain(domain: string): LocalProvider | undefined;
}

/**
 * Reads the packed providers.
 *
 * @param file the decoded JSON
 * @throws RangeError when it is of another version
 */
export function readPackedProviders(file: unknown): LocalProviders {
  if (!isPackedProviders(file)) throw new RangeError('not a list of mail providers');
  const owners = new Map(
    file.providers
      .split('^')
      .flatMap((row) => unpackDomains(row.split(';')[1] ?? '').map((domain) => [domain, row] as const)),
  );
  const popular = unpackDomains(file.popular);
  return {
    popular,
    knows: (domain) => owners.has(domain.toLowerCase()) || popular.includes(domain.toLowerCase()),
    ofDomain(domain) {
      const row = owners.get(domain.toLowerCase());
      return row === undefined ? undefined : readPackedProvider(row);
    },
  };
}

/** Domains with the same beginning stand together, that one once: `gmx.net|de yahoo.com`. Order is kept. */
export function unpackDomains(text: string): readonly string[] {
  return text.split(' ').flatMap((group) => {
    const [first = '', ...others] = group.split('|');
    return group === ''
      ? []
      : [first, ...others.map((ending) => first.slice(0, first.indexOf('.') + 1) + ending)];
  });
}

/** Reads one, as the server answers with it. */
export function readPackedProvider(row: PackedProvider): LocalProvider {
  const fields = row.split(';');
  const field = (name: Field) => fields[FIELDS.indexOf(name)] || (USUAL[name] ?? '');
  const claim = <Name extends Field, Value>(name: Name, read: (text: string) => Value) =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed key widens to string
    (field(name) ? { [name]: told(field(name), read) } : {}) as { [Key in Name]?: Told<Value> };
  const parts = (name: Field) => field(name).split('|');
  return {
    name: field('name'),
    spam: told(field('spam'), String),
    places: parts('places').flatMap((part) => {
      const kind = PLACE_LETTERS[part.slice(0, 1)];
      return kind ? [{ kind, name: told(part.slice(1), String) }] : [];
    }),
    ...claim('inbox', page),
    ...claim('search', page),
    apps: { ...claim('ios', String), ...claim('android', String) },
    allow: parts('allow').flatMap((part) => {
      const value = STEP_LETTERS[part.slice(1, 2)];
      const list = part.slice(2);
      return value
        ? [{ step: { ...told(part, () => value) }, ...(list && { list: told(list, String) }) }]
        : [];
    }),
    ...claim('keptDays', Number),
    ...claim('rejection', (text): Rejection => {
      const { how = 'reject', standard = false } = REJECTION_LETTERS[text.slice(0, 1)] ?? {};
      return { how, setting: text.slice(1), standard };
    }),
    ...claim('delayMinutes', Number),
  };
}

function told<Value>(text: string, read: (text: string) => Value): Told<Value> {
  return { value: read(text.slice(1)), confidence: CONFIDENCES[Number(text[0])] ?? 'assumed' };
}

function page(text: string): string {
  return `https://${text}`;
}

function isPackedProviders(file: unknown): file is PackedProviders {
  if (typeof file !== 'object' || file === null) return false;
  const { v, providers, popular }: Partial<Record<keyof PackedProviders, unknown>> = file;
  return v === 1 && typeof providers === 'string' && typeof popular === 'string';
}
