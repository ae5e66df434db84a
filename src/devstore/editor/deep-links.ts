import type { Extension } from '../liquid/extension.ts';
import type { Theme } from '../liquid/theme.ts';
import type { Quirks } from '../shopify/types.ts';
import { arrangementOf, embedSwitch } from '../storefront/arrangement.ts';
import type { Draft } from './drafts.ts';

/**
 * What can be wrong with a deep link. The first four are Shopify's words (shopify.dev, theme app extension
 * configuration, "Deep linking"); the others are ours, for what Shopify does not describe.
 */
export const PROBLEMS = {
  'no-template': 'Template is not found',
  'liquid-template': 'Template is liquid',
  'no-blocks-in-section': "Section doesn't support blocks",
  'template-not-in-schema': 'Template type is not supported in app block schema',
  'no-such-block': 'The app has no such block',
  'not-modelled': 'The local editor does not put blocks into section groups',
} as const;

export type Problem = keyof typeof PROBLEMS;

export function isProblem(name: string | null): name is Problem {
  return name !== null && Object.hasOwn(PROBLEMS, name);
}

/** A wish to add a block or switch an embed on, from a deep link or a button. */
export interface Placement {
  readonly template: string;
  /** File name of the block. */
  readonly handle: string;
  /** `newAppsSection`, `mainSection`, `sectionGroup:…` or `sectionId:…`; embeds have none. */
  readonly target?: string;
}

/** What became of it: the draft, and what to tell the merchant. A problem without a draft changed nothing. */
export interface Placed {
  readonly draft?: Draft;
  readonly problem?: Problem;
}

/** The wish in a deep link's query, or undefined where there is none. The api_key in front is not compared. */
export function deepLink(query: URLSearchParams): Placement | undefined {
  const add = query.get('addAppBlockId');
  const id = add ?? (query.get('context') === 'apps' ? query.get('activateAppId') : null);
  if (id === null) return undefined;
  const handle = /^[^/]+\/([\w-]+)$/.exec(id)?.[1] ?? '';
  const template = query.get('template') ?? 'index';
  return add === null
    ? { template, handle }
    : { template, handle, target: query.get('target') ?? 'newAppsSection' };
}

/**
 * Carries a placement out on a draft.
 *
 * @param quirks the shop's switches with the draft on top
 */
export function place(
  { template, handle, target }: Placement,
  theme: Theme,
  extension: Extension,
  quirks: Quirks,
  draft: Draft,
): Placed {
  const block = extension.blocks.get(handle);
  const isAppBlock = block?.schema.target === 'section';
  if (block === undefined || isAppBlock !== (target !== undefined)) return { problem: 'no-such-block' };
  const sections = theme.sectionsOf(template, arrangementOf(quirks, template));
  if (sections === undefined) return { problem: 'no-template' };
  if (target === undefined) return { draft: { ...draft, [embedSwitch(handle)]: true } };
  if (sections === 'liquid') return { problem: 'liquid-template' };
  if (!extension.fitsTemplate(handle, template)) return { problem: 'template-not-in-schema' };
  if (target.startsWith('sectionGroup:')) return { problem: 'not-modelled' };

  const wanted = target === 'mainSection' ? 'main' : target.replace(/^sectionId:/, '');
  const section = sections.find(({ id, key }) => key === wanted || id === wanted);
  const before = quirks.addedBlocks[template] ?? {};
  const key =
    section?.takesAppBlocks === true
      ? section.key
      : freeName(
          'apps',
          sections.map((one) => one.key),
        );
  const name = freeName(
    handle.replaceAll('-', '_'),
    Object.keys(before).map((at) => at.split('/')[1] ?? ''),
  );
  const added = { ...draft.addedBlocks, [template]: { ...before, [`${key}/${name}`]: handle } };
  const fellBack = target !== 'newAppsSection' && section?.takesAppBlocks !== true;
  return {
    draft: { ...draft, addedBlocks: added },
    ...(fellBack ? { problem: 'no-blocks-in-section' } : {}),
  };
}

/** `apps_added_1`, or the next number that is not taken. */
function freeName(word: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const name = `${word}_added_${number}`;
    if (!taken.includes(name)) return name;
  }
}
