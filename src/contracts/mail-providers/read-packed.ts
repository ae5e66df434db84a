import type { Confidence, Told } from './claim.ts';
import type { LocalProvider } from './local.ts';
import type { AllowStep, PlaceKind, Rejection } from './provider.ts';

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
export type PackedProviders = string;

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

/**
 * Finds whose mailboxes have addresses at a domain; rare domains are left to the server.
 *
 * @param packed all providers
 * @param domain what stands behind the @, in any case
 */
export function findPackedProvider(packed: PackedProviders, domain: string): LocalProvider | undefined {
  const wanted = domain.toLowerCase();
  const row = packed.split('^').find((each) => unpackDomains(each.split(';')[1] ?? '').includes(wanted));
  return row === undefined ? undefined : readPackedProvider(row);
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
