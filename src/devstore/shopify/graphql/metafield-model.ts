import { notModelled, properties, type ApiContext, type Model } from './model.ts';

/** The installation of the app in this shop. */
export const APP_INSTALLATION_ID = 'gid://shopify/AppInstallation/1';

interface Metafield {
  readonly namespace: string;
  readonly key: string;
  /** As Liquid has it: a boolean or a text. */
  readonly content: boolean | string;
}

/** What the Admin API tells of the app's own installation and its metafields, which Liquid reads as `app.metafields`. */
export const metafieldFields: Model['fields'] = {
  AppInstallation: {
    id: () => APP_INSTALLATION_ID,
    metafield: (_: unknown, { namespace, key }: { namespace?: string | null; key: string }, { shop }) =>
      metafieldsOf(shop).find((one) => one.namespace === owned(namespace) && one.key === key),
    metafields: (
      _: unknown,
      { namespace, first }: { namespace?: string | null; first?: number | null },
      { shop },
    ) => ({
      nodes: metafieldsOf(shop)
        .filter((one) => typeof namespace !== 'string' || one.namespace === namespace)
        .slice(0, first ?? 0),
    }),
  },
  Metafield: {
    ...properties('namespace', 'key'),
    id: ({ namespace, key }: Metafield) => `gid://shopify/Metafield/${namespace}.${key}`,
    type: ({ content }: Metafield) => (typeof content === 'boolean' ? 'boolean' : 'single_line_text_field'),
    value: ({ content }: Metafield) => String(content),
    jsonValue: ({ content }: Metafield) => content,
    ownerType: () => 'API_PERMISSION',
  },
  MetafieldConnection: properties('nodes'),
  MetafieldsSetPayload: properties('metafields', 'userErrors'),
  MetafieldsSetUserError: properties('field', 'message', 'code', 'elementIndex'),
};

/** Arguments of `metafields` that nobody here asks with. */
export const UNMODELLED_METAFIELD_ARGUMENTS = ['after', 'before', 'keys', 'last', 'reverse'];

function metafieldsOf({ quirks }: ApiContext['shop']): readonly Metafield[] {
  return Object.entries(quirks.appMetafields).flatMap(([namespace, keys]) =>
    Object.entries(keys).map(([key, value]) => ({
      namespace,
      key,
      content: typeof value === 'boolean' ? value : String(value),
    })),
  );
}

/** Without a namespace Shopify takes the one that only the app can write: it is not modelled. */
function owned(namespace: string | null | undefined): string {
  if (typeof namespace !== 'string') throw notModelled('metafields in the namespace of the app itself');
  return namespace;
}

export interface MetafieldInput {
  readonly ownerId: string;
  readonly namespace?: string | null;
  readonly key: string;
  readonly type?: string | null;
  readonly value: string;
  readonly compareDigest?: string | null;
}

interface Problem {
  readonly field: keyof MetafieldInput;
  readonly message: string;
  readonly code: string;
}

const MOST_AT_ONCE = 25;

/**
 * Sets all of them or none. Recorded in airhorns/shopify-draft-proxy, fixtures/conformance/…/2025-01: the missing type
 * and the list that is too long (metafields-set-missing-type-parity.json, metafields-set-over-limit-parity.json). The
 * other messages follow their manner; codes are those of `MetafieldsSetUserErrorCode`.
 */
export function metafieldsSet(
  _: unknown,
  { metafields }: { metafields: readonly MetafieldInput[] },
  { shop }: ApiContext,
) {
  if (metafields.length > MOST_AT_ONCE) {
    const message = `Exceeded the maximum metafields input limit of ${MOST_AT_ONCE}.`;
    const error = { field: ['metafields'], message, code: 'LESS_THAN_OR_EQUAL_TO', elementIndex: null };
    return { metafields: null, userErrors: [error] };
  }
  const known = metafieldsOf(shop);
  const userErrors = metafields.flatMap((input, index) => {
    const problem = problemOf(input, known);
    if (problem === undefined) return [];
    const { field, message, code } = problem;
    return [{ field: ['metafields', String(index), field], message, code, elementIndex: null }];
  });
  if (userErrors.length > 0) return { metafields: [], userErrors };

  const set = metafields.map((input): Metafield => ({
    namespace: owned(input.namespace),
    key: input.key,
    content: typeOf(input, known) === 'boolean' ? input.value === 'true' : input.value,
  }));
  const all: Record<string, Record<string, unknown>> = structuredClone({ ...shop.quirks.appMetafields });
  for (const { namespace, key, content } of set) {
    all[namespace] = { ...all[namespace], [key]: content };
  }
  shop.setQuirks({ appMetafields: all });
  return { metafields: set, userErrors: [] };
}

function problemOf(input: MetafieldInput, known: readonly Metafield[]): Problem | undefined {
  const { ownerId, key, value } = input;
  if (typeof input.compareDigest === 'string') throw notModelled('MetafieldsSetInput.compareDigest');
  if (ownerId !== APP_INSTALLATION_ID) {
    if (!ownerId.startsWith('gid://shopify/AppInstallation/'))
      throw notModelled('metafields of anything but the app');
    return { field: 'ownerId', message: 'Owner does not exist.', code: 'INVALID' };
  }
  const namespace = owned(input.namespace);
  if (namespace.length < 3) return tooShort('namespace', 3);
  if (key.length < 2) return tooShort('key', 2);
  if (key.length > 64)
    return { field: 'key', message: 'Key is too long (maximum is 64 characters)', code: 'TOO_LONG' };
  if (!/^[\w-]+$/.test(key)) return { field: 'key', message: 'Key is invalid', code: 'INVALID' };
  const type = typeOf(input, known);
  if (type === undefined) return { field: 'type', message: "Type can't be blank", code: 'BLANK' };
  if (type !== 'boolean' && type !== 'single_line_text_field')
    throw notModelled(`metafields of type ${type}`);
  const before = known.find((one) => one.namespace === namespace && one.key === key);
  if (before !== undefined && (typeof before.content === 'boolean') !== (type === 'boolean'))
    return { field: 'type', message: 'Type cannot be changed', code: 'INVALID_TYPE' };
  if (value === '') return { field: 'value', message: "Value can't be blank", code: 'BLANK' };
  if (type === 'boolean' && value !== 'true' && value !== 'false')
    return { field: 'value', message: 'Value must be true or false.', code: 'INVALID_VALUE' };
  if (value.includes('\n'))
    return { field: 'value', message: 'Value must be a single line text string.', code: 'INVALID_VALUE' };
  return undefined;
}

function tooShort(field: 'namespace' | 'key', least: number): Problem {
  const name = field === 'key' ? 'Key' : 'Namespace';
  return { field, message: `${name} is too short (minimum is ${least} characters)`, code: 'TOO_SHORT' };
}

/** The type that was given, or that the metafield has already. */
function typeOf({ type, namespace, key }: MetafieldInput, known: readonly Metafield[]): string | undefined {
  if (typeof type === 'string') return type;
  const before = known.find((one) => one.namespace === namespace && one.key === key);
  if (before === undefined) return undefined;
  return typeof before.content === 'boolean' ? 'boolean' : 'single_line_text_field';
}
