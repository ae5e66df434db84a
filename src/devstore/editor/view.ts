import type { LocalShop } from '../shopify/types.ts';
import { arrangementOf, embedSwitch } from '../storefront/arrangement.ts';
import type { Sources } from '../storefront/sources.ts';
import type { Problem } from './deep-links.ts';
import { withDraft } from './drafts.ts';
import type { EditorSession } from './drafts.ts';
import type { EditorView } from './page.ts';
import { previewUrl } from './selection.ts';
import type { Selection } from './selection.ts';

/** What has just happened, for the page to tell. */
export interface News {
  readonly problem?: Problem | undefined;
  /** What is wrong with a setting, by its id. */
  readonly settingProblems?: Readonly<Record<string, string>>;
  readonly saved?: boolean;
}

/** Gathers what the page of the editor shows to this visitor. */
export function viewOf(
  shop: LocalShop,
  sources: Sources,
  session: EditorSession,
  selection: Selection,
  { problem, settingProblems = {}, saved = false }: News,
): EditorView {
  const extension = sources.extension();
  const quirks = withDraft(shop.quirks, session.draft);
  const { theme, template, merchant, block } = selection;
  const nameOf = (handle: string) => extension.editorSchema(handle, merchant).name ?? handle;
  return {
    selection,
    schema: extension.editorSchema(block, merchant),
    blocks: [...extension.blocks.keys()].map((handle) => [handle, nameOf(handle)] as const),
    merchantLanguages: extension.merchantLanguages,
    sections: sources.theme(theme).sectionsOf(template, arrangementOf(quirks, template)),
    embedEnabled: quirks[embedSwitch(block)],
    values: quirks.blockSettings[block] ?? {},
    settingProblems,
    problem,
    saved,
    hasDraft: Object.keys(session.draft).length > 0,
    previewUrl: previewUrl(shop.origins.storefront, selection, session.key, quirks),
    storefront: shop.origins.storefront,
  };
}
