import { createHash, randomBytes } from 'node:crypto';
import { cookieValue } from '../shopify/cookie-value.ts';
import type { Quirks } from '../shopify/types.ts';

/** What a merchant changed and has not saved; blocks and templates that are not in it are as saved. */
export type Draft = Partial<Pick<Quirks, 'blockSettings' | 'addedBlocks' | 'embedEnabled' | 'hintEnabled'>>;

/** One merchant at the editor. */
export interface EditorSession {
  /** Stands in the address of the preview; from it, nobody gets to the session. */
  readonly key: string;
  /** `Set-Cookie` for a session that has just begun. */
  readonly cookie: string | undefined;
  readonly draft: Draft;
  change(draft: Draft): void;
  /** Back to what is saved. */
  discard(): void;
}

/** The drafts of everybody who has the editor open. */
export interface Drafts {
  /** The session that the request's cookie names, or a new one. */
  sessionOf(request: Request): EditorSession;
  /** undefined for a key that no session has. */
  byKey(key: string): Draft | undefined;
}

const COOKIE = 'theme_editor';

/** A tool for one person: whoever opened the editor longest ago starts anew. */
const MOST_SESSIONS = 50;

export function createDrafts(): Drafts {
  const drafts = new Map<string, Draft>();
  return {
    byKey: (key) => drafts.get(key),
    sessionOf(request) {
      const known = cookieValue(request, COOKIE);
      const id = known ?? randomBytes(16).toString('hex');
      const key = createHash('sha256').update(id).digest('hex').slice(0, 32);
      if (!drafts.has(key)) drafts.set(key, {});
      for (const oldest of [...drafts.keys()].slice(0, -MOST_SESSIONS)) drafts.delete(oldest);
      return {
        key,
        cookie: known === undefined ? `${COOKIE}=${id}; Path=/editor; HttpOnly; SameSite=Lax` : undefined,
        get draft() {
          return drafts.get(key) ?? {};
        },
        change: (draft) => void drafts.set(key, draft),
        discard: () => void drafts.set(key, {}),
      };
    },
  };
}

/** The shop's switches with a draft on top. */
export function withDraft(quirks: Quirks, draft: Draft): Quirks {
  return {
    ...quirks,
    ...draft,
    blockSettings: { ...quirks.blockSettings, ...draft.blockSettings },
    addedBlocks: { ...quirks.addedBlocks, ...draft.addedBlocks },
  };
}

/** What saving a draft writes. */
export function savedBy(quirks: Quirks, draft: Draft): Required<Draft> {
  const { blockSettings, addedBlocks, embedEnabled, hintEnabled } = withDraft(quirks, draft);
  return { blockSettings, addedBlocks, embedEnabled, hintEnabled };
}
