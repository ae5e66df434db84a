import type { ComponentChildren, JSX } from 'preact';

interface Props {
  readonly id: string;
  readonly label: string;
  /** What is wrong; its element's id is the field's with `-problem` behind it. */
  readonly problem: string | undefined;
  /** What to know before typing. */
  readonly hints?: ComponentChildren;
  /** The input. */
  readonly children: ComponentChildren;
}

/** A visible label, what to know before typing, what is wrong, and then the input. */
export function Field({ id, label, problem, hints, children }: Props): JSX.Element {
  return (
    <div class="lk-field">
      <label class="lk-label" for={id}>
        {label}
      </label>
      {hints}
      {problem && (
        <p class="lk-problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {children}
    </div>
  );
}
