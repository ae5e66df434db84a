import { Tag } from 'liquidjs';
import type { Context, Emitter, Liquid, Parser, TagToken, Template, TopLevelToken } from 'liquidjs';
import { LiquidProblem } from '../problem.ts';
import type { TagClass } from './tag-class.ts';

/** `{% schema %}` and `{% doc %}`: read by tools, printed nowhere; what is inside is not Liquid. */
export function silentTag(name: 'schema' | 'doc'): TagClass {
  return class SilentTag extends Tag {
    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
      super(token, remaining, liquid);
      for (let next = remaining.shift(); next !== undefined; next = remaining.shift()) {
        if ('name' in next && next.name === `end${name}`) return;
      }
      throw new LiquidProblem('syntax', `${name} is not closed with end${name}`);
    }

    override render(): void {
      // Nothing to print.
    }
  };
}

/** `{% style %}`: a style element whose Liquid is rendered; the editor finds it by `data-shopify`. */
export class StyleTag extends Tag {
  readonly #templates: Template[] = [];

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid);
    const stream = parser
      .parseStream(remaining)
      .on('tag:endstyle', () => stream.stop())
      .on('template', (template: Template) => this.#templates.push(template))
      .on('end', () => {
        throw new LiquidProblem('syntax', 'style is not closed with endstyle');
      });
    stream.start();
  }

  override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    emitter.write('<style data-shopify>');
    yield this.liquid.renderer.renderTemplates(this.#templates, context, emitter);
    emitter.write('</style>');
  }
}

/** A tag that Shopify refuses in the blocks and snippets of an app (Theme Check: AppBlockValidTags). */
export function forbiddenTag(name: string): TagClass {
  return class ForbiddenTag extends Tag {
    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
      super(token, remaining, liquid);
      throw new LiquidProblem('forbidden-tag', `apps may not use the tag "${name}"`);
    }

    override render(): void {
      // Never reached: the constructor throws.
    }
  };
}
