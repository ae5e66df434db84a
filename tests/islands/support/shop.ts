import { packCodeHelp } from '../../../src/contracts/code-help/pack-help.ts';
import { packChecks, packHelp } from '../../../src/contracts/inbox-help/pack-help.ts';
import { codeTextsOf, guideOf, textsOf } from '../../unit/contracts/inbox-help-texts.ts';
import { jsonOf } from './found.ts';

/** The files beside the modules, as the build writes them for English. */
export const HELP_FILE = packHelp(textsOf('en'), 'en');
export const CHECKS_FILE = packChecks(textsOf('en'));
export const CODE_HELP_FILE = packCodeHelp(
  { inbox: textsOf('en'), codes: codeTextsOf('en') },
  guideOf('en'),
  'en',
);

type Respond = (body: unknown) => Response | Promise<Response>;

/** What the shop answers, by the end of the address. */
export type ShopAnswers = Readonly<Record<string, Respond>>;

/** A shop that takes every request and knows no mailbox. */
export const KIND_SHOP: ShopAnswers = {
  '/requests': () => Response.json({ v: 1, state: 'check-inbox' }, { status: 202 }),
  '/mailboxes': () => Response.json({ v: 1, mailbox: { kind: 'unknown' } }),
  '/accounts': () => Response.json({ v: 1, signInWith: 'password' }),
  '/code-help-en.json': () => Response.json(CODE_HELP_FILE),
  '/inbox-help-en.json': () => Response.json(HELP_FILE),
  '/inbox-checks-en.json': () => Response.json(CHECKS_FILE),
};

/** One call of `fetch`. */
export interface Call {
  readonly path: string;
  /** Decoded, where it was JSON. */
  readonly body: unknown;
}

/**
 * Something to put in the place of `fetch`.
 *
 * @param calls takes what was asked, in order
 */
export function shopFetch(answers: ShopAnswers, calls: Call[]) {
  return async (address: string | URL, init: RequestInit = {}): Promise<Response> => {
    const path = String(address);
    const body = jsonOf(init);
    calls.push({ path, body });
    const answer = Object.entries(answers).find(([end]) => path.endsWith(end))?.[1];
    if (!answer) throw new TypeError(`nothing at ${path}`);
    return answer(body);
  };
}
