import type { JSX } from 'preact';
import { Focus } from './Focus.tsx';

export interface Problem {
  readonly text: string;
  /** Is it about what stands in the field? */
  readonly inField: boolean;
}

interface Props {
  readonly heading: string;
  readonly problems: readonly Problem[];
  /** The one field of the form. */
  readonly fieldId: string;
  /** Takes focus whenever this becomes another object: once for each try. Without one it keeps still. */
  readonly occasion: object | undefined;
}

/** Says at the top what needs attention. Takes focus, so that it is read out and seen. */
export function ErrorSummary({ heading, problems, fieldId, occasion }: Props): JSX.Element {
  return (
    <Focus on={occasion}>
      {(box) => (
        <section class="lk-summary" ref={box} tabIndex={-1} aria-label={heading}>
          <p class="lk-summary-heading">{heading}</p>
          <ul class="lk-list">
            {problems.map(({ text, inField }) => (
              <li key={text}>{inField ? <FieldLink fieldId={fieldId} text={text} /> : text}</li>
            ))}
          </ul>
        </section>
      )}
    </Focus>
  );
}

function FieldLink({ fieldId, text }: { readonly fieldId: string; readonly text: string }): JSX.Element {
  return (
    <a
      href={`#${fieldId}`}
      onClick={(event) => {
        // Following the link would change the page's address; and the label should come into view with the field.
        event.preventDefault();
        const field = document.getElementById(fieldId);
        field?.parentElement?.scrollIntoView();
        field?.focus({ preventScroll: true });
      }}
    >
      {text}
    </a>
  );
}
