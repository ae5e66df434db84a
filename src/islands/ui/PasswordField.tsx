import type { JSX } from 'preact';
import { Field } from './Field.tsx';
import { Focus } from './Focus.tsx';

interface Props {
  readonly id: string;
  readonly texts: {
    readonly label: string;
    readonly rules: string;
    readonly advice: string;
    readonly show: string;
    readonly hide: string;
    readonly showLabel: string;
    readonly hideLabel: string;
    readonly isShown: string;
    readonly isHidden: string;
  };
  readonly value: string;
  readonly shown: boolean;
  readonly problem: string | undefined;
  /** Does the field continue one that was in use? */
  readonly focused: boolean;
  readonly onType: (text: string) => void;
  readonly onToggle: () => void;
}

/**
 * One password, typed once: a person who can look at it need not type it twice. Shopify's second field
 * gets the same value. Pasting works and there is no maximum: password managers know best.
 */
export function PasswordField(props: Props): JSX.Element {
  const { id, texts, value, problem, shown } = props;
  const kind = shown ? ({ type: 'text' } as const) : ({ type: 'password' } as const);
  return (
    <Field id={id} label={texts.label} problem={problem} hints={{ rules: texts.rules, advice: texts.advice }}>
      {(describedBy) => (
        <div class="lk-with-button">
          <Focus<HTMLInputElement> on={props.focused || undefined}>
            {(input) => (
              <input
                ref={input}
                class="lk-input"
                id={id}
                name="customer[password]"
                {...kind}
                value={value}
                onInput={(event) => props.onType(event.currentTarget.value)}
                autocomplete="new-password"
                autocapitalize="off"
                spellcheck={false}
                aria-invalid={problem !== undefined}
                aria-describedby={describedBy}
              />
            )}
          </Focus>
          <output class="lk-sr">{shown ? texts.isShown : texts.isHidden}</output>
          <button
            class="lk-button lk-button-small"
            type="button"
            aria-controls={id}
            aria-label={shown ? texts.hideLabel : texts.showLabel}
            onClick={props.onToggle}
          >
            {shown ? texts.hide : texts.show}
          </button>
          <input type="hidden" name="customer[password_confirmation]" value={value} />
        </div>
      )}
    </Field>
  );
}
