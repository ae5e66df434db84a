const TYPES = ['keydown', 'keyup', 'mousedown'];

/**
 * Tells whether Caps Lock is on while somebody types into a field. Browsers say so with keys and clicks only, so it
 * counts as off until one of these says otherwise, and again when the field is left.
 *
 * @param say called with each change, first when it turns out to be on
 * @returns what ends the watch; it says nothing more
 */
export function watchCapsLock(input: HTMLInputElement, say: (on: boolean) => void): () => void {
  let on = false;
  const tell = (now: boolean): void => {
    if (now !== on) say((on = now));
  };
  const hear = (event: Event): void => tell(isOn(event));
  const leave = (): void => tell(false);
  for (const type of TYPES) input.addEventListener(type, hear);
  input.addEventListener('blur', leave);
  return () => {
    for (const type of TYPES) input.removeEventListener(type, hear);
    input.removeEventListener('blur', leave);
  };
}

/**
 * The key itself tells nothing: with its events one system gives the state before it was pressed, another the one
 * after. The next letter tells. Neither do plain events by the name of `keydown`, which form fillers make.
 */
function isOn(event: Event): boolean {
  if (event instanceof KeyboardEvent && event.key === 'CapsLock') return false;
  return (
    (event instanceof KeyboardEvent || event instanceof MouseEvent) && event.getModifierState('CapsLock')
  );
}
