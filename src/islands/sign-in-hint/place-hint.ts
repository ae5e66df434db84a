/** Set where the hint floats beside the account link; Liquid prints the rule for it. */
const PLACED = 'data-lk-placed';
const GAP_PX = 8;

/** What somebody may want to press. */
const CONTROLS = 'a,button,summary,select,input';

/**
 * Takes the hint below the account link, within the width of the page, and below the whole header where it would cover
 * something that can be pressed. It floats there, so that nothing else moves; where the page has no such link it stays
 * where Liquid printed it.
 *
 * @param width of the page, in CSS pixels
 */
export function placeHint(hint: HTMLElement, entrance: HTMLElement | undefined, width: number): void {
  const { style } = hint;
  hint.toggleAttribute(PLACED, entrance !== undefined);
  style.top = style.left = entrance ? '0' : '';
  if (!entrance) return;
  // From where it stands at nought, whatever a theme made the place that positions count from.
  const from = hint.getBoundingClientRect();
  const link = entrance.getBoundingClientRect();
  const start = link.left + link.right > width ? link.right - from.width : link.left;
  const left = Math.max(GAP_PX, Math.min(start, width - GAP_PX - from.width));
  const top = link.bottom + GAP_PX;
  const header = entrance.closest('header');
  const covers = [...(header?.querySelectorAll(CONTROLS) ?? [])].some((control) => {
    const place = control.getBoundingClientRect();
    const isBeside = place.right <= left || place.left >= left + from.width;
    return !isBeside && place.top < top + from.height && place.bottom > top;
  });
  style.top = `${(header && covers ? header.getBoundingClientRect().bottom + GAP_PX : top) - from.top}px`;
  style.left = `${left - from.left}px`;
}
