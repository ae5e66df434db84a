import type { ComponentChildren, JSX } from 'preact';
import { advise, type Sender } from '../../contracts/inbox-help/advise.ts';
import type { BrowserWords } from '../../contracts/inbox-help/help-file.ts';
import { fill } from '../../contracts/inbox-help/texts.ts';
import type { Phone } from '../../contracts/mail-providers/inbox-link.ts';
import { LinkButton } from '../ui/LinkButton.tsx';
import { mainButton } from '../ui/main-button.ts';
import type { InboxHelpModel } from './InboxHelpModel.ts';
import { clockTime } from './stages.ts';

export interface InboxHelpProps {
  /** Starts every id in here; unique on the page. */
  readonly id: string;
  readonly words: BrowserWords;
  /** The words for going back to the form. */
  readonly change: string;
  readonly sender: Sender;
  /** Whom the mail will come from, as a sentence. */
  readonly from: string;
  /** The mail's subject, where the merchant said so. */
  readonly subject: string | undefined;
  /** What stands behind the @ of the shopper's address. */
  readonly domain: string;
  /** The address as it was probably meant. */
  readonly meant: { readonly text: string; readonly use: () => void } | undefined;
  readonly phone: Phone | undefined;
  /** The shop's address as shoppers know it. */
  readonly host: string;
  /** Where shoppers without their mailbox turn to. */
  readonly noMailbox: string;
  readonly reference: string | undefined;
  readonly model: InboxHelpModel;
  /** Classes of a theme's main button, or an empty string. */
  readonly buttonClass: string;
  readonly onChange: () => void;
  /** A fold with a check was opened; the element at its end is empty the first time. */
  readonly onCheck: (kind: 'link' | 'browser', place: HTMLElement) => void;
}

/** What helps while a mail is on its way: where it is, why it may not come, and what to do then. */
export function InboxHelp(props: InboxHelpProps): JSX.Element {
  const { words, model, sender, meant, domain, phone } = props;
  const { look, places, lost, allow, open } = advise(model.mailbox.value, words, { sender, domain, phone });
  return (
    <div class={model.looking.value ? 'lk-looking' : undefined}>
      <p class="lk-text">
        {props.from}{' '}
        {props.subject
          ? fill(words.subject, { subject: props.subject })
          : fill(words.subject_often, { invite: words.subject_invite, reset: words.subject_reset })}
      </p>
      {meant && (
        <p class="lk-text lk-note">
          <strong>{meant.text}</strong> <LinkButton text={words.typo_use} onClick={meant.use} />
        </p>
      )}
      {open && (
        <p class="lk-next">
          <a class={mainButton(props.buttonClass)} href={open.href} {...ELSEWHERE}>
            {open.label}
          </a>
          {open.web && (
            <a class="lk-link" href={open.web} {...ELSEWHERE}>
              {words.open_web}
            </a>
          )}
        </p>
      )}
      <p class="lk-text">{look}</p>
      {lost && (
        <div class="lk-note">
          <p class="lk-text">{lost}</p>
          <p class="lk-next">
            <button class="lk-button" type="button" onClick={props.onChange}>
              {props.change}
            </button>
          </p>
          <p class="lk-text">
            <a href={props.noMailbox}>{words.no_mailbox}</a>
          </p>
        </div>
      )}
      <Waiting {...props} />
      {(places.length > 0 || allow.length > 0) && (
        <Fold summary={words.places}>
          <Sentences all={places} />
          {allow.length > 0 && (
            <div>
              <p class="lk-text">
                <strong>{words.allow}</strong>
              </p>
              <Sentences all={allow} />
            </div>
          )}
        </Fold>
      )}
      <RealMail {...props} />
      <Fold summary={words.browser} onOpen={(place) => props.onCheck('browser', place)} />
      {props.reference && <Reference words={words} reference={props.reference} />}
    </div>
  );
}

/** The number that staff can look up. */
export function Reference(props: { readonly words: BrowserWords; readonly reference: string }): JSX.Element {
  const { words, reference } = props;
  return (
    <p class="lk-text lk-hint">
      {words.reference} <strong dir="ltr">{reference}</strong> {words.reference_hint}
    </p>
  );
}

/** Another tab: the mail is read there, and this page goes on counting. */
const ELSEWHERE = { target: '_blank', rel: 'noopener noreferrer' } as const;

const ADVICE = ['advice_now', 'advice_1', 'advice_5', 'advice_15'] as const;

function Waiting({ words, model, change, onChange }: InboxHelpProps): JSX.Element {
  const said = {
    idle: words[model.advice.value],
    sending: '',
    sent: words.again_sent,
    failed: words.again_failed,
    // The time as it was then: what counts down beside the button is seen, and not read out.
    throttled: fill(words.again_wait, { time: clockTime(model.longWait.value) }),
  };
  const seconds = model.coolsFor.value;
  const resend = model.resend.value;
  const enough = model.enough.value;
  return (
    <div>
      <p class="lk-text">
        {words.waited} <span class="lk-time">{clockTime(model.waited.value)}</span>
      </p>
      {/* As tall as the longest of them, so that nothing moves when it changes. */}
      <div class="lk-stack">
        {[...ADVICE.map((key) => words[key]), words.again_sent, words.again_failed].map((text) => (
          <p class="lk-text" key={text} aria-hidden="true">
            {text}
          </p>
        ))}
        <output class={resend === 'throttled' ? 'lk-sr' : 'lk-text'}>{said[resend]}</output>
      </div>
      {/* One button throughout, so that whoever pressed it for the last time is not left without focus. */}
      <p class="lk-next lk-again">
        <button
          class="lk-button"
          type="button"
          aria-disabled={!enough && (seconds > 0 || resend === 'sending')}
          onClick={enough ? onChange : () => void model.again()}
        >
          {enough ? change : words.again}
        </button>
        <span>
          {enough ? words.again_enough : seconds > 0 && fill(words.again_wait, { time: clockTime(seconds) })}
        </span>
      </p>
    </div>
  );
}

function RealMail({ words, from, host, onCheck }: InboxHelpProps): JSX.Element {
  return (
    <Fold summary={words.real} onOpen={(place) => onCheck('link', place)}>
      <p class="lk-text">
        {from} {fill(words.real_link, { domain: host })} {words.real_never}
      </p>
    </Fold>
  );
}

/** @param props.onOpen gets the empty element at the end, each time the fold is opened */
function Fold(props: {
  readonly summary: string;
  readonly onOpen?: (place: HTMLElement) => void;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <details
      class="lk-details"
      onToggle={({ currentTarget: { open, lastElementChild } }) => {
        if (open && lastElementChild instanceof HTMLElement) props.onOpen?.(lastElementChild);
      }}
    >
      <summary class="lk-fold">{props.summary}</summary>
      {props.children}
      <div />
    </details>
  );
}

function Sentences({ all }: { readonly all: readonly string[] }): JSX.Element {
  return (
    <div>
      {all.map((text) => (
        <p class="lk-text" key={text}>
          {text}
        </p>
      ))}
    </div>
  );
}
