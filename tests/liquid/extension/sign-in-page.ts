import type { RenderBlockOptions } from '../../../src/devstore/storefront/render-block.ts';
import { ON_CODES, render, type Page } from './support.ts';

export type Options = Partial<RenderBlockOptions> & Pick<RenderBlockOptions, 'block' | 'template'>;

/** The guide's heading, unless the merchant wrote one. */
export const HEADING = 'You don’t need a password any more';

/** The app embed. */
export const EMBED = 'account-access';
/** Where an older mail leads to. */
export const DEAD_LINK = '/account/activate/4711/0a1b-1';

/** A block as it is in a shop whose customers sign in with codes. */
export function onCodes(options: Options): Page {
  return render({ metafields: ON_CODES, ...options });
}
