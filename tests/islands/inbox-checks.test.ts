import { screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { found } from './support/found.ts';
import { flushed, MODULES, pageOfShop, user } from './support/page-of-shop.ts';

const page = pageOfShop();

describe('a fold with a check', () => {
  const REAL = 'Is the mail really from us?';
  const BROWSER = 'A page or a link doesn’t work?';

  test('loads it when it is opened, and once', async () => {
    page.show();
    await page.ask('ann@gmail.com');
    const place = await page.help();
    expect(page.paths()).not.toContain('inbox-checks-en.json');

    await toggle(place, REAL);
    expect(await screen.findByLabelText('Paste the link from the mail to check it')).toBeDefined();
    await toggle(place, REAL);
    await toggle(place, REAL);

    expect(page.paths().filter((path) => path === 'inbox-checks-en.json')).toHaveLength(1);
    expect(screen.getAllByLabelText('Paste the link from the mail to check it')).toHaveLength(1);
  });

  test('says where the link of a real mail leads, and what is never asked for', async () => {
    page.show();
    await page.ask('ann@gmail.com');

    expect((await page.help()).textContent).toContain(
      'The link in it leads to fjell.example. We never ask for your password or your card in a mail.',
    );
  });

  test('judges a pasted link, and fetches nothing for it', async () => {
    page.show();
    await page.ask('ann@gmail.com');
    await toggle(await page.help(), REAL);
    const field = await screen.findByLabelText('Paste the link from the mail to check it');
    const before = page.calls().length;

    const verdict = found(
      'output',
      HTMLElement,
      found('.lk-field output', HTMLElement).parentElement ?? document,
    );
    await user.click(field);
    await user.paste('https://fjell.example/account/activate/1/secret');
    expect(verdict.textContent).toBe('This link leads to fjell.example. That is this shop.');
    expect(verdict.dataset['lkTone']).toBe('good');

    await user.clear(field);
    expect(verdict.textContent).toBe('');
    await user.paste('https://fjell.example@evil.example/');
    expect(verdict.textContent).toBe(
      'This link leads to evil.example. That is not this shop: don’t open it.',
    );
    expect(verdict.dataset['lkTone']).toBe('warn');

    await user.clear(field);
    await user.paste('the second mail');
    expect(verdict.textContent).toBe('This is not a whole link. A link begins with https://.');

    expect(page.calls()).toHaveLength(before);
    expect(field.getAttribute('name')).toBeNull();
  });

  test('names what is wrong with the browser, and looks again', async () => {
    const agent = vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 Instagram 1');
    page.show();
    await page.ask('ann@gmail.com');
    await toggle(await page.help(), BROWSER);
    expect(await screen.findByText(/^This page is open inside another app/)).toBeDefined();

    agent.mockRestore();
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    await user.click(screen.getByRole('button', { name: 'Check again' }));

    expect(await screen.findByText('You are offline. Connect to the internet first.')).toBeDefined();
    expect(screen.queryByText(/^This page is open inside another app/)).toBeNull();
  });

  test('copies the page’s link, or shows it where the browser does not', async () => {
    page.show();
    await page.ask('ann@gmail.com');
    await toggle(await page.help(), BROWSER);
    const copy = await screen.findByRole('button', { name: 'Copy the link to this page' });

    await user.click(copy);
    expect(await screen.findByText('The link is copied. Paste it into another browser.')).toBeDefined();
    expect(await navigator.clipboard.readText()).toBe(location.href);

    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('denied'));
    await user.click(copy);
    const line = await screen.findByText(/^Copy this link by hand:/);
    expect(line.textContent).toBe(`Copy this link by hand: ${location.href}`);
  });

  test.each([
    ['its module does not arrive', { modules: { ...MODULES, 'inbox-checks': undefined } }],
    [
      'its words do not arrive',
      { answers: { '/inbox-checks-en.json': () => new Response('', { status: 404 }) } },
    ],
    [
      'its words are of another version',
      { answers: { '/inbox-checks-en.json': () => Response.json({ v: 2 }) } },
    ],
  ])('stays empty where %s, and is loaded when it is opened again', async (_, gone) => {
    const log = vi.spyOn(console, 'error');
    page.open('answers' in gone ? gone.answers : {}, 'modules' in gone ? gone.modules : MODULES);
    page.show();
    await page.ask('ann@gmail.com');
    const place = await page.help();
    await toggle(place, REAL);
    await waitFor(() => expect(page.modules()).toContain('inbox-checks'));
    await flushed();
    expect(screen.queryByLabelText('Paste the link from the mail to check it')).toBeNull();
    expect(log).not.toHaveBeenCalled();

    page.open();
    await toggle(place, REAL);
    await toggle(place, REAL);
    expect(await screen.findByLabelText('Paste the link from the mail to check it')).toBeDefined();
  });
});

async function toggle(place: HTMLElement, summary: string): Promise<void> {
  const fold = within(place).getByText(summary).parentElement;
  if (!(fold instanceof HTMLDetailsElement)) throw new Error('no fold');
  fold.open = !fold.open;
  await flushed();
}
