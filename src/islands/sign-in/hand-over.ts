import type { HandOverPorts } from './ports.ts';

/**
 * Hands the shopper over to the sign-in page. The address is in the link only while it is followed: a link that is
 * copied, or read by the theme, never has it.
 *
 * @param hint the address, where the merchant wants it handed over; empty otherwise
 * @returns what undoes it
 */
export function handOver(
  link: HTMLAnchorElement,
  hint: string,
  { timers, leave }: HandOverPorts,
): () => void {
  const { href } = link;
  const restore = (): void => {
    if (hint) link.href = href;
  };
  const go = (): void => {
    leave();
    if (!hint) return;
    const address = new URL(href);
    address.searchParams.set('login_hint', hint);
    link.href = address.href;
    // A browser reads the link when all listeners are through.
    timers.after(0, restore);
  };
  const policy = link.referrerPolicy;
  link.referrerPolicy = 'no-referrer';
  link.addEventListener('click', go);
  return () => {
    link.removeEventListener('click', go);
    link.referrerPolicy = policy;
    restore();
  };
}
