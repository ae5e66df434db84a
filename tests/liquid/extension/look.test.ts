import { describe, expect, test } from 'vitest';
import { render } from './support.ts';

const ELEMENTS = [
  { block: 'account-access', template: 'customers/login', element: 'latchkey-way-in' },
  { block: 'account-access', template: 'customers/account', element: 'latchkey-done' },
  { block: 'account-access', template: 'customers/reset_password', element: 'latchkey-set-password' },
  { block: 'activation', template: 'customers/activate_account', element: 'latchkey-set-password' },
  { block: 'activation', template: 'customers/activate_account', element: 'latchkey-way-in' },
  { block: 'reset', template: 'customers/reset_password', element: 'latchkey-set-password' },
  { block: 'way-in', template: 'page', element: 'latchkey-way-in' },
  { block: 'sign-in', template: 'page', element: 'latchkey-sign-in' },
] as const;

describe.each(ELEMENTS)('$element of $block on $template', ({ block, template, element }) => {
  const look = (settings: Readonly<Record<string, unknown>>) => {
    const found = render({ block, template, settings }).one(element);
    const style = found?.getAttribute('style') ?? undefined;
    return {
      style: style
        ?.split(';')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
      paper: found?.hasAttribute('data-lk-paper'),
    };
  };

  test('is as the theme has it until the merchant says otherwise', () => {
    expect(look({})).toEqual({ style: undefined, paper: false });
    expect(look({ font: 'theme', corners: 'theme', spacing: 'normal' }).style).toBeUndefined();
  });

  test.each([
    [{ color_text: '#111111' }, ['--lk-text: #111111'], {}],
    [{ color_background: '#fffbe6' }, ['--lk-paper: #fffbe6'], { paper: true }],
    [{ color_button: '#0b5c3b' }, ['--lk-button: #0b5c3b'], {}],
    [{ color_button_text: '#ffffff' }, ['--lk-button-text: #ffffff'], {}],
    [{ font: 'sans' }, ['--lk-font: system-ui, sans-serif'], {}],
    [{ font: 'serif' }, ['--lk-font: ui-serif, Georgia, serif'], {}],
    [{ corners: 'square' }, ['--lk-radius: 0px'], {}],
    [{ corners: 'soft' }, ['--lk-radius: 8px'], {}],
    [{ corners: 'round' }, ['--lk-radius: 24px'], {}],
    [{ spacing: 'tight' }, ['--lk-gap: 10px'], {}],
    [{ spacing: 'wide' }, ['--lk-gap: 24px'], {}],
  ])('with %o has %j', (settings, style, more) => {
    expect(look(settings)).toEqual({ paper: false, ...more, style });
  });

  test('has everything at once', () => {
    const settings = {
      color_text: '#111111',
      color_background: '#fffbe6',
      color_button: '#0b5c3b',
      color_button_text: '#ffffff',
      font: 'serif',
      corners: 'round',
      spacing: 'wide',
    };

    expect(look(settings)).toEqual({
      paper: true,
      style: [
        '--lk-text: #111111',
        '--lk-paper: #fffbe6',
        '--lk-button: #0b5c3b',
        '--lk-button-text: #ffffff',
        '--lk-font: ui-serif, Georgia, serif',
        '--lk-radius: 24px',
        '--lk-gap: 24px',
      ],
    });
  });
});
