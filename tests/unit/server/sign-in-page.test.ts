// @vitest-environment jsdom
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { finished, inStorefrontLanguage } from '../../../src/server/http/pages/layout.ts';
import { signInPage, type SignIn } from '../../../src/server/http/pages/sign-in.ts';
import { loadTexts } from '../../../src/server/node/load-texts.ts';
import { themed } from '../../support/themed.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TEXTS = loadTexts({
  extension: join(ROOT, 'extensions/account-access/locales'),
  afterAnswer: join(ROOT, 'src/texts'),
});
const ENGLISH = TEXTS[0];
const PREFIX = '/community/way-in';

const pageFor = (told: Partial<SignIn> = {}, texts = ENGLISH) =>
  finished(signInPage(texts, { pathPrefix: PREFIX, senderName: 'Fjell', ...told }));
const documentOf = (told?: Partial<SignIn>) => new DOMParser().parseFromString(pageFor(told), 'text/html');
const linesOf = (document: Document) =>
  [...document.querySelectorAll('p, li')].map((line) => line.textContent);

describe('the page that tells how to sign in with a code', () => {
  it('says in three lines what changed, that it is the same account, and what happens next', () => {
    const { heading, changed, account, next } = ENGLISH.guide;
    const document = documentOf();

    expect(document.querySelector('h1')?.textContent).toBe(heading);
    expect(linesOf(document).slice(0, 3)).toEqual([changed, account, next]);
  });

  it('has one thing to do, which leads to the account and never back here, in the page’s language', () => {
    const document = documentOf();
    const buttons = document.querySelectorAll('.lk-action');

    expect(buttons).toHaveLength(1);
    expect(buttons[0]?.textContent).toBe(ENGLISH.guide.button);
    const href = buttons[0]?.getAttribute('href') ?? '';
    expect(href).toContain('return_to={{ routes.account_url | url_encode }}');
    expect(href).toContain('locale={{ request.locale.iso_code | url_encode }}');
    expect(href).toContain('{% else %}{{ routes.account_login_url');
  });

  it('asks for no password and no address', () => {
    expect(documentOf({ email: 'ada@gmail.com' }).querySelectorAll('form, input, button')).toHaveLength(0);
  });

  it('repeats the address that was typed, and puts it into no link', () => {
    const document = documentOf({ email: 'ada+{{x}}@gmail.com' });

    expect(document.querySelector('bdi')?.textContent).toBe('ada+{{x}}@gmail.com');
    expect(pageFor({ email: 'ada+{{x}}@gmail.com' })).not.toContain('{{x}}');
    for (const link of document.querySelectorAll('a')) expect(link.getAttribute('href')).not.toMatch(/ada/);
  });

  it('tells who comes from an older mail that its link is no longer needed, and nobody else', () => {
    expect(linesOf(documentOf())).toContain(ENGLISH.guide.old);
    expect(linesOf(documentOf({ email: 'ada@example.com' }))).not.toContain(ENGLISH.guide.old);
  });

  it('has the whole help for a code that does not come, with nothing to unfold', () => {
    const document = documentOf();
    const { newest, paste, tries, resend, filter, another_address, shop } = ENGLISH.codes;

    expect(document.querySelector('details')).toBeNull();
    expect(linesOf(document)).toEqual(
      expect.arrayContaining([newest, paste, tries, resend, filter, another_address, shop]),
    );
    expect(document.body.textContent).toContain('Look for a mail from Fjell');
    expect(pageFor({ senderName: '' })).toContain('Look for a mail from {{ shop.name | escape }}');
  });

  it('knows the folders of the mailbox behind the address', () => {
    const document = documentOf({ email: 'ada@gmail.com' });

    expect(document.body.textContent).toContain('often called “Spam”');
    const open = document.querySelector('.lk-open');
    expect(open?.textContent).toBe('Open Gmail');
    expect(open?.getAttribute('rel')).toBe('noopener noreferrer');
    expect(document.querySelector('h3')?.textContent).toBe(ENGLISH.inbox.places);
  });

  it.each([
    { root: '/', url: `${PREFIX}/mailbox-requests` },
    { root: '/nb', url: `/nb${PREFIX}/mailbox-requests` },
  ])('leads to staff for who cannot open that mailbox, below $root', ({ root, url }) => {
    const links = [...themed(pageFor(), { root }).querySelectorAll('.lk-links a')];

    expect(links.map((link) => link.getAttribute('href'))).toEqual([url]);
  });

  it('is in the storefront’s language, and has nothing left to fill in in any', () => {
    const all = finished(
      inStorefrontLanguage(TEXTS, (each) => signInPage(each, { pathPrefix: PREFIX, senderName: '' })),
    );

    for (const texts of TEXTS.slice(1)) expect(all).toContain(`{% when '${texts.locale}' %}`);
    for (const texts of TEXTS) {
      const page = pageFor({ email: 'a@gmail.com' }, texts).replaceAll(
        /\{\{ (routes|request)\..*?\}\}|\{% .*? %\}/g,
        'x',
      );
      expect(page, texts.locale).not.toMatch(/\{\{|undefined|[\ue000\ue001]/);
    }
  });
});
