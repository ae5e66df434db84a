import { describe, expect, test } from 'vitest';
import { render } from './support.ts';

const PASSWORD_BLOCKS = [
  {
    block: 'activation',
    template: 'customers/activate_account',
    type: 'activate_customer_password',
    heading: 'Set a password to open your account',
    button: 'Set password',
    action: '/account/activate',
  },
  {
    block: 'reset',
    template: 'customers/reset_password',
    type: 'reset_customer_password',
    heading: 'Choose a new password',
    button: 'Set new password',
    action: '/account/reset',
  },
] as const;

describe.each(PASSWORD_BLOCKS)('the block $block', ({ block, template, type, heading, button, action }) => {
  test('is a complete form without a script', () => {
    const page = render({ block, template });

    expect(page.text('h2')).toBe(heading);
    expect(page.one('latchkey-set-password form')?.getAttribute('action')).toBe(action);
    const fields = [...page.document.querySelectorAll('latchkey-set-password input[type=password]')];
    expect(fields.map((field) => field.getAttribute('name'))).toEqual([
      'customer[password]',
      'customer[password_confirmation]',
    ]);
    for (const field of fields) {
      expect(page.text(`label[for="${field.id}"]`)).toMatch(/password/);
      expect(field.getAttribute('autocomplete')).toBe('new-password');
      expect(field.hasAttribute('maxlength')).toBe(false);
    }
    expect(page.text('latchkey-set-password form button')).toBe(button);
  });

  test('tells the rules before the field that they are for', () => {
    const page = render({ block, template });
    const field = page.one('input[type=password]');
    const [rules] = (field?.getAttribute('aria-describedby') ?? '').split(' ');

    expect(page.text(`#${rules}`)).toBe('At least 5 characters. No space at the start or end.');
    const inOrder = [...page.document.querySelectorAll(`#${rules}, input[type=password]`)];
    expect(inOrder.findIndex((element) => element === field)).toBe(1);
  });

  test('says what Shopify said at the top and at the field', () => {
    const page = render({
      block,
      template,
      posted: { type, errors: [{ field: 'password', code: 'too_short' }] },
    });

    const link = page.one('.lk-summary a');
    const field = page.one('input[type=password]');
    expect(link?.textContent).toMatch(/Password\s+is too short/);
    expect(link?.getAttribute('href')).toBe(`#${field?.id}`);
    expect(field?.getAttribute('aria-invalid')).toBe('true');
    const [problem] = (field?.getAttribute('aria-describedby') ?? '').split(' ');
    expect(page.text(`#${problem}`)).toContain('too short');
    expect(page.setPassword().errors).toHaveLength(1);
  });

  test('says the merchant’s words where there are some, as text and never as markup', () => {
    const settings = { heading: '<b>Welcome</b> "home"', text: '</script><img src=x>' };
    const page = render({ block, template, settings });

    expect(page.text('h2')).toBe(settings.heading);
    expect(page.one('latchkey-set-password')?.getAttribute('aria-label')).toBe(settings.heading);
    expect(page.text('[data-lk-intro] > .lk-text')).toBe(settings.text);
    expect(page.document.querySelectorAll('b, img')).toHaveLength(0);
  });

  test('says our words where the merchant’s are blank', () => {
    const page = render({ block, template, settings: { heading: '  ', text: '' } });

    expect(page.text('h2')).toBe(heading);
  });

  test('says what will happen, step by step, ahead of the form', () => {
    const intro = render({ block, template }).one('latchkey-set-password > [data-lk-intro]');

    expect(intro?.querySelectorAll('ol > li')).toHaveLength(3);
    expect(intro?.querySelector('li')?.getAttribute('aria-current')).toBe('step');
    expect(intro?.nextElementSibling?.matches('form[data-lk-own-form]')).toBe(true);
    expect(intro?.querySelectorAll('input, button, [id]')).toHaveLength(0);
  });

  test('repeats the rules for where the theme’s form stands instead', () => {
    const guide = render({ block, template }).text('[data-lk-intro] > [data-lk-guide]');

    expect(guide).toContain('At least 5 characters. No space at the start or end.');
    expect(guide).toContain('Longer is stronger');
  });

  test('leads with a new link and repeats no rules where the link is dead', () => {
    const posted = { type, errors: [{ field: 'form', code: 'token_invalid' }] } as const;
    const page = render({ block, template, posted });

    expect(page.one('[data-lk-guide]')).toBeNull();
    expect(page.one('.shopify-block > :not(style)')?.matches('latchkey-way-in[data-lk-lead]')).toBe(true);
    expect(page.setPassword().errors).toMatchObject([{ field: 'form' }]);
  });

  test('keeps more room for longer words', () => {
    const room = (text: string): number => {
      const page = render({ block, template, settings: { text } });
      return Number(/--lk-words-m: calc\(([\d.]+)em/.exec(page.html)?.[1]);
    };

    expect(room('Short.')).toBeGreaterThan(0);
    expect(room('Longer. '.repeat(40)) - room('Short.')).toBeCloseTo(10 * 1.5);
  });

  test('keeps room for a second field where the merchant wants one', () => {
    const room = (two_fields: boolean): number =>
      Number(
        /--lk-words-m: .*? \+ (\d+)px/.exec(render({ block, template, settings: { two_fields } }).html)?.[1],
      );

    expect(room(false)).toBe(0);
    expect(room(true)).toBeGreaterThan(44);
  });

  test.each([
    { settings: {}, props: { twoFields: false } },
    { settings: { two_fields: true }, props: { twoFields: true } },
  ])('tells the island how many fields the merchant wants: $settings', ({ settings, props }) => {
    expect(render({ block, template, settings }).setPassword()).toMatchObject(props);
  });

  test('names the look-up of leaked passwords only where the merchant turned it on, at the shop’s own path', () => {
    const settings = { breached_passwords: true, proxy_path: '/tools/hello' };

    expect(render({ block, template }).setPassword().breachedPasswords).toBeUndefined();
    expect(render({ block, template, settings }).setPassword().breachedPasswords).toBe(
      '/tools/hello/breached-passwords',
    );
  });

  test('has no two elements with the same id', () => {
    const ids = [...render({ block, template }).document.querySelectorAll('[id]')].map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('only an invitation can be declined, behind a fold and after an explanation', () => {
  const activation = render({ block: 'activation', template: 'customers/activate_account' });
  const reset = render({ block: 'reset', template: 'customers/reset_password' });

  const decline = activation.one('details:not([open]) button[name=decline]');
  expect(decline?.hasAttribute('formnovalidate')).toBe(true);
  expect(decline?.previousElementSibling?.textContent).toContain('this link stops working');
  expect(reset.one('[name=decline]')).toBeNull();
});

describe('the block way-in', () => {
  test('posts to the proxy without a script, in the page’s language', () => {
    const page = render({ block: 'way-in', template: 'page' });

    const form = page.one('form');
    expect(form?.getAttribute('method')).toBe('post');
    expect(form?.getAttribute('action')).toBe('/apps/account-access/requests');
    expect(page.one('input[name=locale]')?.getAttribute('value')).toBe('en');
    const field = page.one('input[type=email]');
    expect(page.text(`label[for="${field?.id}"]`)).toBe('Email address');
    expect(field?.getAttribute('autocomplete')).toBe('email');
    expect(field?.hasAttribute('maxlength')).toBe(false);
  });

  test('posts to, and leads to, pages in the language of its own, with and without a script', () => {
    const page = render({ block: 'way-in', template: 'page', locale: 'pt-BR', path: '/pt-br/pages/help' });
    const action = '/pt-br/apps/account-access/requests';
    const noMailbox = '/pt-br/apps/account-access/mailbox-requests';

    expect(page.one('form')?.getAttribute('action')).toBe(action);
    expect(page.one('input[name=locale]')?.getAttribute('value')).toBe('pt-BR');
    expect(page.one(`.lk-aside a[href="${noMailbox}"]`)).not.toBeNull();
    expect(page.wayIn()).toMatchObject({ action, noMailbox });
    const fold = render({
      block: 'activation',
      template: 'customers/activate_account',
      locale: 'pt-BR',
      path: '/pt-br/account/activate/1/2',
    });
    expect(fold.one('.lk-details .lk-aside a')?.getAttribute('href')).toBe('/pt-br/apps/account-access');
  });

  test.each([
    { given: '/apps/account-access', path: '/apps/account-access' },
    { given: '/tools/hello-again', path: '/tools/hello-again' },
    { given: '  /a/Way_In ', path: '/a/Way_In' },
    { given: '/community/way-in', path: '/community/way-in' },
    { given: '', path: '/apps/account-access' },
    { given: 'apps/way-in', path: '/apps/account-access' },
    { given: '/apps/way-in/more', path: '/apps/account-access' },
    { given: '/apps/', path: '/apps/account-access' },
    { given: '/shop/way-in', path: '/apps/account-access' },
    { given: '//evil.example/apps', path: '/apps/account-access' },
    { given: 'https://evil.example/apps/x', path: '/apps/account-access' },
    { given: '/apps/x?y=1', path: '/apps/account-access' },
    { given: '/apps/"><script>', path: '/apps/account-access' },
  ])('with the proxy path "$given" posts to $path', ({ given, path }) => {
    const page = render({ block: 'way-in', template: 'page', settings: { proxy_path: given } });

    expect(page.one('form')?.getAttribute('action')).toBe(`${path}/requests`);
    expect(page.wayIn().action).toBe(`${path}/requests`);
  });

  test.each([
    { settings: {}, hrefs: [] },
    { settings: { support_email: '  ' }, hrefs: [] },
    { settings: { support_email: ' help@example.com ' }, hrefs: ['mailto:help@example.com'] },
    { settings: { support_url: '/pages/contact' }, hrefs: ['/pages/contact'] },
    { settings: { support_phone: '+47 22 33 44 55' }, hrefs: ['tel:+4722334455'] },
    {
      settings: {
        support_phone: '22 33',
        support_email: 'help@example.com',
        support_url: '/pages/contact',
      },
      hrefs: ['/pages/contact', 'mailto:help@example.com', 'tel:2233'],
    },
  ])('leads to a person by $settings', ({ settings, hrefs }) => {
    const page = render({ block: 'way-in', template: 'page', settings });

    const links = [...page.document.querySelectorAll('a:not([data-lk-sign-in], .lk-aside a)')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual(hrefs);
    expect(page.html.includes('Still stuck?')).toBe(hrefs.length > 0);
  });

  test('prints a contact as text and never as markup', () => {
    const support_phone = '"><img src=x>';
    const page = render({ block: 'way-in', template: 'page', settings: { support_phone } });

    expect(page.text('a[href^="tel:"]')).toBe(support_phone);
    expect(page.one('img')).toBeNull();
  });

  test.each([
    { settings: {}, sender: 'Look for a mail from Fjord & Fern.' },
    { settings: { sender_name: '  ' }, sender: 'Look for a mail from Fjord & Fern.' },
    { settings: { sender_email: 'not an address' }, sender: 'Look for a mail from Fjord & Fern.' },
    { settings: { sender_name: 'Fjord' }, sender: 'Look for a mail from Fjord.' },
    {
      settings: { sender_email: 'hi@fjord.example' },
      sender: 'Look for a mail from Fjord & Fern (hi@fjord.example).',
    },
    {
      settings: { sender_name: 'Fjord', sender_email: 'hi@fjord.example' },
      sender: 'Look for a mail from Fjord (hi@fjord.example).',
    },
    {
      settings: { sender_name: `Ann's <b>"Fjord"</b> & Fern 100%` },
      sender: `Look for a mail from Ann's <b>"Fjord"</b> & Fern 100%.`,
    },
  ])('says whom the mail comes from by $settings', ({ settings, sender }) => {
    const page = render({ block: 'way-in', template: 'page', settings });

    expect(page.wayIn().sender).toBe(sender);
    expect(page.one('b')).toBeNull();
    expect(page.wayIn().texts.meanwhile).toContain(`${sender} It usually takes a minute or two.`);
  });

  test('tells the help what to know the mail by, as the merchant set it', () => {
    const settings = {
      sender_name: ' Fjord ',
      sender_email: ' hi@fjord.example ',
      mail_subject: ' Welcome "back" ',
    };
    const hosts = expect.arrayContaining([expect.stringMatching(/^[\w.-]+$/)]);

    expect(render({ block: 'way-in', template: 'page', settings }).wayIn().mail).toEqual({
      name: 'Fjord',
      email: 'hi@fjord.example',
      subject: 'Welcome "back"',
      hosts,
    });
    expect(render({ block: 'way-in', template: 'page' }).wayIn().mail).toEqual({
      name: 'Fjord & Fern',
      hosts,
    });
  });

  test('leads those who cannot open their mailbox to a page in their language, first of all', () => {
    const page = render({ block: 'way-in', template: 'page' });
    const link = [...page.document.querySelectorAll('.lk-aside a')].at(-1);

    expect(link?.textContent).toBe('Can’t open your mailbox?');
    expect(link?.getAttribute('href')).toBe('/apps/account-access/mailbox-requests');
    expect(page.wayIn().noMailbox).toBe(link?.getAttribute('href'));
  });

  test('has a complete sentence for every wait, shortest first', () => {
    const { waits } = render({ block: 'way-in', template: 'page' }).wayIn();

    expect(waits[0]?.text).toBe('You have asked a few times in a row. You can ask again in 1 minute.');
    expect(waits.at(-1)?.text).toBe('You have asked a few times in a row. You can ask again in 60 minutes.');
    const minutes = waits.map((wait) => wait.minutes);
    expect(minutes).toEqual(minutes.toSorted((one, other) => one - other));
  });
});
