import { createModel, signal } from '@preact/signals';
import { checkLink, type LinkVerdict } from './check-link.ts';

/**
 * Tells whether a pasted link leads to the shop. It is kept nowhere and sent nowhere.
 *
 * @param hosts the shop's own
 */
export const LinkCheckModel = createModel((hosts: readonly string[]) => {
  const verdict = signal<LinkVerdict | undefined>(undefined);
  return {
    verdict,
    check(pasted: string) {
      verdict.value = pasted.trim() ? checkLink(pasted, hosts) : undefined;
    },
  };
});

export type LinkCheckModel = InstanceType<typeof LinkCheckModel>;
