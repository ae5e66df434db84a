import type { LinkPage } from '../../contracts/island-props.ts';
import { completeWithLink } from './account-link.ts';
import { hideControls } from './hide-controls.ts';
import { ADOPTED, findPasswordForms, passwordsOf } from './theme-form.ts';
import { themeButtonClass } from './theme-button.ts';

/** A form that does the real posting, and the place in it where the island draws. */
export interface PasswordSeat {
  readonly form: HTMLFormElement;
  readonly container: HTMLElement;
  /** What the shopper had typed before the island was there. */
  readonly typed: string;
  /** Was the password field in use just then? */
  readonly focused: boolean;
  /** The classes of the theme's own submit button, so that ours looks like it; empty in a form of ours. */
  readonly buttonClass: string;
  /**
   * Tells the theme's own fields what is typed: a theme's script may look at them before it lets a post go,
   * and they are what is left where the island goes.
   */
  tell(password: string): void;
  /** Puts form and page back as they were. */
  release(): void;
}

/** Shows our own form although a theme's form stands in the page, unseen. */
const NEEDED = 'data-lk-needed';

/**
 * Finds the form to work in: the theme's, if it shows one, else the one that Liquid printed into the element.
 * In a theme's form the element itself moves in, where the fields were, so that the theme's styles apply
 * and its hidden inputs, action and script bindings do the submit.
 *
 * @param messages Shopify's messages, as our own summary will show them
 * @param again called where the page shows a theme's form only later, and a new seat should be taken
 * @returns undefined where there is nothing to do: another of our elements has the form, or a block stands in
 *   for what the app embed printed
 */
export function takePasswordSeat(
  element: HTMLElement,
  page: LinkPage,
  messages: readonly string[],
  again: () => void,
): PasswordSeat | undefined {
  const own = element.querySelector<HTMLFormElement>('form[data-lk-own-form]');
  const markup = own?.querySelector<HTMLElement>('[data-lk-server]');
  if (!own || !markup) return undefined;
  if (
    element.matches('[data-lk-embed]') &&
    document.querySelector(`${element.localName}:not([data-lk-embed])`)
  )
    return undefined;
  const [theirs, ...doubles] = findPasswordForms(page);
  if (theirs?.hasAttribute(ADOPTED)) return undefined;

  const form = theirs ?? own;
  const [field] = passwordsOf(form);
  const typed = field?.value ?? '';
  const focused = field !== undefined && field === document.activeElement;
  const { noValidate } = form;
  const withdraw = completeWithLink(form, location.pathname);
  const container = document.createElement('div');
  container.className = 'lk-panel';
  // What shows most beside the theme's own fields; the rest of their look costs more bytes than there are.
  if (field) container.style.setProperty('--lk-field-radius', getComputedStyle(field).borderRadius);
  const buttonClass = theirs ? themeButtonClass(theirs) : '';
  const seat = theirs
    ? moveIn(element, theirs, own, container, hideControls(theirs, doubles, messages))
    : stayIn(own, markup, container, () => {
        if (findPasswordForms(page).length > 0) again();
      });
  // Our own checks speak instead of the browser's bubbles.
  form.noValidate = true;
  return {
    form,
    container,
    typed,
    focused,
    buttonClass,
    tell: seat.tell,
    release() {
      seat.release();
      form.noValidate = noValidate;
      withdraw();
    },
  };
}

type Undoable = Pick<PasswordSeat, 'tell' | 'release'>;

function moveIn(
  element: HTMLElement,
  form: HTMLFormElement,
  own: HTMLFormElement,
  container: HTMLElement,
  { place, restore }: ReturnType<typeof hideControls>,
): Undoable {
  const fields = passwordsOf(form);
  form.setAttribute(ADOPTED, '');
  // A form inside a form would be none: ours stays out, and lends what stands below its fields.
  const help = own.querySelector('[data-lk-help]');
  const home = document.createComment('');
  own.replaceWith(container);
  if (help) container.after(help);
  element.replaceWith(home);
  form.insertBefore(element, place);
  return {
    tell(password) {
      for (const field of fields) {
        if (field.value === password) continue;
        field.value = password;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    },
    release() {
      container.replaceWith(own);
      if (help) own.append(help);
      form.removeAttribute(ADOPTED);
      restore();
      // Where the page has lost the place the element came from, the element goes too.
      if (home.isConnected) home.replaceWith(element);
      else {
        element.remove();
        // What the theme fetched in its place found the form taken: see define-island.
        document.dispatchEvent(new Event(`${element.localName}:free`));
      }
    },
  };
}

function stayIn(
  form: HTMLFormElement,
  markup: HTMLElement,
  container: HTMLElement,
  changed: () => void,
): Undoable {
  form.setAttribute(NEEDED, '');
  // The island has a field less than the markup; the room stays, so that nothing below jumps.
  container.style.minBlockSize = `${markup.offsetHeight}px`;
  markup.replaceWith(container);
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['open', 'hidden'] });
  return {
    tell() {},
    release() {
      observer.disconnect();
      container.replaceWith(markup);
      form.removeAttribute(NEEDED);
    },
  };
}
