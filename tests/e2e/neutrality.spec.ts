import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { expect, test, type TestShop } from './support/shop.ts';

const ADDRESSES = [
  PEOPLE.enabled.email,
  PEOPLE.migrated.email,
  PEOPLE.invited.email,
  PEOPLE.declined.email,
  PEOPLE.blocked.email,
  PEOPLE.enabledBlocked.email,
  'nobody.here@example.com',
];

/** Made by the browser, or by the server for a page without scripts; here the same for all, so that bytes can be. */
const REFERENCE = '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d';

/** Everything of an answer that a person with the address could compare, but for the address as they typed it. */
async function answer(
  shop: TestShop,
  init: { headers: Record<string, string>; body: string },
  email: string,
): Promise<string> {
  const response = await fetch(shop.url('/apps/account-access/requests'), { method: 'POST', ...init });
  const repeats = init.headers['content-type'] !== 'application/json';
  const headers = [...response.headers]
    .filter(([name]) => name !== 'date' && !(repeats && name === 'content-length'))
    .map((pair) => pair.join(': '));
  const page = (await response.text()).replaceAll(email, 'typed');
  return [response.status, ...headers, page].join('\n');
}

const KINDS = {
  JSON: (email: string) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, locale: 'en', reference: REFERENCE }),
  }),
  'a plain form': (email: string) => ({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, locale: 'en', reference: REFERENCE }).toString(),
  }),
};

for (const [kind, init] of Object.entries(KINDS)) {
  test(`existing, unknown and blocked addresses get the same bytes back when ${kind} is sent`, async ({
    shop,
  }) => {
    const answers = [];
    for (const email of ADDRESSES) answers.push(await answer(shop, init(email), email));

    expect(answers[0]).toMatch(kind === 'JSON' ? /^202\n/ : /^200\n/);
    expect(new Set(answers).size).toBe(1);
  });

  test(`once the limit is reached they still get the same bytes back when ${kind} is sent`, async ({
    shop,
  }) => {
    const last = [];
    for (const email of ADDRESSES) {
      let latest = '';
      for (let time = 0; time < 8; time += 1) latest = await answer(shop, init(email), email);
      last.push(latest);
    }

    expect(last[0]).toMatch(kind === 'JSON' ? /^429\n/ : /Please wait a little/);
    // The wait counts down while the test goes on; nothing else may differ.
    const waits = last.map((text) => text.replaceAll(/(retry-?after[a-z"]*: ?)\d+|(again in )\d+/gi, '$1$2'));
    expect(new Set(waits).size).toBe(1);
  });
}
