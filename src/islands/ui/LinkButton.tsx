import type { JSX } from 'preact';

/** A secondary action, which looks like a link. */
export function LinkButton(props: { readonly text: string; readonly onClick: () => void }): JSX.Element {
  return (
    <button class="lk-link" type="button" onClick={props.onClick}>
      {props.text}
    </button>
  );
}
