import { describe, expect, test } from 'vitest';
import { SIGN_IN_PATH } from '../../../src/contracts/accounts.ts';
import { SHOP_LOCALES, type ShopLocale } from '../../../src/devstore/shopify/types.ts';
import { KEPT_ADDRESS } from '../../../src/islands/platform/kept-address.ts';
import { DEAD_LINK, EMBED, HEADING, onCodes, type Options } from './sign-in-page.ts';
import { KARI, schemaOf } from './support.ts';

/** What somebody may type, or paste, to have it run. */
const NASTY = `</script><img src=x onerror=alert(1)> "quoted" 'single' \\ &amp; {{ shop.name }}`;

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

/** An element and what is read in it, in single spaces. */
function partOf(element: Element): string {
  return `${element.localName} ${(element.textContent ?? '').replace(/\s+/g, ' ').trim()}`.trim();
}
