import { describe, expect, it } from 'vitest';
import { adviseOnCode } from '../../../src/contracts/code-help/advise.ts';
import { localProvider } from '../../../src/contracts/mail-providers/local.ts';
import { MAIL_PROVIDERS } from '../../../src/contracts/mail-providers/providers.ts';
import { codeTextsOf, LOCALES, wordsOf } from './inbox-help-texts.ts';

const codes = codeTextsOf('en');
const words = { codes, inbox: wordsOf('en') };
const context = { sender: 'Fjell & Fjord', domain: 'fjell.example' };

function provider(name: string) {
  const known = MAIL_PROVIDERS.find((each) => each.name === name);
  if (!known) throw new Error(`no provider ${name}`);
  return { kind: 'provider', provider: localProvider(known, 'en') } as const;
}

describe('of a mailbox that nobody knows', () => {
  const { find, use, open, places, allow } = adviseOnCode({ kind: 'unknown' }, words, context);

  it('first is what to look for, how long it takes and where', () => {
    expect(find).toEqual([
      'Look for a mail from Fjell & Fjord, or from Shopify in its name. Often the code already stands in the subject.',
      codes.wait,
      wordsOf('en').folder_unknown,
    ]);
  });

  it('then how a code is used, and what to do where none comes', () => {
    expect(use).toEqual([
      codes.newest,
      codes.paste,
      codes.tries,
      codes.resend,
      codes.filter,
      codes.another_address,
      codes.shop,
    ]);
  });

  it('there is nothing to open and no other place', () => {
    expect({ open, places, allow }).toEqual({ open: undefined, places: [], allow: [] });
  });
});

describe('of a mailbox with a known provider', () => {
  const { find, use, open } = adviseOnCode(provider('Gmail'), words, context);

  it('the folder has its own name, and a company’s filter is not spoken of', () => {
    expect(find.at(-1)).toContain('“Spam”');
    expect(use).not.toContain(codes.filter);
  });

  it('the button opens the mailbox and searches for no sender, since the code’s is not certain', () => {
    expect(open?.label).toBe('Open Gmail');
    expect(open?.href).not.toMatch(/search|fjell/i);
  });
});

it('a mailbox behind a company’s filter is told of that filter by name, and once', () => {
  const { find, use } = adviseOnCode({ kind: 'filter', name: 'Mimecast' }, words, context);

  expect(find.join()).toContain('Mimecast');
  expect(use).not.toContain(codes.filter);
});

it('an address that takes no mail is told so, and to use another one', () => {
  const { find, use, open } = adviseOnCode({ kind: 'no-mail' }, words, context);

  expect(find).toEqual([
    'Addresses that end in fjell.example can’t receive mail. Check the address for typos.',
    codes.another_address,
  ]);
  expect(use).toEqual([codes.shop]);
  expect(open).toBeUndefined();
});

it('where mail may have been turned away, that is said with the places to look', () => {
  const strict = MAIL_PROVIDERS.find(({ rejection }) => rejection);
  const { find } = adviseOnCode(provider(strict?.name ?? ''), words, context);

  expect(find).toHaveLength(4);
});

it.each(LOCALES)('nothing is left to fill in, in %s', (locale) => {
  const local = { codes: codeTextsOf(locale), inbox: wordsOf(locale) };
  for (const mailbox of [{ kind: 'unknown' }, { kind: 'no-mail' }, provider('Gmail')] as const) {
    const { find, use, places, allow } = adviseOnCode(mailbox, local, context);
    expect([...find, ...use, ...places, ...allow].join()).not.toMatch(/[{}]|undefined/);
  }
});
