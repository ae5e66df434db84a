import { counted, type PageTexts } from '../texts.ts';
import { liquid, type Markup } from './encode.ts';
import { page, referenceNote, signInLink } from './layout.ts';

/**
 * The answer to every request that was kept: it says nothing about the address, and does not repeat it.
 *
 * @param reference the UUID of the conversation, as on each page here
 */
export function checkInboxPage(texts: PageTexts, pathPrefix: string, reference: string): Markup {
  const { heading, text, wait, change } = texts.check_inbox;
  return page(
    'check-inbox',
    heading,
    liquid`<p>${text}</p>
<p>${wait}</p>
${referenceNote(texts, 'check-inbox', reference)}
<ul class="lk-links">
<li><a href="${pathPrefix}">${change}</a></li>
${signInLink(texts)}
</ul>`,
  );
}

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
