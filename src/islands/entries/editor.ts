/** What only a merchant in the theme editor gets: Liquid prints the script tag in design mode alone. */
import { proxyAnswers } from '../platform/proxy-probe.ts';
import { followSelection, onEachRender } from '../runtime/theme-editor.ts';

const NOTES = '[data-lk-editor]:not([data-lk-looked-at])';

followSelection(document);
onEachRender(document, () => {
  for (const notes of document.querySelectorAll<HTMLElement>(NOTES)) {
    notes.setAttribute('data-lk-looked-at', '');
    void check(notes);
  }
});

async function check(notes: HTMLElement): Promise<void> {
  if (await proxyAnswers(notes.dataset['lkProxy'] ?? '')) return;
  for (const note of [notes, notes.querySelector<HTMLElement>('[data-lk-proxy-silent]')]) {
    if (note) note.hidden = false;
  }
}
