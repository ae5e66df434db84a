import { Hash, Tag, Value } from 'liquidjs';
import type { Context, Emitter, Liquid, Parser, TagToken, Template, TopLevelToken } from 'liquidjs';
import { escapeHtml } from '../escape.ts';
import { formObject } from '../form-object.ts';
import { printed } from '../print.ts';
import { LiquidProblem } from '../problem.ts';
import { stateOf } from '../render-state.ts';
import type { RenderState } from '../render-state.ts';
import { SHOPIFY_FORM_TYPES } from '../shopify-vocabulary.ts';
import { FORM_TYPES } from './form-types.ts';
import type { FormType } from './form-types.ts';
import type { TagClass } from './tag-class.ts';

/** `{% form %}` for one owner: theme forms always get an account link's inputs and a post's outcome, app forms by quirk. */
export function formTag(owner: 'theme' | 'extension'): TagClass {
  return class FormTag extends Tag {
    readonly #type: Value;
    readonly #attributes: Hash;
    readonly #templates: Template[] = [];

    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
      super(token, remaining, liquid);
      const type = this.tokenizer.readValue();
      if (type === undefined) throw new LiquidProblem('syntax', 'form needs a type in quotes');
      this.#type = new Value(type.getText(), liquid);
      this.#skipObject();
      this.#attributes = new Hash(this.tokenizer);
      const stream = parser
        .parseStream(remaining)
        .on('tag:endform', () => stream.stop())
        .on('template', (template: Template) => this.#templates.push(template))
        .on('end', () => {
          throw new LiquidProblem('syntax', 'form is not closed with endform');
        });
      stream.start();
    }

    /** `{% form 'customer_address', customer.new_address %}`: an object may follow the type. */
    #skipObject(): void {
      const { tokenizer } = this;
      const before = tokenizer.p;
      tokenizer.skipBlank();
      if (tokenizer.peek() === ',') tokenizer.advance();
      tokenizer.readValue();
      tokenizer.skipBlank();
      if (tokenizer.peek() === ':') tokenizer.p = before;
    }

    override *render(context: Context, emitter: Emitter) {
      const type = printed(yield this.#type.value(context));
      const shape = shapeOf(type);
      const state = stateOf(context);
      const given: Record<string, unknown> = yield this.#attributes.render(context);
      const id = given['id'] === undefined ? shape.id : printed(given['id']);
      const sees = owner === 'theme' || state.blockFormsSeeState;
      const posted = sees && state.form?.type === type ? state.form : undefined;
      emitter.write(openingOf(type, shape, state, { ...given, id }));
      context.push({ form: formObject(id, type, posted) });
      yield this.liquid.renderer.renderTemplates(this.#templates, context, emitter);
      context.pop();
      emitter.write(`${hiddenInputs(closingOf(shape, state))}</form>`);
    }
  };

  function closingOf(shape: FormType, state: RenderState): Record<string, string> {
    const link = state.accountLink;
    const belongs = link !== undefined && link.kind === shape.accountLink;
    const given = owner === 'theme' || state.appFormGetsTokens;
    return belongs && given ? { token: link.token, id: link.id } : { ...shape.closing };
  }
}

function shapeOf(type: string): FormType {
  const shape = FORM_TYPES[type];
  if (shape !== undefined) return shape;
  throw SHOPIFY_FORM_TYPES.has(type)
    ? new LiquidProblem(
        'not-modelled',
        `Shopify has the form "${type}"; the local shop does not model it yet`,
      )
    : new LiquidProblem('render', `Shopify has no form "${type}"`);
}

function openingOf(
  type: string,
  shape: FormType,
  state: RenderState,
  { id, return_to: returnTo, ...given }: Record<string, unknown>,
): string {
  const attributes = {
    method: 'post',
    action: `${state.localeRoot}${shape.action}`,
    id,
    'accept-charset': 'UTF-8',
    ...shape.attributes,
    ...given,
  };
  const words = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name}="${escapeHtml(printed(value))}"`);
  const back = returnTo ?? (type === 'localization' ? state.path : undefined);
  const inputs = {
    form_type: type,
    utf8: '✓',
    ...shape.opening,
    ...(back === undefined || back === null ? {} : { return_to: printed(back) }),
  };
  return `<form ${words.join(' ')}>${hiddenInputs(inputs)}`;
}

function hiddenInputs(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}" />`)
    .join('');
}
