/** Liquid markup that is finished: every value in it was encoded. */
export interface Markup {
  readonly liquid: string;
}

export const NOTHING: Markup = { liquid: '' };

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '{': '&#123;',
  '}': '&#125;',
  '%': '&#37;',
};

/**
 * Makes a text safe between tags and in quoted attributes, twice over: the theme renders our answer as Liquid
 * first and as HTML then, and neither may find anything to do in it.
 */
export function encode(text: string): string {
  return text.replace(/[&<>"'{}%]/g, (character) => ENTITIES[character] ?? character);
}

/** Template tag that encodes every value it is given, except what is markup already. */
export function liquid(parts: TemplateStringsArray, ...values: readonly (string | Markup)[]): Markup {
  const text = parts.reduce((before, part, index) => {
    const value = values[index - 1] ?? '';
    return before + (typeof value === 'string' ? encode(value) : value.liquid) + part;
  });
  return { liquid: text };
}
