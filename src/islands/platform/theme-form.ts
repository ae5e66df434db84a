import type { LinkPage } from '../../contracts/island-props.ts';

/**
 * The theme's own form for this page's link, recognised by where it posts and by having a password field;
 * class names differ from theme to theme. A language prefix before `/account` makes no difference, and what
 * carries `data-lk-form` is ours. A form that nobody can see is none.
 */
export function findPasswordForm(page: LinkPage): HTMLFormElement | undefined {
  const path = page === 'reset' ? '/account/reset' : '/account/activate';
  const forms = document.querySelectorAll<HTMLFormElement>(`form[action$="${path}"]:not([data-lk-form])`);
  return [...forms].find((form) => form.querySelector('input[type="password"]') && isVisible(form));
}

function isVisible(form: HTMLFormElement): boolean {
  // Safari before 17.4 has no checkVisibility; a form is then taken to be seen.
  return !('checkVisibility' in form) || form.checkVisibility();
}
