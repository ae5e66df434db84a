import { themeButtonClass } from './theme-button.ts';

/** The place where the way-in island draws, and what the shopper had done there before it came. */
export interface WayInSeat {
  readonly container: HTMLElement;
  readonly typed: string;
  readonly focused: boolean;
  /** Is the link known to be dead, so that the offer comes first? */
  readonly lead: boolean;
  /** The classes of a theme's main button, so that ours looks like it; empty where there is none. */
  readonly buttonClass: string;
  release(): void;
}

/** Takes the place of the form that Liquid printed, and keeps its height: what is below must not move up. */
export function takeWayInSeat(element: HTMLElement): WayInSeat | undefined {
  const markup = element.querySelector<HTMLElement>('[data-lk-server]');
  const field = markup?.querySelector<HTMLInputElement>('input[name="email"]');
  if (!markup || !field) return undefined;
  const container = document.createElement('div');
  container.style.minBlockSize = `${markup.offsetHeight}px`;
  const focused = field === document.activeElement;
  markup.replaceWith(container);
  return {
    container,
    typed: field.value,
    focused,
    buttonClass: themeButtonClass(),
    lead: element.hasAttribute('data-lk-lead'),
    release: () => container.replaceWith(markup),
  };
}
