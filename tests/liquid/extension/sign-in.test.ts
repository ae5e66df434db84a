import { describe, expect, test } from 'vitest';
import { SIGN_IN_PATH } from '../../../src/contracts/accounts.ts';
import { SHOP_LOCALES, type ShopLocale } from '../../../src/devstore/shopify/types.ts';
import type { RenderBlockOptions } from '../../../src/devstore/storefront/render-block.ts';
import { KEPT_ADDRESS } from '../../../src/islands/platform/kept-address.ts';
import { KARI, ON_CODES, render, schemaOf, type Page } from './support.ts';

type Options = Partial<RenderBlockOptions> & Pick<RenderBlockOptions, 'block' | 'template'>;

const HEADING = 'You don’t need a password any more';
const OLD = 'Passwords and links from older mails are no longer needed.';
const EMBED = 'account-access';
const DEAD_LINK = '/account/activate/4711/0a1b-1';
/** What somebody may type, or paste, to have it run. */
const NASTY = `</script><img src=x onerror=alert(1)> "quoted" 'single' \\ &amp; {{ shop.name }}`;

/** Every place where a shop on passwords shows one of our forms. */
const PLACES = [
  { block: EMBED, template: 'customers/login' },
  { block: EMBED, template: 'customers/register' },
  { block: EMBED, template: 'customers/activate_account' },
  { block: EMBED, template: 'customers/reset_password' },
  { block: EMBED, template: '404', path: DEAD_LINK },
  { block: 'activation', template: 'customers/activate_account' },
  { block: 'reset', template: 'customers/reset_password' },
  { block: 'way-in', template: 'customers/login' },
  { block: 'way-in', template: 'customers/register' },
  { block: 'way-in', template: '404' },
  { block: 'way-in', template: 'page' },
] as const;

describe.each(PLACES)('in a shop on codes, $block on $template', (place) => {
  test('shows the sign-in guide instead of its form, first and open', () => {
    const page = onCodes(place);

    expect(page.document.querySelectorAll('latchkey-sign-in[data-lk-lead]')).toHaveLength(1);
    expect(page.one('latchkey-way-in, latchkey-set-password, latchkey-done')).toBeNull();
    expect(page.one('latchkey-sign-in')?.hasAttribute('data-lk-embed')).toBe(place.block === EMBED);
    expect(page.text('h2')).toBe(HEADING);
    expect(page.one('latchkey-sign-in')?.getAttribute('aria-label')).toBe(HEADING);
    expect(page.one('[data-lk-sign-in-button]')?.closest('details')).toBeNull();
  });

  test('asks for neither a password nor an address, whatever was posted', () => {
    const posted = {
      type: place.block === 'reset' ? 'reset_customer_password' : 'activate_customer_password',
      errors: [{ field: 'password', code: 'too_short' }],
    } as const;

    for (const page of [onCodes(place), onCodes({ ...place, posted })]) {
      expect(page.document.querySelectorAll('form, input, select, textarea')).toHaveLength(0);
    }
  });

  test('says itself, without the style sheet, that one guide on a page is enough', () => {
    expect(onCodes(place).text('style')).toContain('latchkey-sign-in[data-lk-embed]');
  });

  test('has no two elements with the same id', () => {
    const ids = [...onCodes(place).document.querySelectorAll('[id]')].map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has no id that another block’s guide on the same page could have', () => {
    const guides = [onCodes(place), onCodes({ block: 'sign-in', template: place.template })];
    const ids = guides.flatMap(({ document }) => [...document.querySelectorAll('[id]')].map(({ id }) => id));

    expect(ids.filter((id) => id.startsWith('lk-Atest__block-'))).toHaveLength(2);
    // Shopify's own wrapper has the block's id as well.
    expect(ids.filter((id) => !id.includes('Atest__block'))).toEqual([]);
  });

  test.each([
    ['no metafield', {}],
    ['none of its own', { accounts: {} }],
    ['the other kind', { accounts: { codes: false, version: 'CLASSIC' } }],
    ['a kind that does not exist', { accounts: { version: 'new_customer_accounts' } }],
    ['a value that is no text', { accounts: { version: { value: 'NEW_CUSTOMER_ACCOUNTS' } } }],
    ['the boolean alone, which is for the theme editor', { accounts: { codes: true } }],
    ['another app’s', { other: { version: 'NEW_CUSTOMER_ACCOUNTS' } }],
  ])('is as it was with %s', (_what, metafields) => {
    const page = render({ ...place, metafields });

    expect(page.one('latchkey-sign-in')).toBeNull();
    expect(page.one('latchkey-way-in, latchkey-set-password')).not.toBeNull();
    expect(page.one('input')).not.toBeNull();
  });
});

