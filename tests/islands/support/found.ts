/** The one element that a test is about; missing or of another kind, it is the test that is wrong. */
export function found<Kind extends Element = HTMLElement>(
  selector: string,
  kind: abstract new () => Kind,
  within: ParentNode = document,
): Kind {
  const element = within.querySelector(selector);
  if (element instanceof kind) return element;
  throw new Error(`no ${kind.name} ${selector}`);
}

/** Everything that a storage holds, in no order. */
export function heldIn(storage: Storage): readonly (string | null)[] {
  return Array.from({ length: storage.length }, (_, index) => storage.getItem(storage.key(index) ?? ''));
}

/** What a request carries, where that is JSON. */
export function jsonOf(init: RequestInit | undefined): unknown {
  return typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
}

/** What a browser would post for a submit event. */
export function fieldsOf(event: SubmitEvent): Record<string, FormDataEntryValue> {
  if (!(event.target instanceof HTMLFormElement)) throw new Error('submitted by no form');
  return Object.fromEntries(new FormData(event.target));
}
