import type { AddressTexts } from '../../contracts/island-props.ts';

/**
 * Shows the address that was typed before, with a button that copies it: the sign-in page asks for it again.
 *
 * @param place an element with room for it, which the page hides
 * @param copy false where the browser refused; the address is then marked, for copying by hand
 * @returns what takes it out again
 */
export function showAddress(
  place: HTMLElement,
  email: string,
  texts: AddressTexts,
  copy: (text: string) => Promise<boolean>,
): () => void {
  const label = document.createElement('span');
  label.className = 'lk-sr';
  label.textContent = texts.address;
  const address = document.createElement('strong');
  address.className = 'lk-address';
  address.dir = 'ltr';
  address.textContent = email;
  const button = document.createElement('button');
  button.className = 'lk-link';
  button.type = 'button';
  button.textContent = texts.copy;
  const said = document.createElement('output');
  button.onclick = async () => {
    if (await copy(email)) said.textContent = texts.copied;
    else getSelection()?.selectAllChildren(address);
  };
  const row = document.createElement('p');
  row.className = 'lk-text';
  row.append(label, ' ', address, ' ', button, ' ', said);
  place.replaceChildren(row);
  place.hidden = false;
  return () => {
    place.replaceChildren();
    place.hidden = true;
  };
}
