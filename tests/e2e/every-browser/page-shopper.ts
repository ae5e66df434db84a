import { expect, type Locator, type Page } from '@playwright/test';
import { asList, PATIENCE_MS, type Names, type Shopper } from './shopper.ts';

/**
 * A shopper in an engine that Playwright drives.
 *
 * @param scripts Do the page's scripts run? Where Firefox runs none, what Playwright asks the page before it
 *   fills or clicks is never answered (1.64.1, over BiDi): keys and unasked clicks are what works there.
 */
export function createPageShopper(page: Page, { scripts }: { readonly scripts: boolean }): Shopper {
  page.setDefaultTimeout(PATIENCE_MS);

  const visible = (names: Names, find: (name: string) => Locator): Locator =>
    asList(names)
      .map(find)
      .reduce((one, other) => one.or(other))
      .filter({ visible: true });
  const field = (names: Names) => visible(names, (name) => page.getByLabel(name, { exact: true }));
  const button = (names: Names) => visible(names, (name) => page.getByRole('button', { name, exact: true }));
  const heading = (names: Names) =>
    visible(names, (name) => page.getByRole('heading', { name, exact: true }));
  const link = (begins: string) =>
    page.getByRole('link', { name: new RegExp(`^${begins}`, 'i') }).filter({ visible: true });
  const fold = (names: Names) =>
    visible(names, (name) =>
      page.locator('summary').filter({
        has: page
          .locator(':scope, *')
          .and(page.getByText(name, { exact: true }))
          .filter({ visible: true }),
      }),
    );

  return {
    open: async (url) => {
      await page.goto(url);
    },
    path: async () => new URL(page.url()).pathname,
    fill: (names, text) =>
      // An island that takes over in the middle of it brings another field.
      expect(async () => {
        await field(names).press('ControlOrMeta+a');
        await page.keyboard.insertText(text);
        expect(await field(names).inputValue()).toBe(text);
      }).toPass({ timeout: PATIENCE_MS }),
    press: (names) => button(names).click({ force: !scripts }),
    follow: (begins) => link(begins).click({ force: !scripts }),
    async unfold(names, leadsTo) {
      await field(leadsTo).or(fold(names)).first().waitFor();
      if (!(await field(leadsTo).isVisible())) await fold(names).click({ force: !scripts });
    },
    seesHeading: (names) => heading(names).first().waitFor(),
    seesButton: (names) => button(names).first().waitFor(),
    seesLink: (begins) => link(begins).first().waitFor(),
  };
}
