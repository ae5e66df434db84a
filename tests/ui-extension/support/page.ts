import { waitFor } from '@testing-library/preact';
import { expect } from 'vitest';

/** What the components show, in the order of the page. */
export function said(): string[] {
  const heading = document.querySelector('s-section')?.getAttribute('heading');
  const parts = 's-paragraph, s-text, s-list-item, s-summary, s-link, s-button';
  const texts = [...document.querySelectorAll(parts)].map((element) => element.textContent ?? '');
  return heading ? [heading, ...texts] : texts;
}

export function heading(): string | null | undefined {
  return document.querySelector('s-section')?.getAttribute('heading');
}

/** Waits until the block is there. */
export async function block(): Promise<void> {
  await waitFor(() => expect(document.querySelector('s-section')).not.toBeNull());
}

/** Waits until whatever was asked has been answered and drawn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
