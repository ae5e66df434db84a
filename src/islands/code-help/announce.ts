/**
 * Moves on to a heading that took the place of what was shown. Where focus went down with that, the heading takes it,
 * and is read out; otherwise somebody may be reading elsewhere, and is told without being moved.
 *
 * @param hadFocus was focus in what is gone?
 * @param said an empty live region beside the heading
 */
export function announce(heading: HTMLElement, hadFocus: boolean, said: HTMLElement): void {
  if (hadFocus) {
    heading.tabIndex = -1;
    heading.focus();
  } else {
    // A live region is read out when something comes into it, not when it appears with its words.
    requestAnimationFrame(() => {
      said.textContent = heading.textContent;
    });
  }
}
