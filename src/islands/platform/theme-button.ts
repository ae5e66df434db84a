/** The classes of the main button of a theme's form; empty where there is none. */
export function themeButtonClass(form: Element | null): string {
  return form?.querySelector('[type=submit],button:not([type])')?.className ?? '';
}
