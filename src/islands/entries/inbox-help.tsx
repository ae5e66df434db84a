import { effect } from '@preact/signals';
import { accountsPathBeside } from '../../contracts/access-request.ts';
import { helpFileName, readHelpFile } from '../../contracts/inbox-help/help-file.ts';
import { MAILBOXES_PATH } from '../../contracts/inbox-help/mailbox.ts';
import type { PageState } from '../../contracts/page-states.ts';
import { findPackedProvider } from '../../contracts/mail-providers/read-packed.ts';
import { REFERENCE_LETTERS, referenceOf, type ReferenceState } from '../../contracts/reference.ts';
import { InboxHelp, Reference } from '../inbox-help/InboxHelp.tsx';
import { InboxHelpModel, type InboxHelpPast } from '../inbox-help/InboxHelpModel.ts';
import { askForAccounts } from '../platform/accounts-client.ts';
import { browserClock } from '../platform/clock.ts';
import type { AddressAdviceModule, ChecksModule, HelpHost } from '../platform/lazy-help.ts';
import { fetchBeside } from '../platform/fetch-beside.ts';
import { askForMailbox } from '../platform/mailbox-client.ts';
import { phoneOf } from '../platform/phone.ts';
import { browserTimers } from '../platform/timers.ts';
import { watchAccounts } from '../platform/watch-accounts.ts';
import { mountView } from '../runtime/mount-view.ts';

/** Who was answered has a reference number. */
const isAnswered = (state: PageState): state is ReferenceState => state in REFERENCE_LETTERS;

/** By answer: who waits goes on waiting when a theme fetches the section anew; who asks anew begins anew. */
const past = new WeakMap<object, InboxHelpPast>();

/**
 * What helps after the answer. Its words and all that it knows of mailboxes come in one file for each language.
 *
 * @param place an empty element of the way-in's; stays empty where something does not arrive
 * @returns what removes it
 */
export async function showHelp(place: HTMLElement, host: HelpHost): Promise<() => void> {
  const { props, model: wayIn, requests, toGuide, conversation, buttonClass } = host;
  const status = wayIn.status.peek();
  const beside = (name: string) => new URL(`${name}.js`, import.meta.url).href;
  const { words, providers } = readHelpFile(await fetchBeside(helpFileName(props.language), import.meta.url));
  const reference =
    conversation && isAnswered(status.state) ? referenceOf(conversation, status.state) : undefined;
  const { email } = status;
  if (!email) {
    return mountView(
      place,
      () => reference && <Reference words={words} reference={reference} />,
      effect,
      () => {},
    );
  }

  const { meantAddress }: AddressAdviceModule = await import(beside('address-advice'));
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const provider = findPackedProvider(providers, domain);
  const { id, action, locale, mail } = props;
  const model = new InboxHelpModel(
    {
      clock: browserClock,
      timers: browserTimers,
      askAgain: (signal) => requests.ask(email, signal),
      findMailbox: (signal) =>
        askForMailbox(action.replace(/\/requests$/, MAILBOXES_PATH), domain, locale, signal),
    },
    {
      mailbox: provider && { kind: 'provider', provider },
      past: past.get(status),
    },
  );
  const meant = meantAddress(email);
  const unmount = mountView(
    place,
    () => (
      <InboxHelp
        id={id}
        words={words}
        change={props.texts.change}
        sender={mail}
        from={props.sender}
        subject={mail.subject}
        domain={domain}
        meant={
          meant === undefined
            ? undefined
            : {
                text: props.texts.typo.replace('%', () => meant),
                use: () => {
                  wayIn.type(meant);
                  wayIn.submit();
                },
              }
        }
        phone={phoneOf(navigator.userAgent)}
        host={mail.hosts[0] ?? location.host}
        noMailbox={props.noMailbox}
        reference={reference}
        model={model}
        buttonClass={buttonClass}
        onChange={wayIn.change}
        onCheck={(kind, check) => {
          if (check.firstChild) return;
          import(beside('inbox-checks'))
            .then(({ showCheck }: ChecksModule) => showCheck(check, { kind, id: `${id}-${kind}`, props }))
            .catch(() => {});
        }}
      />
    ),
    effect,
    () => {},
  );
  const stopWatching = watchAccounts(
    document,
    browserTimers,
    () => askForAccounts(accountsPathBeside(action)),
    () => void toGuide(email),
  );
  return () => {
    stopWatching();
    past.set(status, model.past());
    unmount();
    model[Symbol.dispose]();
  };
}
