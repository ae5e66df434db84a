import type { ComponentChildren, JSX } from 'preact';

export type Tone = 'good' | 'warn' | undefined;

interface Props {
  readonly id: string;
  readonly label: string;
  readonly problem: string | undefined;
  /** What a person should know, by the last part of its id; read out when it changes. */
  readonly hints?: Readonly<Record<string, string>>;
  readonly tone?: Tone;
  /** Gets the ids that describe the input. */
  readonly children: (describedBy: string | undefined) => ComponentChildren;
}

/** A visible label, what to know before typing, what is wrong, and then the input. */
export function Field({ id, label, problem, hints = {}, tone, children }: Props): JSX.Element {
  const parts = Object.keys(hints);
  if (problem !== undefined) parts.unshift('problem');
  return (
    <div class="lk-field">
      <label class="lk-label" for={id}>
        {label}
      </label>
      {Object.entries(hints).map(([part, text]) => (
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
      {problem !== undefined && (
        <p class="lk-problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {children(parts.map((part) => `${id}-${part}`).join(' ') || undefined)}
    </div>
  );
}
