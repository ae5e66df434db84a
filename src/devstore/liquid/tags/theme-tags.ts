import { Tag, evalToken } from 'liquidjs';
import type { Context, Emitter } from 'liquidjs';
import { LiquidProblem } from '../problem.ts';
import { stateOf } from '../render-state.ts';

function quotedName(tag: Tag): string {
  const name = /^\s*(['"])([\w-]+)\1\s*$/.exec(argumentsOf(tag))?.[2];
  if (name === undefined) throw new LiquidProblem('syntax', `${tag.name} needs one name in quotes`);
  return name;
}

function argumentsOf(tag: Tag): string {
  return tag.token.args;
}

/** `{% section 'header' %}`. */
export class SectionTag extends Tag {
  override render(context: Context, emitter: Emitter): void {
    emitter.write(stateOf(context).renderSection(quotedName(this)));
  }
}

/** `{% sections 'header-group' %}`. */
export class SectionsTag extends Tag {
  override render(context: Context, emitter: Emitter): void {
    emitter.write(stateOf(context).renderSectionGroup(quotedName(this)));
  }
}

/** `{% layout none %}` or `{% layout 'name' %}`; the page takes it up when the template is rendered. */
export class LayoutTag extends Tag {
  override *render(context: Context): Generator<unknown, void, unknown> {
    const value = this.tokenizer.readValue();
    const name: unknown = argumentsOf(this).trim() === 'none' ? null : yield evalToken(value, context);
    stateOf(context).layout = typeof name === 'string' ? name : null;
  }
}
