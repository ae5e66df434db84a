import { fileURLToPath } from 'node:url';
import type { Clock } from '../../../src/contracts/clock.ts';
import { createLocalShop } from '../../../src/devstore/shopify/shop.ts';
import type { ControlledShop } from '../../../src/devstore/shopify/shop.ts';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { createStorefront } from '../../../src/devstore/storefront/storefront.ts';
import type { AppProxy, Storefront } from '../../../src/devstore/storefront/storefront.ts';

export const ORIGIN = 'http://127.0.0.1:4400';
export const THEMES_DIR = fileURLToPath(new URL('../../../src/devstore/themes', import.meta.url));
export const EXTENSION_DIR = fileURLToPath(
  new URL('../../liquid/engine/fixtures/extension', import.meta.url),
);

export interface TestStorefront {
  readonly shop: ControlledShop;
  readonly storefront: Storefront;
  /** Milliseconds to add to the shop's clock. */
  readonly time: { passed: number };
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  readonly post: (
    path: string,
    fields: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  /** Path of the newest link in the mails to this address. */
  readonly linkTo: (address: string) => string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** The body without markup, each run of blanks as one. */
  readonly text: string;
  /** Where a redirect leads. */
  readonly location: string | null;
}

/** A storefront over a fresh shop, with the fixture extension in place of ours. */
export function openStorefront(
  quirks: Partial<Quirks> = {},
  { appProxy = noApp, extensionDir = EXTENSION_DIR }: { appProxy?: AppProxy; extensionDir?: string } = {},
): TestStorefront {
  const time = { passed: 0 };
  const clock: Clock = { now: () => Date.UTC(2026, 10, 22, 12) + time.passed };
  const shop = createLocalShop({ clock, quirks });
  Object.assign(shop.origins, { storefront: ORIGIN, cdn: 'http://127.0.0.1:4401' });
  const storefront = createStorefront({
    shop,
    themesDir: THEMES_DIR,
    extensionDir,
    appProxy,
    secretForSessions: 'for tests',
  });
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await storefront.handle(new Request(ORIGIN + path, init), { ip: '127.0.0.1' });
    const { status, headers } = response;
    const body = await response.text();
    const text = body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    return { status, headers, body, text, location: headers.get('location') };
  };
  return {
    shop,
    storefront,
    time,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, fields, headers = {}) =>
      ask(path, { method: 'POST', headers, body: new URLSearchParams(fields) }),
    linkTo(address) {
      const link = shop.mails.findLast(
        (mail) => mail.to === address && mail.link?.includes('/account/'),
      )?.link;
      if (link === undefined) throw new Error('no mail with a link');
      return new URL(link, ORIGIN).pathname.replace(/^\/(?:nb|de|fr|ar)\//, '/');
    },
  };
}

/** The `id` and `token` inputs of an account link. */
export function linkFields(path: string): { id: string; token: string } {
  const [id = '', token = ''] = path.split('/').slice(3);
  return { id, token };
}

/** The session cookie that an answer sets, as the next request sends it. */
export function cookieOf({ headers }: Answer): Record<string, string> {
  return { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
}

function noApp(): Promise<Response> {
  throw new Error('this test does not expect the app to be asked');
}
