import type { CodeAdvice, CodeWords } from '../../contracts/code-help/advise.ts';
import { make, makeFold, paragraphs } from './make.ts';

/**
 * Draws what there is to say to somebody whose code does not come.
 *
 * @param cameBack did they come back from the sign-in page, so that nobody asked for this?
 */
export function drawAdvice(
  place: HTMLElement,
  { find, open, use, places, allow }: CodeAdvice,
  { codes, inbox }: CodeWords,
  cameBack: boolean,
): void {
  const allowed =
    allow.length > 0 ? [make('p', 'lk-text', make('strong', '', inbox.allow)), ...paragraphs(allow)] : [];
  const more = [...paragraphs(places), ...allowed];
  place.replaceChildren(
    ...(cameBack ? [make('h3', 'lk-subheading', codes.back_heading)] : []),
    ...paragraphs(find),
    ...(open ? [mailboxLinks(open, inbox.open_web)] : []),
    ...paragraphs(use),
    ...(more.length > 0 ? [makeFold(inbox.places, ...more)] : []),
  );
}

function mailboxLinks({ label, href, web }: NonNullable<CodeAdvice['open']>, inBrowser: string): HTMLElement {
  const link = (className: string, address: string, text: string): HTMLElement => {
    const made = make('a', className, text);
    made.href = address;
    // Another tab: this page, or the sign-in page behind it, is to be found again.
    made.target = '_blank';
    made.rel = 'noopener noreferrer';
    return made;
  };
  return make(
    'p',
    'lk-next',
    link('lk-button', href, label),
    ...(web ? [link('lk-link', web, inBrowser)] : []),
  );
}
