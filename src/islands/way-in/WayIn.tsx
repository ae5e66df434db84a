import type { JSX } from 'preact';
import type { WayInProps, WayInTexts } from '../../contracts/island-props.ts';
import { EmailField } from '../ui/EmailField.tsx';
import { ErrorSummary } from '../ui/ErrorSummary.tsx';
import { Focus } from '../ui/Focus.tsx';
import { mainButton } from '../ui/main-button.ts';
import type { WayInModel, WayInStatus } from './WayInModel.ts';

interface Props {
  readonly props: WayInProps;
  readonly model: WayInModel;
  /** Is the link known to be dead? */
  readonly lead: boolean;
  /** Classes of a theme's main button, or an empty string. */
  readonly buttonClass: string;
  /** Was the field that this one takes over from in use? */
  readonly focused: boolean;
}

/** Asking for a new link, up to the answer. */
export function WayIn({ props, model, lead, buttonClass, focused }: Props): JSX.Element {
  const { texts } = props;
  const status = model.status.value;
  const asking = status.state === 'ask-address' ? status : undefined;
  const { heading, text } = words(status, texts, lead);
  const problem = asking?.problem && problemText(asking.problem, texts);
  const fieldId = `${props.id}-email`;
  return (
    <div data-lk-state={status.state}>
      {/* The first thing said is not news; every later one is where the reader goes on. */}
      <Focus<HTMLHeadingElement> on={asking ? undefined : status}>
        {(title) => (
          <h2 class="lk-heading" ref={title} tabIndex={-1}>
            {heading}
          </h2>
        )}
      </Focus>
      {problem && (
        <ErrorSummary
          heading={texts.problemHeading}
          problems={[{ text: problem, inField: true }]}
          fieldId={fieldId}
          occasion={status}
        />
      )}
      {/* One live region for the whole conversation: what changes in it is read out. */}
      <output class="lk-text">{asking?.phase === 'sending-slowly' ? texts.sending : text}</output>
      {status.state === 'check-inbox' ? (
        <>
          <p class="lk-text">
            <strong class="lk-address">{status.email}</strong>{' '}
            <button class="lk-link" type="button" onClick={model.change}>
              {texts.change}
            </button>
          </p>
          <p class="lk-text">{texts.inboxWait}</p>
          <p class="lk-text">{texts.inboxNewest}</p>
        </>
      ) : (
        <form
          action={props.action}
          method="post"
          rel="noreferrer"
          noValidate
          data-lk-form="way-in"
          onSubmit={(event) => {
            if (!model.submit()) event.preventDefault();
          }}
        >
          <input type="hidden" name="locale" value={props.locale} />
          <EmailField
            id={fieldId}
            label={texts.label}
            value={model.email.value}
            problem={problem}
            focused={focused || asking?.again === true}
            onType={model.type}
          />
          <button class={mainButton(buttonClass)} type="submit" aria-disabled={model.sending.value}>
            {lead ? texts.deadButton : texts.button}
          </button>
        </form>
      )}
    </div>
  );
}

function words(status: WayInStatus, texts: WayInTexts, lead: boolean): { heading: string; text: string } {
  switch (status.state) {
    case 'ask-address':
      return lead
        ? { heading: texts.deadHeading, text: texts.deadIntro }
        : { heading: texts.heading, text: texts.intro };
    case 'check-inbox':
      return { heading: texts.inboxHeading, text: texts.inboxText };
    case 'throttled':
      return { heading: texts.throttledHeading, text: status.wait };
    default:
      return { heading: texts.degradedHeading, text: texts.degradedText };
  }
}

function problemText(problem: 'missing' | 'malformed' | 'too-long', texts: WayInTexts): string {
  return { missing: texts.missing, malformed: texts.malformed, 'too-long': texts.tooLong }[problem];
}