describe('in a shop on codes, the app embed', () => {
  test.each(['customers/account', 'customers/order', 'index', 'product', 'page'])(
    'prints nothing on %s',
    (template) => {
      expect(onCodes({ block: EMBED, template }).document.querySelectorAll('.shopify-block *')).toHaveLength(
        0,
      );
    },
  );

  test('prints nothing on a 404 that is about something else', () => {
    const page = onCodes({ block: EMBED, template: '404', path: '/collections/gone' });

    expect(page.document.querySelectorAll('.shopify-block *')).toHaveLength(0);
  });

  test('keeps room ahead of the page for its own words, and a block keeps none', () => {
    const room = (options: Options): number =>
      Number(/--lk-lead-m: calc\(([\d.]+)em \+ \d+px\)/.exec(onCodes(options).html)?.[1] ?? 0);
    const plain = room({ block: EMBED, template: 'customers/login' });

    expect(plain).toBeGreaterThan(0);
    expect(room({ block: EMBED, template: 'customers/activate_account' })).toBeGreaterThan(plain);
    expect(room({ block: 'way-in', template: 'customers/login' })).toBe(0);
  });

  test('keeps less room where it only says that somebody is signed in', () => {
    const height = (options: Partial<Options>): number => {
      const { html } = onCodes({ block: EMBED, template: '404', path: DEAD_LINK, ...options });
      const [, em, px] = /--lk-lead-m: calc\(([\d.]+)em \+ (\d+)px\)/.exec(html) ?? [];
      return Number(em) * 16 + Number(px);
    };

    expect(height({ customer: { ...KARI, tags: [] } })).toBeLessThan(height({}));
  });
});

describe('the line about older mails', () => {
  test.each([
    { block: EMBED, template: '404', path: DEAD_LINK },
    { block: EMBED, template: '404', path: '/fr/account/reset/4711/0a1b-1' },
    { block: EMBED, template: 'customers/login', path: '/account/invalid_token' },
    { block: EMBED, template: 'customers/activate_account', path: '/de/account/activate/4711/0a1b-1' },
    { block: 'activation', template: 'customers/activate_account', path: '/account/activate' },
    { block: 'reset', template: 'customers/reset_password', path: '/account/reset/4711/0a1b-1' },
    { block: 'way-in', template: '404', path: DEAD_LINK },
    { block: 'way-in', template: 'customers/login', path: '/nb/account/invalid_token' },
    { block: 'sign-in', template: '404', path: DEAD_LINK },
  ])('comes first on $path by $block', (options) => {
    const page = onCodes(options);

    expect(page.text('[data-lk-old]')).toBe(OLD);
    expect(page.one('h2')?.nextElementSibling?.hasAttribute('data-lk-old')).toBe(true);
    expect(page.document.querySelectorAll('.lk-panel > .lk-text')).toHaveLength(4);
  });

  test.each([
    { block: EMBED, template: 'customers/login', path: '/account/login' },
    { block: 'way-in', template: 'page', path: '/pages/help' },
    { block: 'way-in', template: '404', path: '/collections/gone' },
    { block: 'sign-in', template: 'page', path: '/pages/sign-in' },
  ])('is not on $path by $block', (options) => {
    const page = onCodes(options);

    expect(page.one('[data-lk-old]')).toBeNull();
    expect(page.document.querySelectorAll('.lk-panel > .lk-text')).toHaveLength(3);
  });
});

