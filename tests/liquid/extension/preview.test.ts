import { describe, expect, test } from 'vitest';
import { BLOCKS, ON_CODES, render, schemaOf, type Page } from './support.ts';

/** A page that each block is made for; the embed's are listed with what it prints there. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  activation: ['customers/activate_account'],
  reset: ['customers/reset_password'],
  'way-in': ['customers/login', 'customers/register', '404', 'page'],
  'account-access': schemaOf('account-access').enabled_on?.templates ?? [],
};
const optionsOf = (block: string): readonly string[] =>
  schemaOf(block)
    .settings.find(({ id }) => id === 'preview_state')
    ?.options?.map(({ value }) => value) ?? [];

const CASES = BLOCKS.flatMap((block) =>
  (TEMPLATES[block] ?? []).flatMap((template) =>
    optionsOf(block).map((state) => ({ block, template, state })),
  ),
);

/** What customers find, by block and page; the same every time. */
const seen = new Map<string, string>();

/** What a preview of a state puts on the page. */
const SHOWN: Readonly<Record<string, (page: Page) => void>> = {
  set_password: (page) => {
    expect(page.one('latchkey-set-password form[data-lk-own-form]')).not.toBeNull();
    expect(page.setPassword().start).toBeUndefined();
    // What a merchant sees is what customers find: the offer of a new link stays folded.
    expect(page.one('[data-lk-lead]')).toBeNull();
  },
  password_problem: (page) => {
    expect(page.setPassword().start).toEqual({ kind: 'refused', problem: 'too-short' });
    expect(page.one('[data-lk-lead]')).toBeNull();
  },
  link_expired: (page) => expectReason(page, 'link-expired', 'more than 30 days old'),
  link_superseded: (page) => expectReason(page, 'link-superseded', 'a newer mail'),
  link_cut_off: (page) => expectReason(page, 'link-cut-off', 'A part of this link'),
  link_used: (page) => expectStart(page, { state: 'already-active' }),
  signed_in: (page) => {
    expect(why(page)).toBe('signed-in');
    expect(page.text('latchkey-way-in h2')).toBe('You are signed in already');
  },
  ask_address: (page) => {
    expect(page.text('latchkey-way-in h2')).toBe('Get back into your account');
    expectStart(page, undefined);
  },
  address_problem: (page) => expectStart(page, { state: 'ask-address', phase: 'idle', problem: 'malformed' }),
  recovered: (page) => {
    expect(why(page)).toBe('recovered');
    expect(page.text('latchkey-way-in h2')).toBe('If no mail comes');
  },
  check_inbox: (page) => expectStart(page, { state: 'check-inbox', email: 'kari@example.com' }),
  throttled: (page) =>
    expectStart(page, {
      state: 'throttled',
      wait: 'You have asked a few times in a row. You can ask again in 5 minutes.',
    }),
  service_degraded: (page) => expectStart(page, { state: 'service-degraded', native: false }),
  sign_in_with_code: (page) => {
    expect(page.text('latchkey-sign-in h2')).toBe('You don’t need a password any more');
    expect(page.one('latchkey-way-in, latchkey-set-password, input')).toBeNull();
  },
  done: (page) => {
    expect(page.one('latchkey-done')?.hasAttribute('data-lk-preview')).toBe(true);
    expect(page.one('latchkey-way-in, latchkey-set-password')).toBeNull();
  },
};

// The others stay as they are whatever a shopper does.
const WITH_STATES = BLOCKS.filter((block) => !['faq', 'sign-in', 'sign-in-hint'].includes(block));

test.each(WITH_STATES)('%s starts with what customers find, and has states to preview', (block) => {
  const setting = schemaOf(block).settings.find(({ id }) => id === 'preview_state');

  expect(setting?.default).toBe('live');
  expect(optionsOf(block)).toContain('live');
  expect(optionsOf(block).length).toBeGreaterThan(10);
  expect(Object.keys({ live: 0, ...SHOWN })).toEqual(expect.arrayContaining([...optionsOf(block)]));
});

describe.each(CASES)('$block on $template, with $state to preview', ({ block, template, state }) => {
  const settings = { preview_state: state };

  test('is outside the theme editor, to the letter, as it is for everybody', () => {
    expect(render({ block, template, settings }).html).toBe(asEverybody(block, template));
  });

  test('shows that state in the theme editor', () => {
    const page = render({ block, template, settings, designMode: true });

    if (state === 'live') {
      expect(page.html).toBe(render({ block, template, designMode: true }).html);
      expect(page.html).not.toContain('You see a preview state.');
    } else {
      SHOWN[state]?.(page);
      expect(page.html).toContain('You see a preview state.');
    }
  });
});

test('a dead link comes first in a preview, too, and then the form', () => {
  const settings = { preview_state: 'link_expired' };
  const page = render({
    block: 'activation',
    template: 'customers/activate_account',
    settings,
    designMode: true,
  });

  const elements = [...page.document.querySelectorAll('latchkey-way-in, latchkey-set-password')];
  expect(elements.map(({ localName }) => localName)).toEqual(['latchkey-way-in', 'latchkey-set-password']);
  expect(elements[0]?.hasAttribute('data-lk-lead')).toBe(true);
});

test.each(WITH_STATES)('%s previews what the merchant chose in a shop on codes, too', (block) => {
  const [template = ''] = TEMPLATES[block] ?? [];
  const settings = { preview_state: 'link_expired' };
  const shown = (metafields: object) =>
    render({ block, template, settings, designMode: true, metafields: { ...metafields } }).html;

  expect(shown(ON_CODES)).toBe(shown({}));
});

function asEverybody(block: string, template: string): string {
  const key = `${block} ${template}`;
  const known = seen.get(key) ?? render({ block, template }).html;
  seen.set(key, known);
  return known;
}

function why(page: Page): string | null | undefined {
  return page.one('latchkey-way-in')?.getAttribute('data-lk-why');
}

function expectReason(page: Page, reason: string, words: string): void {
  expect(why(page)).toBe(reason);
  expect(page.one('latchkey-way-in')?.hasAttribute('data-lk-lead')).toBe(true);
  expect(page.text('latchkey-way-in [data-lk-server] .lk-text')).toContain(words);
  expectStart(page, undefined);
}

function expectStart(page: Page, start: object | undefined): void {
  expect(page.wayIn().start).toEqual(start);
  expect(page.one('latchkey-way-in')?.hasAttribute('data-lk-lead')).toBe(true);
  expect(page.one('latchkey-way-in')?.hasAttribute('hidden')).toBe(false);
}
