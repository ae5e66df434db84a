import type { Told } from './claim.ts';
import { localProvider } from './local.ts';
import type { MailProvider } from './provider.ts';
import { MAIL_PROVIDERS } from './providers.ts';
import {
  CONFIDENCES,
  FIELDS,
  NONE,
  PLACE_LETTERS,
  REJECTION_LETTERS,
  STEP_LETTERS,
  USUAL,
  type Field,
  type PackedProvider,
  type PackedProviders,
} from './read-packed.ts';

/**
 * All providers in one language, for the browser. Made when the extension is built: sources and rare domains stay
 * behind. {@link import('./read-packed.ts').readPackedProviders} reads it.
 */
export function packProviders(locale: string): PackedProviders {
  return MAIL_PROVIDERS.filter((provider) => commonDomains(provider).length > 0 && saysMore(provider))
    .map((provider) => packProvider(provider, locale))
    .join('^');
}

/** One provider in one language, for an answer of the server. */
export function packProvider(provider: MailProvider, locale: string): PackedProvider {
  const { spam, places, inbox, search, apps, allow, keptDays, rejection, delayMinutes } = localProvider(
    provider,
    locale,
  );
  const fields: Record<Field, string> = {
    name: provider.name,
    domains: packDomains(commonDomains(provider)),
    spam: claim(spam),
    inbox: claim(inbox, page),
    allow: allow
      .map(({ step, list }) => claim(step, (value) => letterOf(STEP_LETTERS, value)) + claim(list))
      .join('|'),
    places: places.map(({ kind, name }) => letterOf(PLACE_LETTERS, kind) + claim(name)).join('|'),
    keptDays: claim(keptDays),
    rejection: claim(rejection, ({ how, setting, standard }) => {
      const letter = Object.entries(REJECTION_LETTERS).find(
        ([, what]) => what.how === how && what.standard === standard,
      );
      return `${letter?.[0] ?? ''}${setting}`;
    }),
    search: claim(search, page),
    ios: claim(apps.ios),
    android: claim(apps.android),
    delayMinutes: claim(delayMinutes),
  };
  return FIELDS.map((field) => {
    const usual = USUAL[field];
    if (fields[field] === usual) return '';
    return fields[field] || (usual ? NONE : '');
  })
    .join(';')
    .replace(/;+$/, '');
}

function commonDomains({ domains }: MailProvider): readonly string[] {
  return domains.flatMap(({ rare, value }) => (rare ? [] : value));
}

/** Is there anything to say of it that is not assumed of every provider? */
function saysMore({ spam, inbox, places, rejection }: MailProvider): boolean {
  return (
    inbox !== undefined || places !== undefined || rejection !== undefined || spam.en.confidence !== 'assumed'
  );
}

/** Neighbours with the same beginning are put together, others are not, because the order tells which is most used. */
function packDomains(domains: readonly string[]): string {
  let beginning = '';
  return domains
    .map((domain) => {
      const ending = domain.slice(domain.indexOf('.') + 1);
      const isNext = domain === beginning + ending;
      beginning = domain.slice(0, -ending.length);
      return isNext ? `|${ending}` : ` ${domain}`;
    })
    .join('')
    .trimStart();
}

function claim<Value>(told: Told<Value> | undefined, write: (value: Value) => string = String): string {
  return told ? `${CONFIDENCES.indexOf(told.confidence)}${write(told.value)}` : '';
}

function page(address: string): string {
  return address.replace(/^https:\/\//, '');
}

function letterOf<Value>(letters: Readonly<Record<string, Value>>, value: Value): string {
  return Object.keys(letters).find((letter) => letters[letter] === value) ?? '';
}
