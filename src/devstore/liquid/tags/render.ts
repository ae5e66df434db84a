import { Hash, Tag, evalToken } from 'liquidjs';
import type { Context, Emitter, Liquid, TagToken, TopLevelToken } from 'liquidjs';
import { printed } from '../print.ts';
import { LiquidProblem } from '../problem.ts';

const RENDERERS = new WeakMap<object, () => string>();

/** A block object that `{% render block %}` prints: app blocks in a theme's section. */
export function selfRendering<T extends object>(block: T, render: () => string): T {
  RENDERERS.set(block, render);
  return block;
}

type ValueToken = NonNullable<ReturnType<Tag['tokenizer']['readValue']>>;

/** `{% render 'snippet' %}` in a scope of its own, with `with`, `for` and `as`; `{% render block %}` in sections. */
export class StrictRenderTag extends Tag {
  readonly #target: ValueToken;
  readonly #literal: boolean;
  readonly #binding:
    { readonly word: 'with' | 'for'; readonly value: ValueToken; readonly as: string } | undefined;
  readonly #values: Hash;

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    const target = this.tokenizer.readValue();
    if (target === undefined)
      throw new LiquidProblem('syntax', 'render needs the name of a snippet in quotes');
    this.#target = target;
    this.#literal = /^['"]/.test(target.getText());
    this.#binding = this.#readBinding(target.getText().slice(1, -1));
    this.#values = new Hash(this.tokenizer);
  }

  #readBinding(snippet: string) {
    const { tokenizer } = this;
    const before = tokenizer.p;
    const word = tokenizer.readIdentifier().content;
    tokenizer.skipBlank();
    if ((word !== 'with' && word !== 'for') || tokenizer.peek() === ':') {
      tokenizer.p = before;
      return undefined;
    }
    const value = tokenizer.readValue();
    if (value === undefined) throw new LiquidProblem('syntax', `render … ${word} needs a value`);
    const afterValue = tokenizer.p;
    if (tokenizer.readIdentifier().content === 'as') {
      return { word, value, as: tokenizer.readIdentifier().content } as const;
    }
    tokenizer.p = afterValue;
    return { word, value, as: snippet.split('/').at(-1) ?? snippet } as const;
  }

  override *render(context: Context, emitter: Emitter) {
    const target: unknown = yield evalToken(this.#target, context);
    if (!this.#literal) {
      emitter.write(renderBlock(target));
      return;
    }
    const templates = this.liquid.parseFileSync(`snippets/${printed(target)}`);
    const values: Record<string, unknown> = yield this.#values.render(context);
    for (const bound of yield* this.#bound(context)) {
      const scope = { ...values, ...bound };
      yield this.liquid.renderer.renderTemplates(templates, context.spawn(scope), emitter);
    }
  }

  *#bound(context: Context): Generator<unknown, readonly object[], unknown> {
    if (this.#binding === undefined) return [{}];
    const { word, value, as } = this.#binding;
    const bound: unknown = yield evalToken(value, context);
    if (word === 'with') return [{ [as]: bound }];
    return (Array.isArray(bound) ? bound : []).map((item: unknown) => ({ [as]: item }));
  }
}

function renderBlock(target: unknown): string {
  const render = typeof target === 'object' && target !== null ? RENDERERS.get(target) : undefined;
  if (render !== undefined) return render();
  throw new LiquidProblem('render', 'render takes the name of a snippet in quotes, or an app block');
}
