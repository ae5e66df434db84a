/** The theme's account forms, by where they post; what a header holds is another matter. */
const ACCOUNT_FORMS = 'form[action*="/account"]:not([data-lk-form],header *)';

/** The classes of the main button of a theme's form, by default of the page's first account form; empty where there is none. */
export function themeButtonClass(form: Element | null = document.querySelector(ACCOUNT_FORMS)): string {
  return form?.querySelector('[type="submit"], button:not([type])')?.className ?? '';
}
