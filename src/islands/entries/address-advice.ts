import { meantAddress } from '../address-advice/meant-address.ts';

export { meantAddress };

/**
 * Offers another spelling when the shopper leaves the field, below the button: what is about to be pressed stays
 * where it is. Nothing is ever held up by it.
 *
 * @param container holds the field, and an empty element that takes the offer; as long-lived as this
 * @param type puts another address into the field
 * @param text with `%` for the address
 */
export function watchAddress(container: HTMLElement, type: (text: string) => void, text: string): void {
  const offer = (typed: string): void => {
    const meant = meantAddress(typed);
    const place = container.querySelector('[data-lk-meant]');
    if (!place || !(meant || place.firstChild)) return;
    place.replaceChildren();
    if (!meant) return;
    const button = document.createElement('button');
    button.className = 'lk-link';
    button.type = 'button';
    button.textContent = text.replace('%', () => meant);
    button.onclick = () => {
      place.replaceChildren();
      type(meant);
      container.querySelector<HTMLElement>('[name=email]')?.focus();
    };
    place.append(button);
  };
  const isAddress = (target: EventTarget | null): target is HTMLInputElement =>
    target instanceof HTMLInputElement && target.name === 'email';
  container.addEventListener('focusout', ({ target }) => {
    if (isAddress(target)) offer(target.value);
  });
  container.addEventListener('input', ({ target }) => {
    if (isAddress(target)) offer('');
  });
  const field = container.querySelector<HTMLInputElement>('[name=email]');
  // Left before this had arrived.
  if (field && field !== document.activeElement) offer(field.value);
}
