/**
 * What Liquid hands to the islands: one JSON document per custom element, with every word an island can
 * say (decision 5: strings live in Liquid). The parsers refuse what is incomplete, so that an island
 * never shows half a page; the server's markup then stays as it is.
 */
import { ok, refused, type Result } from './result.ts';

/** Which of Shopify's account links a page belongs to. */
export type LinkPage = 'activation' | 'reset';

/** A message of Shopify's own form, as `form.errors` gave it to Liquid. */
export interface ReturnedError {
  /** `form`, `password`, `password_confirmation`, or whatever key Shopify uses. */
  readonly field: string;
  /** The bare message, to recognise it where the theme prints it too. */
  readonly message: string;
  /** The message as a sentence of its own. */
  readonly text: string;
}

/** A wait as people say it, for one of the few lengths that are worth telling apart. */
export interface WaitText {
  readonly minutes: number;
  readonly text: string;
}

const SET_PASSWORD_TEXTS = [
  'heading',
  'intro',
  'label',
  'rules',
  'advice',
  'show',
  'hide',
  'showLabel',
  'hideLabel',
  'isShown',
  'isHidden',
  'button',
  'busy',
  'problemHeading',
  'missing',
  'tooShort',
  'edgeSpace',
  'doubtHeading',
  'doubtText',
] as const;

const WAY_IN_TEXTS = [
  'heading',
  'intro',
  'deadHeading',
  'deadIntro',
  'label',
  'button',
  'deadButton',
  'sending',
  'problemHeading',
  'inboxHeading',
  'inboxText',
  'inboxWait',
  'inboxNewest',
  'change',
  'throttledHeading',
  'degradedHeading',
  'degradedText',
  'missing',
  'malformed',
  'tooLong',
] as const;

export type SetPasswordTexts = Texts<(typeof SET_PASSWORD_TEXTS)[number]>;
export type WayInTexts = Texts<(typeof WAY_IN_TEXTS)[number]>;

export interface SetPasswordProps {
  readonly page: LinkPage;
  /** Starts the ids of this instance's elements; unique on the page. */
  readonly id: string;
  readonly errors: readonly ReturnedError[];
  readonly texts: SetPasswordTexts;
}

export interface WayInProps {
  readonly id: string;
  /** Where requests go: the shop's proxy path and `/requests`. */
  readonly action: string;
  /** The storefront's language as Shopify writes it: `en`, `nb`, `pt-BR`. */
  readonly locale: string;
  readonly texts: WayInTexts;
  /** Shortest first; complete sentences, so that no plural rule is needed in the browser. */
  readonly waits: readonly WaitText[];
}

/**
 * Reads the props of `<latchkey-set-password>`.
 *
 * @returns the props, or the name of the first member that is missing or of the wrong kind
 */
export function parseSetPasswordProps(input: unknown): Result<SetPasswordProps, string> {
  return guarded(() => {
    const props = recordAt(input, 'props');
    const { id, page } = textsAt(props, ['id', 'page'], 'props');
    if (page !== 'activation' && page !== 'reset') throw new PropProblem('page');
    return {
      id,
      page,
      errors: listAt(props, 'errors', (item) => textsAt(item, ['field', 'message', 'text'], 'errors')),
      texts: textsAt(props['texts'], SET_PASSWORD_TEXTS, 'texts'),
    };
  });
}

/**
 * Reads the props of `<latchkey-way-in>`.
 *
 * @returns the props, or the name of the first member that is missing or of the wrong kind
 */
export function parseWayInProps(input: unknown): Result<WayInProps, string> {
  return guarded(() => {
    const props = recordAt(input, 'props');
    const { id, action, locale } = textsAt(props, ['id', 'action', 'locale'], 'props');
    // A path of this shop and nothing else: an address must never be posted to another host.
    if (!/^\/[^/\\]/.test(action)) throw new PropProblem('action');
    return {
      id,
      action,
      locale,
      texts: textsAt(props['texts'], WAY_IN_TEXTS, 'texts'),
      waits: listAt(props, 'waits', (item) => {
        const { minutes } = item;
        if (typeof minutes !== 'number') throw new PropProblem('waits');
        return { minutes, text: textsAt(item, ['text'], 'waits').text };
      }),
    };
  });
}

type Texts<Key extends string> = Readonly<Record<Key, string>>;
type Fields = Readonly<Record<string, unknown>>;

/** Thrown and caught in this file only, to leave a nested read at the first problem. */
class PropProblem extends Error {}

function guarded<Props>(read: () => Props): Result<Props, string> {
  try {
    return ok(read());
  } catch (problem) {
    if (problem instanceof PropProblem) return refused(problem.message);
    throw problem;
  }
}

function recordAt(value: unknown, name: string): Fields {
  if (!isRecord(value)) throw new PropProblem(name);
  return value;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** A record with texts, none of them empty, under all of these keys. */
function textsAt<Key extends string>(value: unknown, keys: readonly Key[], name: string): Texts<Key> {
  const fields = recordAt(value, name);
  assertTexts(fields, keys);
  return fields;
}

function assertTexts<Key extends string>(
  fields: Fields,
  keys: readonly Key[],
): asserts fields is Fields & Texts<Key> {
  for (const key of keys) {
    if (typeof fields[key] !== 'string' || fields[key] === '') throw new PropProblem(key);
  }
}

function listAt<Item>(fields: Fields, name: string, read: (item: Fields) => Item): Item[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw new PropProblem(name);
  return value.map((item) => read(recordAt(item, name)));
}
