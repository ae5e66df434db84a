import type { Page, Route } from '@playwright/test';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { STRANGE_THEMES, type StrangeTheme } from './strange-themes/forms.ts';
import { STRANGE_SIGN_INS } from './strange-themes/sign-ins.ts';
import { ROUTED } from './support/requests.ts';
import { askForLink, expect, passwordFields, setPassword, test, type TestShop } from './support/shop.ts';

test.use(ROUTED);

const PASSWORD = 'six patient herons';
const OURS = 'latchkey-set-password';

test.describe('a theme with', () => {
  for (const strange of STRANGE_THEMES) {
    test(`${strange.name}: one password field, set by the browser’s own post`, async ({ page, shop }) => {
      const posts = recordPosts(page);
      const link = await openStrange(page, shop, strange);

      await expect(passwordFields(page)).toHaveCount(1);
      await expect(page.locator(`form ${OURS} .lk-input`)).toBeVisible();
      await setPassword(page, PASSWORD);

      await expect(page).toHaveURL(/\/account$/);
      const { id, token } = numbers(link);
      expect(posts).toHaveLength(1);
      expect(posts[0]?.get('id')).toBe(id);
      expect(posts[0]?.get('token')).toBe(token);
      expect(posts[0]?.getAll('customer[password]')).toEqual([PASSWORD]);
      expect(shop.shop.accounts.signIn(PEOPLE.invited.email, PASSWORD).kind).toBe('done');
    });

    test(`${strange.name}: all is as it was when our part goes`, async ({ page, shop }) => {
      await openStrange(page, shop, strange);
      const theirs = page.locator('form[action$="/account/activate"]:not([data-lk-form])');
      await expect(page.locator(`form ${OURS} .lk-input`)).toBeVisible();

      // As the theme editor does it: it tells first, and then removes.
      await page.evaluate((name) => {
        const ours = [...document.querySelectorAll(name)];
        document.dispatchEvent(new CustomEvent('shopify:section:unload'));
        for (const element of ours) element.remove();
      }, OURS);

      await expect(theirs.locator('[data-lk-hidden]')).toHaveCount(0);
      await expect(page.locator('main [data-lk-hidden], main [data-lk-adopted]')).toHaveCount(0);
      const disabled = await page.locator('main [type=password]:disabled').count();
      expect(disabled).toBe(0);
      await expect(passwordFields(page).first()).toBeVisible();
      expect(await theirs.first().evaluate((form: HTMLFormElement) => form.noValidate)).toBe(false);
    });
  }
});

test('where the island does not arrive, the theme’s form works as it always did', async ({ page, shop }) => {
  await page.route(/set-password\.js/, (route) => route.abort());
  const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');

  await page.goto(link);
  await setPassword(page, PASSWORD);

  await expect(page).toHaveURL(/\/account$/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a placed block says what to know ahead of the theme’s form, and the offer comes after it', async ({
    page,
    shop,
  }) => {
    const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
    await page.goto(link);

    const rules = await page.getByText('At least 5 characters.').filter({ visible: true }).boundingBox();
    const offer = await page.locator('latchkey-way-in summary').filter({ visible: true }).boundingBox();
    const field = await passwordFields(page).boundingBox();
    const tops = [rules, offer, field].map((box) => box?.y ?? Number.NaN);
    expect(tops).toEqual(tops.toSorted((one, other) => one - other));
  });
});

test('a form that somebody unfolds later takes over from ours', async ({ page, shop }) => {
  const [folded] = STRANGE_THEMES.filter(({ name }) => name.startsWith('an open fold'));
  if (!folded) throw new Error('no such theme');
  await openStrange(page, shop, {
    ...folded,
    form: (hidden) => folded.form(hidden).replace('<details open>', '<details id="fold">'),
  });
  await expect(passwordFields(page)).toHaveCount(1);

  await page
    .locator('#fold > summary, #fold')
    .first()
    .evaluate((fold: HTMLDetailsElement) => {
      fold.open = true;
    });

  await expect(page.locator(`#fold ${OURS} .lk-input`)).toBeVisible();
  await expect(passwordFields(page)).toHaveCount(1);
});

test.describe('the offer of a new link on a sign-in page with', () => {
  for (const { name, form, css = '' } of STRANGE_SIGN_INS) {
    test(`${name} is there once, and gets through`, async ({ page, shop }) => {
      shop.quirks({ theme: 'vintage' });
      await page.route(/\/account\/login/, (route) =>
        rewrite(route, (html) =>
          replaceForm(html, '/account/login', form).replace('</head>', `<style>${css}</style></head>`),
        ),
      );

      await page.goto(shop.url('/account/login'));

      await expect(page.locator('latchkey-way-in').filter({ visible: true })).toHaveCount(1);
      await askForLink(page, PEOPLE.migrated.email);
      await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
      await shop.mail(PEOPLE.migrated.email, 'account-invite');
    });
  }
});

/** Opens an invite in a theme whose form was replaced on its way to the browser; returns the invite's address. */
async function openStrange(page: Page, shop: TestShop, strange: StrangeTheme): Promise<string> {
  const { link = '' } = await shop.mail(PEOPLE.invited.email, 'account-invite');
  const { css = '', script = '', prefix = '' } = strange;
  await page.route(/\/account\/activate\//, (route) =>
    rewrite(route, (html) =>
      replaceForm(html, '/account/activate', (hidden) =>
        strange.form(hidden).replace('{origin}', new URL(link).origin),
      )
        .replace('</head>', `<style>${css}</style></head>`)
        .replace('</main>', `<script>${script}</script></main>`),
    ),
  );
  await page.goto(link.replace('/account/', `${prefix}/account/`));
  if (strange.late) await expect(page.locator('#again:not([data-done]), #later > template')).toHaveCount(0);
  return link;
}

async function rewrite(route: Route, change: (html: string) => string): Promise<void> {
  if (route.request().method() !== 'GET') return route.continue();
  const response = await route.fetch();
  return route.fulfill({ response, body: change(await response.text()) });
}

/** Puts another form where the theme's stood; the inputs that Shopify's form tag printed come along. */
function replaceForm(html: string, path: string, form: (hidden: string) => string): string {
  const theirs = new RegExp(`<form(?![^>]*data-lk)[^>]*action="[^"]*${path}"[^>]*>[\\s\\S]*?</form>`);
  const [found] = theirs.exec(html) ?? [];
  if (found === undefined) throw new Error(`no form for ${path}`);
  const hidden = (found.match(/<input[^>]*type="hidden"[^>]*>/g) ?? []).join('');
  return html.replace(found, () => form(hidden));
}

/** What the browser itself posted to Shopify. */
function recordPosts(page: Page): URLSearchParams[] {
  const posts: URLSearchParams[] = [];
  page.on('request', (request) => {
    const native = request.isNavigationRequest() && request.method() === 'POST';
    if (native) posts.push(new URLSearchParams(request.postData() ?? ''));
  });
  return posts;
}

function numbers(link: string): { id: string | undefined; token: string | undefined } {
  const [, id, token] = /\/activate\/(\d+)\/([^/?]+)/.exec(link) ?? [];
  return { id, token };
}
