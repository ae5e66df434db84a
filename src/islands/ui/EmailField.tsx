import type { JSX } from 'preact';
import { Field } from './Field.tsx';
import { Focus } from './Focus.tsx';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly focused: boolean;
  readonly onType: (text: string) => void;
}

/** An email address; never shortened, never corrected, kept through every problem. */
export function EmailField({ id, label, value, problem, focused, onType }: Props): JSX.Element {
  return (
    <Field id={id} label={label} problem={problem}>
      <Focus<HTMLInputElement> on={focused || undefined}>
        {(input) => (
          <input
            ref={input}
            class="lk-input"
            id={id}
            name="email"
            type="email"
            value={value}
            onInput={(event) => onType(event.currentTarget.value)}
            autocomplete="email"
            autocapitalize="off"
            spellcheck={false}
            aria-invalid={!!problem}
            aria-describedby={problem && `${id}-problem`}
          />
        )}
      </Focus>
    </Field>
  );
}
