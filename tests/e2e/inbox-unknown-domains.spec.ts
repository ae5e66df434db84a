import { stopClock } from './support/clock.ts';
import {
  again,
  ask,
  askForHelp,
  GMAIL,
  help,
  offer,
  referenceOn,
  spoken,
  waited,
  words,
} from './support/inbox.ts';
import { quiet } from './support/quiet.ts';
import { holdBack, recordRequests, ROUTED } from './support/requests.ts';
import { expect, test } from './support/shop.ts';
import { filled, ours } from './support/words.ts';

test.use(ROUTED);

test.describe('a domain that the browser does not know', () => {
  const DOMAINS = {
    'firma.example': filled(words('inbox.folder_often'), {
      provider: 'Gmail (Google Workspace)',
      folder: 'Spam',
    }),
    'bank.example': filled(words('inbox.filter'), { gateway: 'Proofpoint' }),
    'videre.example': words('inbox.forwarded'),
    'ingen.example': filled(words('inbox.no_mail'), { domain: 'ingen.example' }),
    'delt.example': words('inbox.folder_unknown'),
    'egen.example': words('inbox.folder_unknown'),
    'syk.example': words('inbox.folder_unknown'),
  };
  for (const [domain, look] of Object.entries(DOMAINS)) {
    test(`${domain} is asked for by itself, and what is said fits`, async ({ page, shop }) => {
      const asked = recordRequests(page);
      await askForHelp(page, shop, `kari.nordmann@${domain}`);

      await expect(help(page).getByText(look, { exact: true })).toBeVisible();
      expect(asked.mailboxes()).toEqual([{ domain, locale: 'en' }]);
    });
  }

  test('it is asked for after the answer, never before', async ({ page, shop }) => {
    const asked = recordRequests(page);
    const answer = await holdBack(page, /\/requests$/);
    await ask(page, shop, 'kari.nordmann@firma.example');
    await expect(offer(page).getByText(ours('way_in.ask.sending'))).toBeVisible();
    expect(asked.all.map(({ path }) => path)).toEqual(['requests']);

    answer.letGo();
    await expect(
      help(page)
        .getByText(/Google Workspace/)
        .first(),
    ).toBeVisible();
    expect(asked.all.map(({ path }) => path)).toEqual(['requests', 'mailboxes']);
  });

  test('what the browser knows is asked of nobody', async ({ page, shop }) => {
    const asked = recordRequests(page);
    for (const email of [GMAIL, 'kari@hotmail.no', 'kari@t-online.de', 'kari@online.no']) {
      await askForHelp(page, shop, email);
      await quiet(page);
    }

    expect(asked.mailboxes()).toEqual([]);
    expect(asked.requests()).toHaveLength(4);
  });

  test('a name server that never answers costs a second and nothing else', async ({ page, shop }) => {
    const answered = page.waitForResponse(/\/mailboxes$/);
    await askForHelp(page, shop, 'kari.nordmann@tregt.example');
    await expect(help(page).getByText(words('inbox.folder_unknown'), { exact: true })).toBeVisible();

    expect((await answered).request().timing().responseStart).toBeLessThan(2_500);
    await expect(help(page).getByText(words('inbox.folder_unknown'), { exact: true })).toBeVisible();
  });

  for (const [what, respond] of Object.entries({
    'never comes back': undefined,
    'is cut off': { abort: true },
    'comes back as a server’s error': { status: 502, body: '<h1>Bad gateway</h1>', contentType: 'text/html' },
    'comes back as a page': { status: 200, body: '<!doctype html>', contentType: 'text/html' },
    'comes back empty': { status: 200, body: '{"v":1}', contentType: 'application/json' },
  } as const)) {
    test(`a look-up that ${what} leaves the page useful`, async ({ page, shop }) => {
      await page.clock.install();
      await page.route(/\/mailboxes$/, (route) => {
        if (respond === undefined) return undefined;
        return 'abort' in respond ? route.abort() : route.fulfill(respond);
      });
      await askForHelp(page, shop, 'kari.nordmann@firma.example');

      await expect(help(page).getByText(words('inbox.folder_unknown'), { exact: true })).toBeVisible();
      await expect(spoken(page)).toHaveText(words('inbox.advice_now'));
      await stopClock(page);
      await page.clock.runFor(61_000);
      await expect(spoken(page)).toHaveText(words('inbox.advice_1'));
      await expect(waited(page)).toHaveText(/^1:0\d$/);
      await expect(again(page)).toBeEnabled();
      await referenceOn(page);
    });
  }
});
