import type { JSX } from 'preact';
import type { EmailAddressProblem } from '../../contracts/email-address.ts';
import type { WayInProps, WayInTexts } from '../../contracts/island-props.ts';
import { EmailField } from '../ui/EmailField.tsx';
import { ErrorSummary } from '../ui/ErrorSummary.tsx';
import { Focus } from '../ui/Focus.tsx';
import { mainButton } from '../ui/main-button.ts';
import type { WayInModel, WayInStatus } from './WayInModel.ts';

interface Props {
  readonly props: WayInProps;
  readonly model: WayInModel;
  /** Classes of a theme's main button, or an empty string. */
  readonly buttonClass: string;
  /** Was the field that this one takes over from in use? */
  readonly focused: boolean;
}

/** Asking for a new link, up to the answer. */
export function WayIn({ props, model, buttonClass, focused }: Props): JSX.Element {
  const { texts } = props;
  const status = model.status.value;
  const asking = status.state === 'ask-address' ? status : undefined;
  const { heading, text } = words(status, texts);
  const offline = asking?.problem === 'offline';
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
          heading={offline ? texts.offlineHeading : texts.problemHeading}
          problems={[{ text: problem, inField: !offline }]}
          fieldId={fieldId}
          occasion={status}
        />
      )}
      {/* One live region for the whole conversation: what changes in it is read out. */}
      <output class="lk-text">{asking?.phase === 'sending-slowly' ? texts.sending : text}</output>
      {status.state === 'already-active' ? (
        <p class="lk-next">
          <a class={mainButton(buttonClass)} href={props.signIn} data-lk-sign-in>
            {texts.activeButton}
          </a>
          <Change onClick={model.change} text={texts.again} />
        </p>
      ) : status.state === 'check-inbox' ? (
        <>
          <p class="lk-text">
            <strong class="lk-address">{status.email}</strong>{' '}
            <Change onClick={model.change} text={texts.change} />
          </p>
          {props.sender && <p class="lk-text">{props.sender}</p>}
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
            problem={offline ? undefined : problem}
            focused={focused || asking?.again === true}
            onType={model.type}
          />
          <button class={mainButton(buttonClass)} type="submit" aria-disabled={model.sending.value}>
            {texts.button}
          </button>
        </form>
      )}
    </div>
  );
}

function Change({ onClick, text }: { readonly onClick: () => void; readonly text: string }): JSX.Element {
  return (
    <button class="lk-link" type="button" onClick={onClick}>
      {text}
    </button>
  );
}

function words(status: WayInStatus, texts: WayInTexts): { heading: string; text: string } {
  switch (status.state) {
    case 'ask-address':
      return { heading: texts.heading, text: texts.intro };
    case 'already-active':
      return { heading: texts.activeHeading, text: texts.activeText };
    case 'check-inbox':
      return { heading: texts.inboxHeading, text: texts.inboxText };
    case 'throttled':
      return { heading: texts.throttledHeading, text: status.wait };
    default:
      return { heading: texts.degradedHeading, text: texts.degradedText };
  }
}

function problemText(problem: EmailAddressProblem | 'offline', texts: WayInTexts): string {
  return {
    missing: texts.missing,
    malformed: texts.malformed,
    'too-long': texts.tooLong,
    offline: texts.offlineText,
  }[problem];
}
