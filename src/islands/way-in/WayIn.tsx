import type { JSX } from 'preact';
import type { WayInProps } from '../../contracts/island-props.ts';
import { EmailField } from '../ui/EmailField.tsx';
import { ErrorSummary } from '../ui/ErrorSummary.tsx';
import { Focus } from '../ui/Focus.tsx';
import { mainButton } from '../ui/main-button.ts';
import { isSending, type WayInModel } from './WayInModel.ts';

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
  // Words for a wait come with their number.
  const text = status.state === 'throttled' ? status.wait : texts[`${status.state}-text`];
  const offline = asking?.problem === 'offline';
  const problem = asking?.problem && texts[asking.problem];
  const fieldId = `${props.id}-email`;
  return (
    <div data-lk-state={status.state}>
      {/* The first thing said is not news; every later one is where the reader goes on. */}
      <Focus<HTMLHeadingElement> on={asking ? undefined : status}>
        {(title) => (
          <h2 class="lk-heading" ref={title} tabIndex={-1}>
            {texts[`${status.state}-heading`]}
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
          <div data-lk-inbox />
          <p class="lk-text lk-meanwhile">{texts.meanwhile}</p>
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
            focused={focused || !!asking?.again}
            onType={model.type}
          />
          <button class={mainButton(buttonClass)} type="submit" aria-disabled={isSending(status)}>
            {texts.button}
          </button>
          {/* Filled by what loads with the first letter, and after the answer. */}
          <output class="lk-text" data-lk-meant />
          {!asking && <div data-lk-inbox />}
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
