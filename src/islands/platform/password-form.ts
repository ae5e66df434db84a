interface Events {
  submit(intent: 'set' | 'decline'): boolean;
  stopped(challenged: boolean): void;
  returned(): void;
}

/** Shopify's captcha is hCaptcha, in a frame of its own (shopify.dev, "Captcha on storefronts"). */
const CAPTCHA = 'iframe[src*="captcha"]';

/**
 * Tells when a form is about to be posted, was stopped by somebody else, or came back with the page from
 * the browser's page cache. It never posts anything itself: submits are the browser's own, because
 * `form.submit()` and fetch pass by a captcha's listeners.
 */
export function watchedForm(form: HTMLFormElement) {
  return {
    watch(events: Events): () => void {
      const onSubmit = (event: SubmitEvent): void => {
        const intent = event.submitter?.getAttribute('name') === 'decline' ? 'decline' : 'set';
        if (!events.submit(intent)) {
          event.preventDefault();
          event.stopImmediatePropagation();
          return;
        }
        // Known only once every other listener has had the event.
        setTimeout(() => {
          if (event.defaultPrevented) events.stopped(document.querySelector(CAPTCHA) !== null);
        });
      };
      const onPageShow = (event: PageTransitionEvent): void => {
        if (event.persisted) events.returned();
      };
      const watch = new AbortController();
      const { signal } = watch;
      form.addEventListener('submit', onSubmit, { capture: true, signal });
      window.addEventListener('pageshow', onPageShow, { signal });
      return () => watch.abort();
    },
  };
}
