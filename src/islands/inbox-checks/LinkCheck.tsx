import type { JSX } from 'preact';
import type { CheckWords } from '../../contracts/inbox-help/help-file.ts';
import { fill } from '../../contracts/inbox-help/texts.ts';
import type { LinkCheckModel } from './LinkCheckModel.ts';

interface Props {
  readonly id: string;
  readonly words: CheckWords;
  readonly model: LinkCheckModel;
}

/** A field for a link from a mail, and where that link leads. */
export function LinkCheck({ id, words, model }: Props): JSX.Element {
  const verdict = model.verdict.value;
  const host = verdict && 'host' in verdict ? verdict.host : '';
  return (
    <div class="lk-field">
      <label class="lk-label" for={id}>
        {words.check_label}
      </label>
      <p class="lk-hint" id={`${id}-hint`}>
        {words.check_hint}
      </p>
      <input
        class="lk-input"
        id={id}
        type="text"
        dir="ltr"
        inputMode="url"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-describedby={`${id}-hint`}
        onInput={({ currentTarget }) => model.check(currentTarget.value)}
      />
      <output class="lk-hint lk-advice" data-lk-tone={verdict && (verdict.kind === 'ours' ? 'good' : 'warn')}>
        {verdict && fill(words[`check_${verdict.kind}`], { host })}
      </output>
    </div>
  );
}
