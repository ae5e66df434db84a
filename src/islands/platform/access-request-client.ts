import { readAccessAnswer, type AccessAnswer } from '../../contracts/access-request.ts';

const TIMEOUT_MS = 10_000;

/**
 * The app proxy over fetch. Never rejects: whatever is not an answer of ours is "try again later", and
 * `unreachable` is a request that did not get out of this page, where the browser's own form post may.
 *
 * @param action path of the endpoint in this shop, as Liquid printed it
 * @param locale the storefront's language
 * @param reference of the conversation, a UUID
 * @param onAccepted a mail may be on its way: it switches older links off
 */
export function accessRequestClient(
  action: string,
  locale: string,
  reference: string | undefined,
  onAccepted: () => void,
) {
  return {
    async ask(email: string, signal: AbortSignal): Promise<AccessAnswer | { readonly kind: 'unreachable' }> {
      const request = new AbortController();
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        request.abort();
      }, TIMEOUT_MS);
      signal.addEventListener('abort', () => request.abort(), { once: true });
      let response: Response | undefined;
      try {
        response = await fetch(action, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify({ email, locale, reference }),
          // The page's address may be an account link, which no other server has to see.
          referrerPolicy: 'no-referrer',
          signal: request.signal,
        });
        const answer = readAccessAnswer(await response.json());
        if (answer.kind === 'accepted') onAccepted();
        return answer;
      } catch {
        return { kind: response || late ? 'try-later' : 'unreachable' };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
