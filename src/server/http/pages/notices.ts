import { counted, type PageTexts } from '../texts.ts';
import { liquid, type Markup } from './encode.ts';
import { page, referenceNote, signInLink } from './layout.ts';

/** @param retryAfterSeconds told in whole minutes, at least one */
export function throttledPage(texts: PageTexts, retryAfterSeconds: number, reference: string): Markup {
  const minutes = Math.max(1, Math.ceil(retryAfterSeconds / 60));
  const { heading, text } = texts.throttled;
  const note = referenceNote(texts, 'throttled', reference);
  return page('throttled', heading, withSignIn(texts, counted(texts, text, minutes), note));
}

/** Our fault. The theme's own sign-in page, with its own form for forgotten passwords, stays in reach. */
export function serviceDegradedPage(texts: PageTexts, reference: string): Markup {
  const { heading, text } = texts.service_degraded;
  const note = referenceNote(texts, 'service-degraded', reference);
  return page('service-degraded', heading, withSignIn(texts, text, note));
}

function withSignIn(texts: PageTexts, text: string, note: Markup): Markup {
  return liquid`<p>${text}</p>
${note}
<ul class="lk-links">
${signInLink(texts)}
</ul>`;
}
