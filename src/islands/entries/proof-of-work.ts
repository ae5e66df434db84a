import type { ProofModule } from '../platform/lazy-help.ts';
import { doWork, type Challenge, type Proof } from '../platform/work.ts';

/**
 * Does some computing where the server asks for it, and asks again with what came of it. A shopper reads "sending"
 * meanwhile, as always.
 *
 * @param refusal the answer that asks for work
 * @param post repeats the request, with the work done
 * @returns the answer to the repeated request; the refusal, which says when to try again, where no work can be done
 */
export const prove: ProofModule['prove'] = async (refusal, post) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own server's; of anything else no work comes
  const challenge = refusal.error.challenge as Challenge;
  const proof = await workBeside(challenge).catch(() => doWork(challenge).catch(() => undefined));
  return proof ? post(proof) : refusal;
};

/**
 * In a worker, which imports this same module. A worker's script must be of the page's own origin and this one comes
 * from a CDN, so the worker begins in a blob. Rejects where a browser or a shop's policy allows no such worker; the
 * page then does the work itself, in small pieces.
 */
async function workBeside(challenge: Challenge): Promise<Proof> {
  const script = URL.createObjectURL(
    new Blob([`import ${JSON.stringify(import.meta.url)}`], { type: 'text/javascript' }),
  );
  let worker: Worker | undefined;
  try {
    return await new Promise((resolve, reject) => {
      worker = new Worker(script, { type: 'module' });
      worker.addEventListener('message', ({ data }) => (data ? resolve(data) : reject()));
      worker.addEventListener('error', reject);
      worker.postMessage(challenge);
    });
  } finally {
    worker?.terminate();
    URL.revokeObjectURL(script);
  }
}

if ('WorkerGlobalScope' in globalThis) {
  addEventListener('message', ({ data }: MessageEvent<Challenge>) => {
    void doWork(data)
      .catch(() => undefined)
      .then((proof) => postMessage(proof));
  });
}
