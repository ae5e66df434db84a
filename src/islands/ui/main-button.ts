/** The classes of a main button: the theme's own, where there are some, else ours. */
export function mainButton(theirs: string): string {
  return theirs ? `lk-button-theirs ${theirs}` : 'lk-button lk-button-main';
}
