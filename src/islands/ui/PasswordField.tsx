import type { JSX } from 'preact';
import { Field } from './Field.tsx';
import { Focus } from './Focus.tsx';

export type Tone = 'good' | 'warn' | undefined;

interface Props {
  readonly id: string;
  readonly texts: {
    readonly label: string;
    readonly labelAgain: string;
    readonly rules: string;
    readonly show: string;
    readonly hide: string;
    readonly showLabel: string;
    readonly hideLabel: string;
    readonly isShown: string;
    readonly isHidden: string;
  };
  /** What to know of the password as it stands. */
  readonly advice: string;
  readonly tone: Tone;
  readonly value: string;
  /** What stands in the second field; undefined where one is enough. */
  readonly again: string | undefined;
  readonly shown: boolean;
  readonly problem: string | undefined;
  /** Does the field continue one that was in use? */
  readonly focused: boolean;
  readonly onType: (text: string) => void;
  readonly onTypeAgain: (text: string) => void;
  readonly onToggle: () => void;
}

/** Pasting works and there is no maximum: password managers know best. */
const FIELD = {
  class: 'lk-input',
  autocomplete: 'new-password',
  autocapitalize: 'off',
  spellcheck: false,
} as const;

/**
 * One password, typed once: a person who can look at it need not type it twice. Shopify's second field gets the
 * same value, unless the merchant wants it typed twice.
 */
export function PasswordField(props: Props): JSX.Element {
  const { id, texts, value, problem, shown, advice, tone, again } = props;
  const kind = shown ? ({ type: 'text' } as const) : ({ type: 'password' } as const);
  const second = { name: 'customer[password_confirmation]', value: again ?? value };
  return (
    <>
      <Field
        id={id}
        label={texts.label}
        problem={problem}
        hints={Object.entries({ rules: texts.rules, advice }).map(([part, text]) => (
          <p
            class={`lk-hint lk-${part}`}
            id={`${id}-${part}`}
            key={part}
            aria-live="polite"
            data-lk-tone={tone}
          >
            {text}
          </p>
        ))}
      >
        <div class="lk-with-button">
          <Focus<HTMLInputElement> on={props.focused || undefined}>
            {(input) => (
              <input
                {...FIELD}
                {...kind}
                ref={input}
                id={id}
                name="customer[password]"
                value={value}
                onInput={(event) => props.onType(event.currentTarget.value)}
                aria-invalid={problem !== undefined}
                aria-describedby={`${problem ? `${id}-problem ` : ''}${id}-rules ${id}-advice`}
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
          {again === undefined && <input type="hidden" {...second} />}
        </div>
      </Field>
      {again !== undefined && (
        <Field id={`${id}-again`} label={texts.labelAgain} problem={undefined}>
          <input
            {...FIELD}
            {...kind}
            {...second}
            id={`${id}-again`}
            onInput={(event) => props.onTypeAgain(event.currentTarget.value)}
          />
        </Field>
      )}
    </>
  );
}
