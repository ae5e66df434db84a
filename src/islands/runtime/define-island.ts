/** One kind of island: which element it lives in, how its props are read, how it is mounted. */
export interface IslandDefinition<Props> {
  /** The custom element's name. */
  readonly name: `latchkey-${string}`;
  /** Reads the JSON that Liquid printed into the element; throws where it is none of the island's. */
  readonly parse: (input: unknown) => Props;
  /**
   * Takes over the element's markup.
   *
   * @param fail to be called when the island breaks after mounting; undoes the mount for good
   * @param again to be called when the page has changed so that the island belongs elsewhere; mounts it anew
   * @returns what undoes everything `mount` did, so that the server's markup works as before
   */
  readonly mount: (element: HTMLElement, props: Props, fail: () => void, again: () => void) => () => void;
}

/** Shopify's theme editor replaces the HTML of a section and tells so on the document. */
const EDITOR_EVENTS = ['shopify:section:load', 'shopify:section:unload'] as const;

/**
 * Registers the custom element of an island, once per page.
 *
 * The element mounts when it is connected and complete, unmounts when it is gone for more than a
 * microtask (being moved is not being removed), and mounts anew when the theme editor changed the
 * page around it, or another instance says by the event `{name}:free` that it let go of the page's
 * form: the form it works in may be another one then.
 */
export function defineIsland<Props>(definition: IslandDefinition<Props>): void {
  if (customElements.get(definition.name)) return;
  customElements.define(definition.name, islandClass(definition));
}

function islandClass<Props>(definition: IslandDefinition<Props>): CustomElementConstructor {
  return class extends HTMLElement {
    #undo: (() => void) | undefined;
    #broken = false;

    // At once, so that whatever moved goes home before its section is removed; the start comes after that.
    readonly #restart = (): void => this.#stop();

    connectedCallback(): void {
      // Connected before the parser reached its children: nothing to read yet.
      if (document.readyState === 'loading') {
        document.addEventListener('DOMContentLoaded', () => this.#start(), { once: true });
      } else this.#start();
    }

    disconnectedCallback(): void {
      queueMicrotask(() => {
        if (!this.isConnected) this.#stop();
      });
    }

    #start(): void {
      if (this.#undo || this.#broken || !this.isConnected) return;
      for (const event of [...EDITOR_EVENTS, `${this.localName}:free`])
        document.addEventListener(event, this.#restart, { once: true });
      // Mounting may move this element, which must not mount it a second time.
      this.#undo = () => {};
      try {
        const props = definition.parse(readJson(this));
        this.#undo = definition.mount(this, props, () => this.#giveUp(), this.#restart);
      } catch {
        this.#giveUp();
      }
    }

    #stop(): void {
      const undo = this.#undo;
      if (!undo) return;
      // Undoing may put the element back where it came from; it stays taken until that is over.
      undo();
      this.#undo = undefined;
      queueMicrotask(() => this.#start());
    }

    /** Leaves the element to the server's markup for as long as this page lives. */
    #giveUp(): void {
      if (this.#broken) return;
      this.#broken = true;
      this.#stop();
      // oxlint-disable-next-line no-console -- the one line a merchant's developer gets; it names the element and nothing of the shopper
      console.error(definition.name);
    }
  };
}

/** The element's one JSON script, decoded; null where there is none. */
function readJson(element: HTMLElement): unknown {
  const script = element.querySelector('script[type$=json]');
  return script && JSON.parse(script.textContent);
}
