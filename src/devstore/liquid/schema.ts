import { Ajv } from 'ajv';
import { LiquidProblem } from './problem.ts';
import type { SourcePlace } from './problem.ts';
import { settingSchema } from './shopify-vocabulary.ts';
import { schemaText } from './translations.ts';
import type { Translations } from './translations.ts';

export interface Setting {
  readonly type: string;
  readonly id?: string;
  readonly label?: string;
  readonly info?: string;
  /** What `header` and `paragraph` say. */
  readonly content?: string;
  readonly placeholder?: string;
  readonly default?: unknown;
  readonly options?: readonly { readonly value: string; readonly label: string; readonly group?: string }[];
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly unit?: string;
}

/** A page list as blocks declare it; templates by name, `*` for all. */
export interface PageFilter {
  readonly templates?: readonly string[];
  readonly groups?: readonly string[];
}

/** The `{% schema %}` of a block or section, as far as the local shop reads it. */
export interface Schema {
  readonly name?: string;
  readonly target?: string;
  readonly tag?: string | null;
  readonly class?: string;
  readonly javascript?: string;
  readonly stylesheet?: string;
  readonly enabled_on?: PageFilter;
  readonly disabled_on?: PageFilter;
  readonly available_if?: string;
  readonly settings?: readonly Setting[];
  readonly blocks?: readonly { readonly type: string }[];
}

const SCHEMA = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/g;

let validator: ReturnType<Ajv['compile']> | undefined;

/**
 * Reads the schema out of a Liquid source: plain JSON, no comments; `t:` keys become text; settings are checked
 * against Shopify's own JSON Schema.
 *
 * @param language in which the merchant reads; the default schema locale when left out
 *
 * @throws LiquidProblem of kind `schema`, or `missing-translation`
 */
export function readSchema(
  source: string,
  file: string,
  translations: Translations,
  language = translations.default,
): Schema {
  const found = [...source.matchAll(SCHEMA)];
  const place = { file, line: 1 };
  if (found.length > 1) throw new LiquidProblem('schema', 'there is more than one schema', place);
  const [match] = found;
  if (match === undefined) return {};
  const line = source.slice(0, match.index).split('\n').length;
  const schema = parseSchema(match[1] ?? '', (key) => schemaText(translations, key, language), {
    file,
    line,
  });
  for (const setting of schema.settings ?? []) checkSetting(setting, { file, line });
  return schema;
}

type TextOf = (key: string) => string | undefined;

function parseSchema(text: string, textOf: TextOf, place: SourcePlace): Schema {
  try {
    const schema: Schema = JSON.parse(text, (_key, value: unknown) => withText(value, textOf, place));
    return schema;
  } catch (cause) {
    if (cause instanceof LiquidProblem) throw cause;
    const what = `the schema is not JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`;
    throw new LiquidProblem('schema', what, place, cause);
  }
}

function withText(value: unknown, textOf: TextOf, place: SourcePlace): unknown {
  if (typeof value !== 'string' || !value.startsWith('t:')) return value;
  const text = textOf(value.slice(2));
  if (text !== undefined) return text;
  throw new LiquidProblem('missing-translation', `no text for "${value}" in the schema locale`, place);
}

function checkSetting(setting: Setting, place: SourcePlace): void {
  validator ??= new Ajv({ strict: false, allErrors: true }).compile(settingSchema());
  if (validator(setting)) return;
  const faults = (validator.errors ?? [])
    .filter((error) => error.keyword !== 'if')
    .map((error) => `${error.instancePath} ${error.message ?? ''}`.trim());
  const what = `setting "${setting.id ?? setting.type}": ${faults.join('; ')}`;
  throw new LiquidProblem('schema', what, place);
}

/**
 * Settings as Liquid sees them: what the merchant chose, defaults for the rest.
 *
 * @throws LiquidProblem when a chosen setting does not exist
 */
export function settingValues(
  schema: Schema,
  chosen: Readonly<Record<string, unknown>>,
  file: string,
): Record<string, unknown> {
  const settings = (schema.settings ?? []).filter((setting) => setting.id !== undefined);
  const known = new Set(settings.map((setting) => setting.id));
  const stray = Object.keys(chosen).find((id) => !known.has(id));
  if (stray !== undefined) {
    throw new LiquidProblem('schema', `there is no setting "${stray}" to choose`, { file, line: 1 });
  }
  return Object.fromEntries(
    settings.map((setting) => [
      setting.id,
      chosen[setting.id ?? ''] ?? setting.default ?? emptyValue(setting),
    ]),
  );
}

/** What an untouched setting without a default reads as. */
function emptyValue(setting: Setting): unknown {
  if (setting.type === 'checkbox') return false;
  if (setting.type === 'select' || setting.type === 'radio') return setting.options?.[0]?.value;
  if (['text', 'textarea', 'richtext', 'inline_richtext', 'html', 'liquid'].includes(setting.type)) return '';
  return null;
}
