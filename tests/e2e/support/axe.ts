import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** One line for each rule that is broken, with the markup that breaks it. */
export async function violations(page: Page): Promise<readonly string[]> {
  // A colour on its way to another is none to judge.
  await page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation instanceof CSSTransition) animation.finish();
  });
  // Our pages have no frames: without the detour over a blank page, which is for them, axe takes half the time.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode().withTags(WCAG).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
