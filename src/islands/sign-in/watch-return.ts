import type { SignInMark } from './ports.ts';

/**
 * Tells when a shopper who went off to sign in stands before the guide again: with a page made anew, one that the
 * browser kept, or from another tab.
 *
 * @param onReturn called once for each time they went
 * @returns what ends it
 */
export function watchReturn(page: Document, mark: SignInMark, onReturn: () => void): () => void {
  const watch = new AbortController();
  const { signal } = watch;
  const look = (): void => {
    if (page.visibilityState === 'visible' && mark.take()) onReturn();
  };
  page.defaultView?.addEventListener('pageshow', look, { signal });
  page.addEventListener('visibilitychange', look, { signal });
  look();
  return () => watch.abort();
}
