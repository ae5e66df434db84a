import { counted, type WayInTexts } from '../texts.ts';
import { liquid, type Markup } from './encode.ts';
import { page, signInLink } from './layout.ts';

/** The answer to every request that was kept: it says nothing about the address, and does not repeat it. */
export function checkInboxPage(texts: WayInTexts, pathPrefix: string): Markup {
  const { heading, text, wait, newest, change } = texts.check_inbox;
  return page(
    'check-inbox',
    heading,
    liquid`<p>${text}</p>
<p>${wait}</p>
<p>${newest}</p>
<ul class="lk-links">
<li><a href="${pathPrefix}">${change}</a></li>
${signInLink(texts)}
</ul>`,
  );
}

/** @param retryAfterSeconds told in whole minutes, at least one */
export function throttledPage(texts: WayInTexts, retryAfterSeconds: number): Markup {
  const minutes = Math.max(1, Math.ceil(retryAfterSeconds / 60));
  const { heading, text } = texts.throttled;
  return page('throttled', heading, withSignIn(texts, counted(texts, text, minutes)));
}

/** Our fault. The theme's own sign-in page, with its own form for forgotten passwords, stays in reach. */
export function serviceDegradedPage(texts: WayInTexts): Markup {
  const { heading, text } = texts.service_degraded;
  return page('service-degraded', heading, withSignIn(texts, text));
}

function withSignIn(texts: WayInTexts, text: string): Markup {
  return liquid`<p>${text}</p>
<ul class="lk-links">
${signInLink(texts)}
</ul>`;
}
