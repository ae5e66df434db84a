import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The axe that the builder comes with; made small, it is read in half the time. */
const axe = readFileSync(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
    'axe-core/axe.min.js',
  ),
  'utf8',
);

/** One line for each rule that is broken, with the markup that breaks it. */
export async function violations(page: Page): Promise<readonly string[]> {
  const there = await page.evaluate(() => {
    // A colour on its way to another is none to judge.
    for (const animation of document.getAnimations())
      if (animation instanceof CSSTransition) animation.finish();
    return 'axe' in globalThis;
  });
  if (!there) await page.evaluate(axe);
  const builder = new AxeBuilder({ page, axeSource: ALREADY_THERE })
    // Our pages have no frames: without the detour over a blank page, which is for them, axe takes half the time.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(WCAG);
  const { violations: found } = await builder.analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** The builder hands in its axe twice for each look, and half as much again as it needs. */
const ALREADY_THERE = ';';
