import { readAccessAnswer, type AccessAnswer } from '../../contracts/access-request.ts';
import type { ProofModule } from './lazy-help.ts';

const TIMEOUT_MS = 10_000;

/**
 * The app proxy over fetch. Never rejects: whatever is not an answer of ours is "try again later", and
 * `unreachable` is a request that did not get out of this page, where the browser's own form post may. Work that a
 * suspicious server asks for is done on the way.
 *
 * @param action path of the endpoint in this shop, as Liquid printed it
 * @param locale the storefront's language
 * @param reference of the conversation, a UUID
 * @param onAccepted a mail may be on its way: it switches older links off
 * @param onCodes the shop has no passwords any more; resolves only where nothing else takes over from the answer
 */
export function accessRequestClient(
  action: string,
  locale: string,
  reference: string | undefined,
  onAccepted: () => void,
  onCodes: (email: string) => Promise<unknown>,
) {
  return {
    async ask(email: string, signal: AbortSignal): Promise<AccessAnswer | { readonly kind: 'unreachable' }> {
      const request = new AbortController();
      const stop = () => request.abort();
      const timer = setTimeout(stop, TIMEOUT_MS);
      signal.addEventListener('abort', stop);
      let response: Response | undefined;
      const post = async (proof?: unknown) => {
        response = await fetch(action, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify({ email, locale, reference, proof }),
          // The page's address may be an account link, which no other server has to see.
          referrerPolicy: 'no-referrer',
          signal: request.signal,
        });
        return response.json();
      };
      try {
        let body = await post();
        if (body.error?.challenge) {
          const { prove }: ProofModule = await import(new URL('proof.js', import.meta.url).href);
          body = await prove(body, post);
        }
        const answer = readAccessAnswer(body);
        if (answer.kind === 'accepted') onAccepted();
        if (answer.kind === 'sign-in-with-code') await onCodes(email);
        return answer;
      } catch {
        // Stopped is late, or nobody waits for it any more.
        return { kind: response || request.signal.aborted ? 'try-later' : 'unreachable' };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
