/** A theme's own text field, where an account page shows one; ours stands beside or in place of it. */
const FIELD = 'form[action*="/account"]:not([data-lk-form]) :is([type=password],[type=email])';

/**
 * Gives our fields the border, corners and colours of the theme's, as custom properties that the style sheet falls
 * back on. Read from what is drawn, whatever class or reset made it so. A field that shows by its background alone
 * has no border to copy, and on a merchant's own background the theme's colours may not be readable.
 */
export function copyFieldLook(element: HTMLElement): void {
  const field = document.querySelector(FIELD);
  if (!field || element.matches('[data-lk-paper]')) return;
  const { border, borderTopWidth, borderRadius, backgroundColor, color } = getComputedStyle(field);
  if (borderTopWidth !== '0px')
    element.style.cssText += `;--lk-field-border:${border};--lk-field-radius:${borderRadius};--lk-field-background:${backgroundColor};--lk-field-text:${color}`;
}
