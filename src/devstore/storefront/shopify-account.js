/**
 * Stands in for Shopify's `<shopify-account>`: an avatar that opens a sheet with a menu, above it the way in for those
 * who are signed out; in a shop on passwords a plain link.
 * https://shopify.dev/docs/api/storefront-web-components/components/shopify-account
 */
const data = JSON.parse(document.querySelector('#shopify-account-data').textContent);

const CSS = `
:host { display: inline-block; position: relative; }
.avatar { display: grid; place-items: center; width: var(--shopify-account-avatar-size, 2.75rem); height: var(--shopify-account-avatar-size, 2.75rem); padding: 0; border: 0; border-radius: 50%; background: none; color: inherit; font: inherit; font-weight: 600; cursor: pointer; }
.initial { border: 1px solid currentColor; }
:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
.sheet { position: absolute; z-index: 3; inset-inline-end: 0; min-width: 14rem; max-width: 80vw; padding: 1rem; border: 1px solid currentColor; border-radius: .75rem; background: var(--shopify-account-sheet-background, Canvas); color: var(--shopify-account-sheet-color, CanvasText); }
.sheet[hidden] { display: none; }
.sheet a { display: flex; align-items: center; min-height: 2.75rem; color: inherit; }
.sheet p { margin: 0 0 .5rem; overflow-wrap: anywhere; }
.way-in { justify-content: center; padding: 0 1rem; border: 1px solid currentColor; border-radius: 99rem; font-weight: 600; text-decoration: none; }
`;

/** An element with its attributes and children. */
function build(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

class ShopifyAccount extends HTMLElement {
  #sheet = build('div', { class: 'sheet', id: 'sheet', hidden: '' });
  #button = build('button', { type: 'button', 'aria-expanded': 'false', 'aria-controls': 'sheet' });

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    const { customer, texts } = data;
    const label = customer ? `${texts.account}: ${customer.name}` : texts.signIn;
    const picture = customer
      ? build('span', { class: 'avatar initial', 'aria-hidden': 'true' }, customer.initial)
      : build('slot', { name: 'signed-out-avatar' });
    if (!data.hasCodes) {
      const href = customer ? data.links.orders : data.links.signIn;
      root.append(
        build('style', {}, CSS),
        build('a', { class: 'avatar', href, 'aria-label': label }, picture),
      );
      return;
    }
    this.#button.className = 'avatar';
    this.#button.setAttribute('aria-label', label);
    this.#button.append(picture);
    this.#sheet.append(...this.#menu());
    this.#button.addEventListener('click', () => this.#show(this.#sheet.hidden));
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#sheet.hidden) return;
      this.#show(false);
      this.#button.focus();
    });
    document.addEventListener('click', (event) => {
      if (!event.composedPath().includes(this) && !this.#sheet.hidden) this.#show(false);
    });
    root.append(build('style', {}, CSS), this.#button, this.#sheet);
  }

  #menu() {
    const { customer, texts, links } = data;
    const signInUrl = this.getAttribute('sign-in-url') || links.signIn;
    const first = customer
      ? build('p', {}, customer.name)
      : build('a', { class: 'way-in', href: signInUrl }, texts.signIn);
    const rest = [
      build('a', { href: links.orders }, texts.orders),
      build('a', { href: links.profile }, texts.profile),
    ];
    return customer ? [first, ...rest, build('a', { href: links.signOut }, texts.signOut)] : [first, ...rest];
  }

  #show(isShown) {
    this.#sheet.hidden = !isShown;
    this.#button.setAttribute('aria-expanded', String(isShown));
    this.dispatchEvent(new CustomEvent(isShown ? 'open' : 'close'));
  }
}

customElements.define('shopify-account', ShopifyAccount);
