import type { JSX } from 'preact';
import type { SetPasswordProps, SetPasswordTexts } from '../../contracts/island-props.ts';
import { mainButton } from '../ui/main-button.ts';
import { ErrorSummary, type Problem } from '../ui/ErrorSummary.tsx';

import { PasswordField, type Tone } from '../ui/PasswordField.tsx';
import type { SetPasswordModel, SetPasswordStatus } from './SetPasswordModel.ts';

interface Props {
  readonly props: SetPasswordProps;
  readonly model: SetPasswordModel;
  /** Classes of the theme's own submit button, or an empty string. */
  readonly buttonClass: string;
  /** Was the field that this one takes over from in use? */
  readonly focused: boolean;
}

/** What stands inside the form that sets the password. */
export function SetPassword({ props, model, buttonClass, focused }: Props): JSX.Element {
  const { texts, id } = props;
  const status = model.status.value;
  const busy = status.kind === 'submitting' && status.wait !== 'short';
  const fieldId = `${id}-password`;
  const { heading, problems } = problemsOf(status, texts);
  const { text, tone } = hintOf(model, texts);
  return (
    <>
      {problems.length > 0 && (
        <ErrorSummary
          heading={heading}
          problems={problems}
          fieldId={fieldId}
          // Nothing typed can mend what is about the link: the offer of a new one comes first on the page then, and
          // focus must not pass it by.
          occasion={heading === texts.doubtHeading ? undefined : status}
        />
      )}
      <PasswordField
        id={fieldId}
        texts={texts}
        advice={text}
        tone={tone}
        value={model.password.value}
        again={props.twoFields ? model.again.value : undefined}
        shown={model.shown.value}
        problem={problems.find(({ inField }) => inField)?.text}
        focused={focused}
        onType={model.type}
        onTypeAgain={model.typeAgain}
        onToggle={model.toggle}
      />
      <button class={mainButton(buttonClass)} type="submit" aria-disabled={status.kind === 'submitting'}>
        {busy ? texts.busy : texts.button}
      </button>
      <output class="lk-sr">{busy ? texts.busy : ''}</output>
    </>
  );
}

interface Problems {
  readonly heading: string;
  readonly problems: readonly Problem[];
}

function problemsOf(status: SetPasswordStatus, texts: SetPasswordTexts): Problems {
  const said = (heading: string, problems: readonly Problem[]): Problems => ({ heading, problems });
  switch (status.kind) {
    case 'refused': {
      const inField = status.problem !== 'offline';
      return said(inField ? texts.problemHeading : texts.offlineHeading, [
        { text: texts[status.problem], inField },
      ]);
    }
    case 'returned':
    case 'doubted': {
      const problems = (status.kind === 'returned' ? status.errors : [{ field: '', text: texts.doubt }]).map(
        ({ field, text }) => ({ text, inField: field.startsWith('password') }),
      );
      return said(
        problems.some(({ inField }) => inField) ? texts.problemHeading : texts.doubtHeading,
        problems,
      );
    }
    default:
      return said('', []);
  }
}

/** The one line under the rules that changes: what is going on first, then what to know, then what is advised. */
function hintOf(
  { status, capsLock, advice }: SetPasswordModel,
  texts: SetPasswordTexts,
): { readonly text: string; readonly tone: Tone } {
  const now = status.value;
  const key =
    (now.kind === 'submitting' && now.wait === 'long' && 'slow') ||
    (now.kind === 'stopped' && 'stopped') ||
    (capsLock.value && 'capsLock') ||
    advice.value;
  const quiet = key === 'none' || key === 'longer';
  return { text: texts[key], tone: quiet ? undefined : key === 'good' ? key : 'warn' };
}
