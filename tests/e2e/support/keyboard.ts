import { expect, type Locator, type Page } from '@playwright/test';

/** Where the Tab key stopped. */
export interface Stop {
  /** Which element it is: the same number for the same element, however the page changes around it. */
  readonly element: number;
  readonly name: string;
  /** Is it one of our controls, not the theme's? */
  readonly ours: boolean;
  /** Can it be seen that it has focus: an outline of two pixels or more that is not transparent? */
  readonly seen: boolean;
  readonly box: {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  };
}

/** More stops than any page of the shop has: whoever needs more is going round in circles. */
const MOST_STOPS = 80;

/** Presses a key and looks where focus is. @returns undefined where the page has none: past its end */
export async function step(page: Page, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<Stop | undefined> {
  await page.keyboard.press(key);
  return focusedStop(page);
}

/** Goes on by Tab until the control has focus; on the way, focus must be visible on every control of ours. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  while (!(await hasFocus(target))) {
    expect(passed.length, `on the way to it: ${passed.join(', ')}`).toBeLessThan(MOST_STOPS);
    const stop = await step(page, key);
    passed.push(stop?.name ?? 'the end of the page');
    if (stop?.ours) expect(stop.seen, `focus can be seen on “${stop.name}”`).toBe(true);
  }
}

/** Every stop from one end of the page to the other. A stop that comes twice is a trap, and fails. */
export async function walk(page: Page, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<readonly Stop[]> {
  if ((await focusedStop(page)) !== undefined) await toTheEnd(page, key);
  return toTheEnd(page, key);
}

async function toTheEnd(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (let stop = await step(page, key); stop !== undefined; stop = await step(page, key)) {
    const { element, name } = stop;
    const trapped = stops.some((before) => before.element === element);
    expect(trapped, `“${name}” comes a second time: a trap`).toBe(false);
    stops.push(stop);
  }
  return stops;
}

/** What stops the Tab key among our controls, as they stand in the document. */
async function ourControls(page: Page): Promise<readonly number[]> {
  await numberElements(page);
  return page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('*')];
    const focusable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const ours = all.filter(
      (element) =>
        element.matches(focusable) &&
        element.tabIndex >= 0 &&
        element.closest('latchkey-set-password, latchkey-way-in, latchkey-done') !== null &&
        element.checkVisibility({ visibilityProperty: true }),
    );
    return ours.map((element) => (globalThis as unknown as Numbering).numberOf(element));
  });
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

interface Numbering {
  numberOf(element: Element): number;
}

/** Gives the page a way to number its elements, unless it has it. */
function numberElements(page: Page): Promise<void> {
  return page.evaluate(() => {
    if ('numberOf' in globalThis) return;
    const seen: Element[] = [];
    const numberOf = (element: Element) =>
      seen.includes(element) ? seen.indexOf(element) : seen.push(element) - 1;
    Object.assign(globalThis, { numberOf });
  });
}

async function focusedStop(page: Page): Promise<Stop | undefined> {
  await numberElements(page);
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return undefined;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const transparent = /^(transparent|rgba\(.*, 0\)|.*\/ 0\))$/.test(outlineColor);
    const [label] = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    return {
      element: (globalThis as unknown as Numbering).numberOf(element),
      name: (element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent).trim(),
      ours: element.closest('latchkey-set-password, latchkey-way-in, latchkey-done') !== null,
      seen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !transparent,
      // Of the document, not of the window: focus scrolls.
      box: { top: top + scrollY, bottom: bottom + scrollY, left, right },
    };
  });
}

/** Every control of ours is a stop, its focus can be seen, and each stands below or beside the one before. @returns those stops */
export async function sensibleStops(page: Page): Promise<readonly Stop[]> {
  const mine = (await walk(page)).filter((stop) => stop.ours);
  expect(mine.map(({ element }) => element)).toEqual(await ourControls(page));
  for (const [index, { name, seen, box }] of mine.entries()) {
    expect(seen, `focus can be seen on “${name}”`).toBe(true);
    const before = mine[index - 1]?.box;
    const follows =
      !before || box.top >= before.bottom || (box.bottom > before.top && box.left >= before.left);
    expect(follows, `“${name}” stands below or beside what came before it`).toBe(true);
  }
  return mine;
}