describe('the guide', () => {
  const guide = (more: Partial<Options> = {}) =>
    onCodes({ block: 'sign-in', template: 'page', path: '/pages/help', ...more });

  test('is complete without a script: what changed, whose account, what comes next, one button, help', () => {
    const page = guide();

    expect([...page.document.querySelectorAll('.lk-panel > :not(script)')].map(partOf)).toEqual([
      `h2 ${HEADING}`,
      'p This shop now signs you in with a code from a mail: no password to remember, and none to steal.',
      'p It is the same account as before: use the email address of your orders.',
      'p You get a mail with a six-digit code. Only the newest code works, and only for a short while. Type or paste it where you sign in.',
      'div',
      'p Sign in with a code',
      'details The code does not come? See what helps',
    ]);
    expect(page.one('[data-lk-address]')?.hasAttribute('hidden')).toBe(true);
    expect(page.one('[data-lk-address]')?.childNodes).toHaveLength(0);
    expect(page.document.querySelectorAll('.lk-button-main')).toHaveLength(1);
    expect(page.one('details')?.hasAttribute('open')).toBe(false);
    expect(page.one('details a')?.getAttribute('href')).toBe(`/apps/account-access${SIGN_IN_PATH}`);
  });

  test('keeps room for an address that waits in this tab, before any island is there', () => {
    const script = guide().one('.lk-panel > script');

    expect(script?.textContent).toContain(`sessionStorage['${KEPT_ADDRESS}']`);
    expect(script?.previousElementSibling?.hasAttribute('data-lk-address')).toBe(true);
  });

  test('tells no other page where the shopper came from', () => {
    expect(guide().one('[data-lk-sign-in-button]')?.getAttribute('referrerpolicy')).toBe('no-referrer');
  });

  test('says the merchant’s words where there are some, as text and never as markup', () => {
    const page = guide({ settings: { heading: NASTY, text: NASTY, sender_name: NASTY } });

    expect(page.text('h2')).toBe(NASTY);
    expect(page.one('latchkey-sign-in')?.getAttribute('aria-label')).toBe(NASTY);
    expect(page.text('.lk-panel > .lk-text')).toBe(NASTY);
    expect(page.signIn().mail.name).toBe(NASTY);
    expect(page.one('img')).toBeNull();
  });

  test('says our words where the merchant’s are blank', () => {
    expect(guide({ settings: { heading: ' ', text: ' ' } }).text('h2')).toBe(HEADING);
  });

  test.each([EMBED, 'way-in'])('leaves the merchant’s words about links out, in %s', (block) => {
    const settings = {
      heading: 'Lost your link?',
      text: 'Ask for a new link.',
      way_in_heading: 'Lost your link?',
    };
    const known = Object.fromEntries(
      Object.entries(settings).filter(([id]) =>
        schemaOf(block).settings.some((setting) => setting.id === id),
      ),
    );
    const page = onCodes({ block, template: 'customers/login', settings: known });

    expect(page.html).not.toMatch(/Lost your link|Ask for a new link/);
  });

  test('leads to a person where the merchant named one', () => {
    expect(guide().html).not.toContain('Still stuck?');
    expect(
      guide({ settings: { support_email: 'help@example.com' } })
        .one('a[href^="mailto:"]')
        ?.getAttribute('href'),
    ).toBe('mailto:help@example.com');
  });

  test('hands the script what it needs, and an address only where the merchant wants that', () => {
    const props = guide().signIn();

    expect(props).toEqual({
      language: 'en',
      loginHint: false,
      mail: { name: 'Fjord & Fern' },
      texts: { address: 'Email address', copy: 'Copy the address', copied: 'Copied' },
    });
    expect(guide({ settings: { login_hint: true } }).signIn().loginHint).toBe(true);
  });

  test.each([
    [{ sender_name: ' Fjord ' }, { name: 'Fjord' }],
    [{ sender_name: '  ' }, { name: 'Fjord & Fern' }],
  ])('with %o says whom the mail comes from', (settings, mail) => {
    expect(guide({ settings }).signIn().mail).toEqual(mail);
  });

  test('knows the guide page in the page’s language', () => {
    const settings = { proxy_path: '/tools/hello' };
    const page = guide({ settings, locale: 'pt-BR', path: '/pt-br/pages/help' });

    expect(page.signIn().language).toBe('pt-BR');
    expect(page.one('details a')?.getAttribute('href')).toBe('/pt-br/tools/hello/sign-in');
  });

  test('says on a page about a link that somebody is signed in already', () => {
    const page = onCodes({ block: EMBED, template: '404', path: DEAD_LINK, customer: { ...KARI, tags: [] } });

    expect(page.text('h2')).toBe('You are signed in already');
    expect(page.text('.lk-text')).toContain('You don’t need this link any more.');
    expect(page.one('.lk-next a')?.getAttribute('href')).toBe('/account');
    expect(page.one('details, [data-lk-sign-in-button]')).toBeNull();
    expect(page.signIn().language).toBe('en');
  });

  test('speaks of no link where somebody is signed in on any other page', () => {
    const page = guide({ customer: { ...KARI, tags: [] } });

    expect(page.text('h2')).toBe('You are signed in already');
    expect(page.html).not.toContain('You don’t need this link');
  });
});

