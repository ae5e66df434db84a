import { inboxLink, type Phone } from '../mail-providers/inbox-link.ts';
import type { LocalProvider } from '../mail-providers/local.ts';
import type { AllowStep, PlaceKind, Rejection } from '../mail-providers/provider.ts';
import type { Told } from '../mail-providers/claim.ts';
import type { ADVICE_KEYS } from './advice-keys.ts';
import type { Mailbox } from './mailbox.ts';
import { fill } from './texts.ts';
import type { InboxWords } from './words.ts';

/** Whom the mail comes from, as the merchant set it. */
export interface Sender {
  /** As a mailbox shows it: the sender's name, or the shop's. */
  readonly name: string;
  /** Without it a mailbox can be opened but not searched. */
  readonly email?: string | undefined;
}

/** The words that sentences about a mailbox are made of, and those to print with them. */
export type AdviceWords = Pick<InboxWords, (typeof ADVICE_KEYS)[number]>;

/** What to say to somebody who waits for a mail: whole sentences, in the order they are of use. */
export interface Advice {
  /** Where to look. */
  readonly look: string;
  /** Where else, and what else may have happened there. */
  readonly places: readonly string[];
  /** That the mail may be in no folder at all: another way is offered at once. */
  readonly lost?: string | undefined;
  /** How the next mail arrives. */
  readonly allow: readonly string[];
  /** A button to the mailbox; on a phone, to its app, with `web` for where the app is missing. */
  readonly open?: { readonly label: string; readonly href: string; readonly web?: string | undefined };
}

const STEPS = {
  'not-spam': 'allow_not_spam',
  list: 'allow_list',
  contact: 'allow_contact',
  filter: 'allow_filter',
  'main-tab': 'allow_main_tab',
  'let-in': 'allow_let_in',
} as const satisfies Readonly<Record<AllowStep, keyof AdviceWords>>;

const HELD: Readonly<Partial<Record<PlaceKind, 'quarantine' | 'screener'>>> = {
  quarantine: 'quarantine',
  screener: 'screener',
};

/**
 * Makes sentences of what is known of a mailbox, for the island and for the server's page alike. Certain is only what
 * was seen at its source (docs/decisions/0013); all other names are "often" called so.
 *
 * @param domain what stands behind the @ of the shopper's address
 */
export function advise(
  mailbox: Mailbox,
  texts: AdviceWords,
  context: { readonly sender: Sender; readonly domain: string; readonly phone?: Phone | undefined },
): Advice {
  switch (mailbox.kind) {
    case 'provider':
      return ofProvider(mailbox.provider, texts, context);
    case 'filter':
      return only(fill(texts.filter, { gateway: mailbox.name }));
    case 'forwarding':
      return only(texts.forwarded);
    case 'no-mail':
      return only(fill(texts.no_mail, { domain: context.domain }));
    default:
      return only(texts.folder_unknown);
  }
}

function only(look: string): Advice {
  return { look, places: [], allow: [] };
}

function ofProvider(
  provider: LocalProvider,
  texts: AdviceWords,
  { sender, phone }: { readonly sender: Sender; readonly phone?: Phone | undefined },
): Advice {
  const { name, spam, places, allow, keptDays, delayMinutes, rejection } = provider;
  const link = inboxLink(provider, sender.email, { phone });
  const said = (key: 'kept' | 'delay', value: number | undefined) => {
    const text = value && texts[key][value];
    return text ? [fill(text, { provider: name })] : [];
  };
  return {
    look: fill(spam.confidence === 'seen' ? texts.folder : texts.folder_often, {
      provider: name,
      folder: spam.value,
    }),
    places: [
      ...said('delay', delayMinutes?.value),
      ...places.map((place) => fill(texts[HELD[place.kind] ?? 'also_in'], { place: place.name.value })),
      ...said('kept', keptDays?.value),
    ],
    lost:
      rejection && fill(texts[rejectionKey(rejection)], { provider: name, setting: rejection.value.setting }),
    allow: allow.map(({ step, list }) =>
      fill(texts[STEPS[step.value]], { sender: sender.name, list: list?.value ?? '' }),
    ),
    ...(link && { open: { label: fill(texts.open, { provider: name }), href: link.value, web: link.web } }),
  };
}

/** What was only heard of is not said of everybody. */
function rejectionKey({ value, confidence }: Told<Rejection>) {
  if (value.how === 'delete') return 'deleted_if';
  return value.standard && confidence === 'seen' ? 'rejected_standard' : 'rejected_if';
}
