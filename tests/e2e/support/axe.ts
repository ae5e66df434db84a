import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * One line for each rule that is broken, with the markup that breaks it.
 *
 * @param look.at selects what of the page is looked at, all of it unless said; frames are pages of their own and never are
 * @param look.rules those of WCAG 2.2 AA, or what axe thinks good practice besides
 */
export async function violations(
  page: Page,
  { at, rules = 'wcag' }: { at?: string; rules?: 'wcag' | 'every' } = {},
): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => {
    // A colour on its way to another is none to judge.
    for (const animation of document.getAnimations())
      if (animation instanceof CSSTransition) animation.finish();
    return 'axe' in globalThis;
  });
  if (!isThere) await page.evaluate(axe.source);
  const options: RunOptions = {
    iframes: false,
    // Lists of what is in order take longer to make than all the rest.
    resultTypes: ['violations'],
    ...(rules === 'wcag' ? { runOnly: WCAG } : {}),
  };
  const found = await page.evaluate(
    async ([context, how]) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- evaluated into the page right before
      const { axe: there } = globalThis as unknown as { axe: typeof import('axe-core') };
      const results = await there.run(context ?? document, how);
      return results.violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }));
    },
    [at, options] as const,
  );
  return found.map(({ id, html }) => `${id}: ${html.join(' ')}`);
}
