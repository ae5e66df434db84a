import { screen, waitFor } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { found } from './support/found.ts';
import { flushed, MODULES, pageOfShop, user } from './support/page-of-shop.ts';
import { HELP_FILE, type ShopAnswers } from './support/shop.ts';

const page = pageOfShop();

describe('the page stays as it was, without a word in the console, where', () => {
  const { 'inbox-help': _help, ...withoutHelp } = MODULES;
  const { 'address-advice': _advice, ...withoutAdvice } = MODULES;
  const file = (respond: () => Response | Promise<Response>) => ({ '/inbox-help-en.json': respond });

  test.each<[string, ShopAnswers, Readonly<Record<string, object>>]>([
    ['the module does not arrive', {}, withoutHelp],
    ['the module is none of ours', {}, { ...MODULES, 'inbox-help': { other: 1 } }],
    ['the advice about addresses does not arrive', {}, withoutAdvice],
    ['the data file is missing', file(() => new Response('', { status: 404 })), MODULES],
    ['the data file does not arrive', file(() => Promise.reject(new TypeError('failed'))), MODULES],
    ['the data file is of another version', file(() => Response.json({ ...HELP_FILE, v: 2 })), MODULES],
    ['the data file is cut off', file(() => new Response('{"v":1,"words":{"sub')), MODULES],
    ['the data file is a page', file(() => new Response('<!doctype html>')), MODULES],
    ['the data file is null', file(() => Response.json(null)), MODULES],
  ])('%s', async (_, answers, present) => {
    const spoken = (['error', 'warn', 'log'] as const).map((kind) => vi.spyOn(console, kind));
    page.open(answers, present);
    page.show();
    await page.ask('ann@gmail.com');
    await screen.findByRole('heading', { name: 'Check your inbox' });
    await waitFor(() => expect(page.modules()).toContain('inbox-help'));
    await flushed();

    expect(found('[data-lk-inbox]', HTMLElement).childElementCount).toBe(0);
    expect(screen.getByText('ann@gmail.com')).toBeDefined();
    expect(screen.getByText('It usually takes a minute or two.')).toBeDefined();
    for (const one of spoken) expect(one).not.toHaveBeenCalled();

    await user.click(screen.getByRole('button', { name: 'Use another address' }));
    expect(screen.getByLabelText('Email address')).toHaveProperty('value', 'ann@gmail.com');
  });
});

test('a shopper who goes back before the help arrives meets none', async () => {
  let arrive: (file: Response) => void = () => {};
  page.open({ '/inbox-help-en.json': () => new Promise((resolve) => (arrive = resolve)) });
  page.show();
  await page.ask('ann@fjord.example');
  await waitFor(() => expect(page.paths()).toContain('inbox-help-en.json'));

  await user.click(screen.getByRole('button', { name: 'Use another address' }));
  arrive(Response.json(HELP_FILE));
  await flushed();

  expect(document.querySelector('details.lk-details .lk-fold')).toBeNull();
  expect(screen.getByLabelText('Email address')).toBeDefined();
});
