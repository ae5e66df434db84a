/**
 * The fold about a code that does not come. Its body is a link to a page with all that is known; where scripts run the
 * same is drawn into the fold when it is opened, and the link comes back where that does not arrive.
 *
 * @param draw fills an empty element; rejects where it cannot
 * @returns `open` opens it and draws; `undo` gives the fold back
 */
export function codeHelpFold(fold: HTMLDetailsElement, draw: (place: HTMLElement) => Promise<void>) {
  const place = document.createElement('div');
  place.dataset['lkCodeRoom'] = '';
  const body = [...fold.children].filter((child) => child.localName !== 'summary');
  const showBody = (shown: boolean): void => {
    for (const element of body) if (element instanceof HTMLElement) element.hidden = !shown;
  };
  const giveBack = (): void => {
    place.remove();
    showBody(true);
  };
  const look = (): void => {
    if (!fold.open || place.isConnected) return;
    showBody(false);
    place.replaceChildren();
    fold.append(place);
    draw(place).catch(giveBack);
  };
  fold.addEventListener('toggle', look);
  // Somebody may have been quicker than the script.
  look();
  return {
    open: (): void => {
      fold.open = true;
      look();
    },
    undo: (): void => {
      fold.removeEventListener('toggle', look);
      giveBack();
    },
  };
}
