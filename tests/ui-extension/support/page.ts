const TEXTS = 's-paragraph, s-text, s-list-item, s-summary, s-link, s-button';

/** What the block says, from its heading on, in the order of the page; nothing where it is not there. */
export function said(): string[] {
  const section = document.querySelector('s-section');
  if (!section) return [];
  const texts = [...section.querySelectorAll(TEXTS)].map((element) => element.textContent);
  return [section.getAttribute('heading') ?? '', ...texts];
}

/** Where its links lead. */
export function links(): (string | null)[] {
  return [...document.querySelectorAll('s-link')].map((link) => link.getAttribute('href'));
}

/** Presses the button that closes it. */
export function close(): void {
  document.querySelector('s-button')?.click();
}
