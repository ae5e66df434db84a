import { Component, createRef, type ComponentChildren, type RefObject } from 'preact';

interface Props<Target extends HTMLElement> {
  /** What the focus move is for; undefined moves nothing. */
  readonly on: unknown;
  readonly children: (target: RefObject<Target>) => ComponentChildren;
}

/** Moves focus to the element that gets the ref, each time `on` becomes another value. */
export class Focus<Target extends HTMLElement> extends Component<Props<Target>> {
  readonly #target = createRef<Target>();

  override componentDidMount(): void {
    this.componentDidUpdate({ on: undefined });
  }

  override componentDidUpdate(before: { readonly on: unknown }): void {
    const { on } = this.props;
    if (on && on !== before.on) this.#target.current?.focus();
  }

  override render(): ComponentChildren {
    return this.props.children(this.#target);
  }
}