describe('where the button leads', () => {
  const href = (options: Options, root = ''): string | null | undefined => {
    const page = onCodes(options);
    const found = page.one('[data-lk-sign-in-button]')?.getAttribute('href');
    expect(found?.startsWith(`${root}/`)).toBe(true);
    return found;
  };

  test('back to a page that is worth it', () => {
    expect(href({ block: 'sign-in', template: 'product', path: '/products/ünï & co?variant=1' })).toBe(
      `/customer_authentication/login?return_to=${encodeURIComponent('/products/%C3%BCn%C3%AF%20&%20co')}&locale=en`,
    );
  });

  test.each([
    { block: 'way-in', template: 'customers/login', path: '/account/login' },
    { block: EMBED, template: 'customers/login', path: '/account/invalid_token' },
    { block: 'activation', template: 'customers/activate_account', path: DEAD_LINK },
    { block: EMBED, template: '404', path: DEAD_LINK },
    { block: 'sign-in', template: '404', path: '/collections/gone' },
  ])('to the account from $path, never back to it, and with no link in it', (options) => {
    expect(href(options)).toBe('/customer_authentication/login?return_to=%2Faccount&locale=en');
  });

  test('to the sign-in page where the theme’s routes have no other', () => {
    expect(href({ block: 'sign-in', template: 'page', storefrontLoginUrl: false })).toBe(
      '/account/login?locale=en',
    );
    expect(href({ block: EMBED, template: '404', path: DEAD_LINK, storefrontLoginUrl: false })).toBe(
      '/account/login?locale=en',
    );
  });

  test.each([
    ['nb', '/nb', 'nb'],
    ['pt-BR', '/pt-br', 'pt-BR'],
    ['zh-TW', '/zh-tw', 'zh-TW'],
  ] as const)('in %s, with its language', (locale, root, said) => {
    expect(href({ block: 'sign-in', template: 'page', locale, path: `${root}/pages/x` }, root)).toBe(
      `${root}/customer_authentication/login?return_to=${encodeURIComponent(`${root}/pages/x`)}&locale=${said}`,
    );
    expect(href({ block: EMBED, template: '404', locale, path: `${root}${DEAD_LINK}` }, root)).toBe(
      `${root}/customer_authentication/login?return_to=${encodeURIComponent(`${root}/account`)}&locale=${said}`,
    );
  });

  test('never with an address, whoever is signed in', () => {
    const { html } = onCodes({ block: 'sign-in', template: 'page', customer: { ...KARI, tags: [] } });

    expect(html).not.toMatch(/login_hint=|kari@/);
  });
});

describe('every setting of the block does something', () => {
  const rendered = (settings: Readonly<Record<string, unknown>>) =>
    onCodes({ block: 'sign-in', template: 'page', path: '/pages/help', settings }).html;
  const settings = schemaOf('sign-in').settings.flatMap(({ id, type, options, default: usual }) => {
    const other = options?.find(({ value }) => value !== usual)?.value ?? OF_TYPE[type];
    return id === undefined ? [] : [[id, id === 'proxy_path' ? '/tools/hello' : other] as const];
  });

  test.each(settings)('%s', (id, value) => {
    expect(value).toBeDefined();
    expect(rendered({ [id]: value })).not.toBe(rendered({}));
  });
});

describe.each(SHOP_LOCALES)('in %s', (locale: ShopLocale) => {
  const page = onCodes({ block: EMBED, template: '404', path: DEAD_LINK, locale });

  test('the guide has words of its own everywhere, and nothing that HTML has escaped', () => {
    const said = [...page.document.querySelectorAll('.lk-panel > :not(script), summary, details a')]
      .map((element) => (element.textContent ?? '').trim())
      .filter((text) => text !== '');

    expect(said.length).toBeGreaterThanOrEqual(9);
    expect(new Set(said).size).toBe(said.length);
    if (locale !== 'en') for (const text of said) expect(ENGLISH).not.toContain(text);
    expect(JSON.stringify(page.signIn())).not.toMatch(/&(amp|lt|gt|quot|#39);|translation missing/i);
  });
});

/** What a merchant may fill in, by the kind of setting. */
const OF_TYPE: Readonly<Record<string, unknown>> = {
  text: 'something',
  textarea: 'something',
  url: '/pages/help',
  checkbox: true,
  color: '#1d1b2e',
};

const ENGLISH = [
  ...onCodes({ block: EMBED, template: '404', path: DEAD_LINK }).document.querySelectorAll('.lk-panel > *'),
].map((element) => (element.textContent ?? '').trim());

function onCodes(options: Options): Page {
  return render({ metafields: ON_CODES, ...options });
}

/** An element and what is read in it, in single spaces. */
function partOf(element: Element): string {
  return `${element.localName} ${(element.textContent ?? '').replace(/\s+/g, ' ').trim()}`.trim();
}
