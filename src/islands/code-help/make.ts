/** An element with a class and what is in it; texts are texts, never markup. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

/** A fold as the page has others. */
export function makeFold(summary: string, ...children: readonly Node[]): HTMLDetailsElement {
  return make('details', 'lk-details', make('summary', 'lk-fold', summary), ...children);
}

/** Sentences, each a paragraph of its own. */
export function paragraphs(texts: readonly string[]): readonly HTMLElement[] {
  return texts.map((text) => make('p', 'lk-text', text));
}
