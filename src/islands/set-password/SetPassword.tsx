import type { JSX } from 'preact';
import type { SetPasswordProps, SetPasswordTexts } from '../../contracts/island-props.ts';
import { mainButton } from '../ui/main-button.ts';
import { ErrorSummary, type Problem } from '../ui/ErrorSummary.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
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
  const busy = status.kind === 'submitting' && status.slow;
  const fieldId = `${id}-password`;
  const problems = problemsOf(status, texts);
  // Nothing typed can mend what Shopify says of the form as a whole: it is about the link. The offer of a new
  // one then comes first on the page, and focus must not pass it by.
  const aboutLink = !problems.some(({ inField }) => inField);
  const heading = aboutLink ? texts.doubtHeading : texts.problemHeading;
  return (
    <>
      <h2 class="lk-heading">{texts.heading}</h2>
      {problems.length > 0 && (
        <ErrorSummary
          heading={heading}
          problems={problems}
          fieldId={fieldId}
          occasion={aboutLink ? undefined : status}
        />
      )}
      <p class="lk-text">{texts.intro}</p>
      <PasswordField
        id={fieldId}
        texts={texts}
        value={model.password.value}
        shown={model.shown.value}
        problem={problems.find(({ inField }) => inField)?.text}
        focused={focused}
        onType={model.type}
        onToggle={model.toggle}
      />
      <button class={mainButton(buttonClass)} type="submit" aria-disabled={status.kind === 'submitting'}>
        {busy ? texts.busy : texts.button}
      </button>
      <output class="lk-sr">{busy ? texts.busy : ''}</output>
    </>
  );
}

function problemsOf(status: SetPasswordStatus, texts: SetPasswordTexts): readonly Problem[] {
  switch (status.kind) {
    case 'refused': {
      const text = { missing: texts.missing, 'too-short': texts.tooShort, 'edge-space': texts.edgeSpace };
      return [{ text: text[status.problem], inField: true }];
    }
    case 'returned':
      return status.errors.map(({ field, text }) => ({ text, inField: field.startsWith('password') }));
    case 'doubted':
      return [{ text: texts.doubtText, inField: false }];
    default:
      return [];
  }
}
