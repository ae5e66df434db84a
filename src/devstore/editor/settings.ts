import type { Schema, Setting } from '../liquid/schema.ts';

/** What the merchant's form says about one block. */
export interface ReadSettings {
  /** Values by setting id, without those that say what the default says. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What is wrong, as a sentence, by setting id. */
  readonly problems: Readonly<Record<string, string>>;
}

/** The name of a setting's field in the form. */
export function fieldName(id: string): string {
  return `settings.${id}`;
}

/** Reads the posted form of a block's settings by its schema; fields that are not there keep their default. */
export function readSettings(schema: Schema, form: FormData): ReadSettings {
  const values: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const setting of schema.settings ?? []) {
    const { id } = setting;
    const text = id === undefined ? undefined : form.getAll(fieldName(id)).at(-1);
    if (id === undefined || typeof text !== 'string') continue;
    // Browsers post line ends as CR LF.
    const read = readOne(setting, text.replaceAll('\r\n', '\n'));
    if ('problem' in read) problems[id] = read.problem;
    else if (read.value !== undefined && read.value !== untouched(setting)) values[id] = read.value;
  }
  return { values, problems };
}

function untouched({ type, default: value }: Setting): unknown {
  return value ?? (type === 'checkbox' ? false : '');
}

type Read = { readonly value: unknown } | { readonly problem: string };

function readOne(setting: Setting, text: string): Read {
  switch (setting.type) {
    case 'checkbox':
      return { value: text === 'true' };
    case 'number':
    case 'range':
      return text.trim() === '' ? { value: undefined } : readNumber(setting, Number(text));
    case 'select':
    case 'radio':
      return (setting.options ?? []).some(({ value }) => value === text)
        ? { value: text }
        : { problem: 'Choose one of the list.' };
    case 'color':
      if (text.trim() === '') return { value: undefined };
      return /^#[\da-f]{6}$/i.test(text.trim())
        ? { value: text.trim().toLowerCase() }
        : { problem: 'Write the colour as # and six digits, for example #1a2b3c.' };
    case 'url':
      if (text.trim() === '') return { value: undefined };
      return /^(?:\/(?!\/)|https?:\/\/|mailto:|tel:)\S*$/.test(text.trim())
        ? { value: text.trim() }
        : { problem: 'Write a path of the shop, such as /pages/help, or a whole address with https://.' };
    case 'inline_richtext':
      return hasOtherTags(text)
        ? { problem: 'Only bold, italic and links can stand in this text.' }
        : { value: text.replaceAll('\n', ' ') };
    default:
      return { value: text };
  }
}

function readNumber({ min, max, step, type }: Setting, number: number): Read {
  if (!Number.isFinite(number)) return { problem: 'Write a number.' };
  if (type === 'number') return { value: number };
  const low = min ?? 0;
  const steps = (number - low) / (step ?? 1);
  const fits = number >= low && number <= (max ?? number) && Math.abs(steps - Math.round(steps)) < 1e-9;
  return fits ? { value: number } : { problem: `Choose a number from ${low} to ${max ?? ''}.` };
}

/** Tags beyond those of shopify.dev, input settings, "inline_richtext". */
function hasOtherTags(text: string): boolean {
  return /<(?!\/?(?:a|b|em|i|strong|span)(?:\s[^<>]*)?>)/i.test(text);
}
