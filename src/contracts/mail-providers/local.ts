import type { Claim, Told } from './claim.ts';
import {
  FIRST_LOCALES,
  OTHER_LOCALES,
  type AllowStep,
  type Locale,
  type MailProvider,
  type PlaceKind,
  type Rejection,
  type SomeNames,
} from './provider.ts';

/** A provider as one shopper is told of it: in their language, without sources. */
export interface LocalProvider {
  readonly name: string;
  readonly spam: Told<string>;
  readonly places: readonly { readonly kind: PlaceKind; readonly name: Told<string> }[];
  readonly inbox?: Told<string>;
  readonly search?: Told<string>;
  readonly apps: { readonly ios?: Told<string>; readonly android?: Told<string> };
  readonly allow: readonly { readonly step: Told<AllowStep>; readonly list?: Told<string> }[];
  readonly keptDays?: Told<number>;
  readonly rejection?: Told<Rejection>;
  readonly delayMinutes?: Told<number>;
}

/**
 * What the spam folder is called in a mailbox that is shown in this language: its own name there where that was seen
 * or reported, else its English name. That one is then only assumed, since the mailbox may well show another; unless
 * the mailbox speaks one language alone.
 *
 * @param locale as the storefront has it: `nb`, `pt-BR`, also `no` or `de-AT`
 */
export function folderName(provider: MailProvider, locale: string): Told<string> {
  return nameIn(provider.spam, locale, provider) ?? told(provider.spam.en);
}

/** All of a provider in one language. */
export function localProvider(provider: MailProvider, locale: string): LocalProvider {
  const { inbox, search, apps = {}, keptDays, rejection, delayMinutes } = provider;
  return {
    name: provider.name,
    spam: folderName(provider, locale),
    places: (provider.places ?? []).flatMap(({ kind, names }) => {
      const name = nameIn(names, locale, provider);
      return name ? [{ kind, name }] : [];
    }),
    ...(inbox && { inbox: told(inbox) }),
    ...(search && { search: told(search) }),
    apps: {
      ...(apps.ios && { ios: told(apps.ios) }),
      ...(apps.android && { android: told(apps.android) }),
    },
    allow: provider.allow.map(({ step, list }) => {
      const name = list && nameIn(list, locale, provider);
      return { step: told(step), ...(name && { list: name }) };
    }),
    ...(keptDays && { keptDays: told(keptDays) }),
    ...(rejection && { rejection: told(rejection) }),
    ...(delayMinutes && { delayMinutes: told(delayMinutes) }),
  };
}

const LOCALES = new Set<string>([...FIRST_LOCALES, ...OTHER_LOCALES]);
/** Languages that themes call otherwise than we do. */
const ALSO: Readonly<Record<string, Locale>> = {
  no: 'nb',
  nn: 'nb',
  pt: 'pt-BR',
  zh: 'zh-CN',
  'zh-HK': 'zh-TW',
};

function nameIn(names: SomeNames, locale: string, { oneLanguage }: MailProvider): Told<string> | undefined {
  const known = new Map<string, Claim<string>>(Object.entries(names));
  const base = locale.replace(/[-_].*/, '');
  const own = known.get(LOCALES.has(locale) ? locale : (ALSO[locale] ?? ALSO[base] ?? base));
  if (own) return told(own);
  const english = names.en;
  return english && { value: english.value, confidence: oneLanguage ? english.confidence : 'assumed' };
}

function told<Value>({ value, confidence }: Claim<Value>): Told<Value> {
  return { value, confidence };
}
