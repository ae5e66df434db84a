import type { EmailAddressProblem } from '../../../contracts/email-address.ts';
import type { AppError } from '../app-error.ts';
import { textsFor, type Texts } from '../texts.ts';
import { askAddressPage } from './ask-address.ts';
import { finished } from './layout.ts';
import { serviceDegradedPage, throttledPage } from './notices.ts';

export interface FailedPost {
  readonly pathPrefix: string;
  /** The UUID that the number on the page is made from. */
  readonly reference: string;
  /** What the shopper had typed, as far as it was read. */
  readonly typed: { readonly email: string; readonly locale: string } | undefined;
}

/**
 * The page for a form post that did not go through.
 *
 * @returns undefined where no shopper's form can have led: a wrong path, method or kind of body
 */
export function problemPage(
  texts: Texts,
  { code, details }: AppError,
  { pathPrefix, reference, typed }: FailedPost,
): string | undefined {
  const language = textsFor(texts, typed?.locale ?? 'en');
  const askAgain = (problem: EmailAddressProblem) =>
    askAddressPage(language, {
      pathPrefix,
      problem,
      typed: typed?.email ?? '',
      ...(typed === undefined ? {} : { locale: typed.locale }),
    });
  switch (code) {
    case 'invalid_fields':
      return finished(askAgain(details.fields?.email ?? 'malformed'));
    case 'body_too_large':
      return finished(askAgain('too-long'));
    case 'invalid_request':
      return finished(askAgain('missing'));
    case 'rate_limited':
    // A page without scripts cannot do the work: it says when none may be asked for any more.
    case 'proof_required':
      return finished(throttledPage(language, details.retryAfterSeconds ?? 0, reference));
    case 'unavailable':
    case 'internal':
      return finished(serviceDegradedPage(language, reference));
    default:
      return undefined;
  }
}
