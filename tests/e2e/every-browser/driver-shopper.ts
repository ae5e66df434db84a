import { By, error, type WebDriver, type WebElement } from 'selenium-webdriver';
import { asList, PATIENCE_MS, type Names, type Shopper } from './shopper.ts';

/** What there is to look through for each kind of thing; which of them it is, the browser's own names say. */
const KINDS = {
  field: 'input:not([type=hidden], [type=submit], [type=button]), textarea',
  button: 'button, input[type=submit], input[type=button]',
  heading: 'h1, h2, h3',
  fold: 'summary',
} as const;
type Kind = keyof typeof KINDS;

const POLL_MS = 50;

/** A shopper in an engine that speaks WebDriver and that Playwright cannot drive. */
export function createDriverShopper(driver: WebDriver): Shopper {
  /** All of a kind that can be seen and bear one of these names, by the browser's accessibility tree. */
  async function visible(kind: Kind, names: Names): Promise<readonly WebElement[]> {
    const wanted = new Set(asList(names).map(asSaid));
    const found: WebElement[] = [];
    for (const element of await driver.findElements(By.css(KINDS[kind]))) {
      if (!(await element.isDisplayed())) continue;
      if (wanted.has(asSaid(await element.getAccessibleName()))) found.push(element);
    }
    return found;
  }

  /** Tries until `act` is done; an island that takes over in the middle of it makes for another try. */
  async function until(what: string, act: () => Promise<boolean>): Promise<void> {
    let inTheWay = 'nothing';
    const done = async () => {
      try {
        return await act();
      } catch (problem) {
        if (!passes(problem)) throw problem;
        inTheWay = problem.name;
        return false;
      }
    };
    try {
      await driver.wait(done, PATIENCE_MS, undefined, POLL_MS);
    } catch (problem) {
      if (!(problem instanceof error.TimeoutError)) throw problem;
      const message = `There was no ${what} within ${PATIENCE_MS} ms; last in the way: ${inTheWay}.`;
      throw new Error(message, { cause: problem });
    }
  }

  const says = (kind: Kind, names: Names) => `visible ${kind} “${asList(names).join('” or “')}”`;
  const saysLink = (begins: string) => `visible link “${begins} …”`;
  const sees = (kind: Kind, names: Names) =>
    until(says(kind, names), async () => (await visible(kind, names)).length > 0);

  async function theOne(kind: Kind, names: Names): Promise<WebElement | undefined> {
    return only(await visible(kind, names), says(kind, names));
  }

  async function only(
    [one, ...others]: readonly WebElement[],
    what: string,
  ): Promise<WebElement | undefined> {
    if (others.length > 0) throw new Error(`There is more than one ${what}.`);
    // WebKit's driver scrolls by itself, but not far enough for what has a scroll margin.
    if (one) await driver.executeScript('arguments[0].scrollIntoView({ block: "center" })', one);
    return one;
  }

  async function visibleLinks(begins: string): Promise<readonly WebElement[]> {
    const found: WebElement[] = [];
    for (const link of await driver.findElements(By.css('a[href]'))) {
      if (!(await link.isDisplayed())) continue;
      if (asSaid(await link.getAccessibleName()).startsWith(asSaid(begins))) found.push(link);
    }
    return found;
  }

  return {
    open: (url) => driver.get(url),
    path: async () => new URL(await driver.getCurrentUrl()).pathname,
    fill: (names, text) =>
      until(says('field', names), async () => {
        const field = await theOne('field', names);
        await field?.clear();
        await field?.sendKeys(text);
        return (await field?.getProperty('value')) === text;
      }),
    press: (names) =>
      until(says('button', names), async () => {
        const button = await theOne('button', names);
        await button?.click();
        return button !== undefined;
      }),
    follow: (begins) =>
      until(saysLink(begins), async () => {
        const link = await only(await visibleLinks(begins), saysLink(begins));
        await link?.click();
        return link !== undefined;
      }),
    unfold: (names, leadsTo) =>
      until(says('fold', names), async () => {
        if ((await visible('field', leadsTo)).length > 0) return true;
        await (await theOne('fold', names))?.click();
        return false;
      }),
    seesHeading: (names) => sees('heading', names),
    seesButton: (names) => sees('button', names),
    seesLink: (begins) => until(saysLink(begins), async () => (await visibleLinks(begins)).length > 0),
  };
}

/** A name as it sounds: WebKit takes capitals that a style sheet makes, and line ends, into it. */
function asSaid(name: string): string {
  return name.replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

/** Does this come of a page that was just changing? */
function passes(problem: unknown): problem is Error {
  return (
    problem instanceof error.StaleElementReferenceError ||
    problem instanceof error.NoSuchElementError ||
    problem instanceof error.ElementClickInterceptedError ||
    problem instanceof error.ElementNotInteractableError
  );
}
