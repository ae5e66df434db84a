import type { EmailAddressProblem } from '../../../contracts/email-address.ts';
import type { AppError } from '../app-error.ts';
import { textsFor, type Texts } from '../texts.ts';
import { askAddressPage } from './ask-address.ts';
import { finished } from './layout.ts';
import { serviceDegradedPage, throttledPage } from './notices.ts';

/**
 * The page for a form post that did not go through.
 *
 * @param typed what the shopper had typed, as far as it was read
 * @returns undefined where no shopper's form can have led: a wrong path, method or kind of body
 */
export function problemPage(
  texts: Texts,
  { code, details }: AppError,
  pathPrefix: string,
  typed: { readonly email: string; readonly locale: string } | undefined,
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
      return finished(throttledPage(language, details.retryAfterSeconds ?? 0));
    case 'unavailable':
    case 'internal':
      return finished(serviceDegradedPage(language));
    default:
      return undefined;
  }
}
