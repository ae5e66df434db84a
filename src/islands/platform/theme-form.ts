import type { LinkPage } from '../../contracts/island-props.ts';

/** Set on a theme's form while one of our elements works in it. */
export const ADOPTED = 'data-lk-adopted';

/**
 * The theme's own forms for this page's link, recognised by where they post and by a password field that
 * somebody can see; class names differ from theme to theme. A language prefix before `/account` makes no
 * difference, and what carries `data-lk-form` is ours.
 */
export function findPasswordForms(page: LinkPage): HTMLFormElement[] {
  const path = page === 'reset' ? '/account/reset' : '/account/activate';
  const forms = document.querySelectorAll<HTMLFormElement>(`form[action$="${path}"]:not([data-lk-form])`);
  return [...forms].filter((form) => form.hasAttribute(ADOPTED) || passwordsOf(form).some(isVisible));
}

/** A form's password fields. */
export function passwordsOf(form: HTMLFormElement): HTMLInputElement[] {
  return controlsOf<HTMLInputElement>(form, 'input[type="password"]');
}

/** A form's controls, those included that stand elsewhere on the page and name it (`form="…"`). */
export function controlsOf<Control extends HTMLInputElement | HTMLButtonElement>(
  form: HTMLFormElement,
  selector: string,
): Control[] {
  return [...document.querySelectorAll<Control>(selector)].filter((control) => control.form === form);
}

/** Can somebody see it? Safari before 17.4 cannot tell; everything is then taken to be seen. */
export function isVisible(element: Element): boolean {
  return !('checkVisibility' in element) || element.checkVisibility();
}
