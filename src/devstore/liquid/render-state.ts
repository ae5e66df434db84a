import type { Context } from 'liquidjs';

/** What a post to one of Shopify's forms led to, as `form` shows it when the page is rendered again. */
export interface FormState {
  /** The `form_type` that was posted. */
  readonly type: string;
  /** In the order of the fields; `field` is `form` for what concerns the whole form. Texts are localised. */
  readonly errors: readonly { readonly field: string; readonly label: string; readonly message: string }[];
  readonly posted: boolean;
  /** What the visitor had typed, for `form.email`, `form.first_name`, `form.last_name`. */
  readonly values: Readonly<Record<string, string>>;
}

/** The customer and token of the account link the page was opened with. */
export interface AccountLink {
  readonly kind: 'activation' | 'reset';
  readonly id: string;
  readonly token: string;
}

/** What tags and filters know of the page being rendered, beside the objects that Liquid can see. */
export interface RenderState {
  readonly locale: string;
  /** `''` for the shop's first language, else `/nb`. */
  readonly localeRoot: string;
  /** Path of the page, for forms that return to it. */
  readonly path: string;
  readonly form: FormState | undefined;
  readonly accountLink: AccountLink | undefined;
  /** Do forms in app blocks and embeds get the hidden `token` and `id`? Unconfirmed, so a quirk. */
  readonly appFormGetsTokens: boolean;
  /** Do forms in app blocks and embeds see what a post led to? Unconfirmed, so a quirk. */
  readonly blockFormsSeeState: boolean;
  /** Renders `{% section %}` and `{% sections %}`; only themes have them. */
  readonly renderSection: (name: string) => string;
  readonly renderSectionGroup: (name: string) => string;
  /** Name of the layout; null for none. `{% layout %}` writes it. */
  layout: string | null;
}

/** The globals of one page: Shopify's objects. Only tags and filters get at the state behind them. */
export type PageGlobals = Readonly<Record<string, unknown>>;

const STATES = new WeakMap<object, RenderState>();

export function withState(objects: PageGlobals, state: RenderState): PageGlobals {
  STATES.set(objects, state);
  return objects;
}

export function stateOf(context: Context): RenderState {
  const state = STATES.get(context.globals);
  if (state === undefined) throw new Error('this Liquid is rendered without a page around it');
  return state;
}
