import { themeButtonClass } from './theme-button.ts';

/** The theme's account forms, by where they post; what a header holds is another matter. */
const ACCOUNT_FORM = 'form[action*="/account"]:not([data-lk-form],header *)';

/** The place where the way-in island draws, and what the shopper had done there before it came. */
export interface WayInSeat {
  readonly container: HTMLElement;
  readonly typed: string;
  readonly focused: boolean;
  /** Did a dead link lead here, as far as Liquid knows? */
  readonly dead: boolean;
  /** The classes of a theme's main button, so that ours looks like it; empty where there is none. */
  readonly buttonClass: string;
  release(): void;
}

/** Takes the place of the form that Liquid printed, and keeps its height: what is below must not move up. */
export function takeWayInSeat(element: HTMLElement): WayInSeat | undefined {
  const markup = element.querySelector<HTMLElement>('[data-lk-server]');
  const field = markup?.querySelector<HTMLInputElement>('[name=email]');
  if (!markup || !field) return undefined;
  const container = document.createElement('div');
  container.style.minBlockSize = `${markup.offsetHeight}px`;
  const focused = field === document.activeElement;
  markup.replaceWith(container);
  return {
    container,
    typed: field.value,
    focused,
    buttonClass: themeButtonClass(document.querySelector(ACCOUNT_FORM)),
    dead: element.matches('[data-lk-why^="link-"]'),
    release: () => container.replaceWith(markup),
  };
}
