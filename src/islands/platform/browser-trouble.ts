import type { Clock } from '../../contracts/clock.ts';
import { attempt } from './attempt.ts';

/** What apps that open pages by themselves add to the browser's name, and what their iPhone views lack. */
const IN_APP =
  /FBA[NV]|FB_IAB|Instagram|Line\/|Snapchat|Pinterest|musical_ly|TikTok|LinkedInApp|MicroMessenger|GSA\/|; wv\)|^(?=.*\((iPhone|iPad))(?!.*Safari\/)/;

/** Farther off, certificates and signatures begin to fail. */
const CLOCK_OFF_MS = 300_000;

/**
 * Names the first thing that keeps this browser from signing anybody in, or `good`. Private windows hide what they
 * are: that one is a guess and comes last.
 *
 * @param page an address of this shop that changes nothing; its answer tells the time
 */
export async function findBrowserTrouble(page: string, clock: Clock) {
  if (!navigator.onLine) return 'offline';
  if (IN_APP.test(navigator.userAgent)) return 'in_app';
  if (!keepsCookies()) return 'cookies';
  const date = await fetch(page, { method: 'HEAD', cache: 'no-store', referrerPolicy: 'no-referrer' }).then(
    ({ headers }) => headers.get('date'),
    () => undefined,
  );
  if (date === undefined) return 'offline';
  // Without a date there is nothing to compare with.
  if (Math.abs(clock.now() - Date.parse(date ?? '')) > CLOCK_OFF_MS) return 'clock';
  return (await looksPrivate()) ? 'private' : 'good';
}

function keepsCookies(): boolean {
  const name = 'latchkey_check';
  return (
    attempt(() => {
      document.cookie = `${name}=1;path=/;samesite=lax`;
      const kept = document.cookie.includes(name);
      document.cookie = `${name}=;path=/;max-age=0`;
      return kept;
    }) ?? false
  );
}

/** Firefox has no service workers in private windows, Safari no folder of a site's own. */
async function looksPrivate(): Promise<boolean> {
  if (!isSecureContext) return false;
  if (!('serviceWorker' in navigator)) return true;
  const { storage } = navigator;
  return (
    'getDirectory' in storage &&
    storage.getDirectory().then(
      () => false,
      () => true,
    )
  );
}
