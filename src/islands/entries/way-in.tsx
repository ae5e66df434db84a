import { effect } from '@preact/signals';
import { parseWayInProps } from '../../contracts/island-props.ts';
import { accessRequestClient } from '../platform/access-request-client.ts';
import { carryAddress, fillSignIn } from '../platform/carry-address.ts';
import { browserClock } from '../platform/clock.ts';
import type { CodeHelpModule } from '../platform/lazy-code-help.ts';
import type { AddressAdviceModule, HelpHost, HelpModule } from '../platform/lazy-help.ts';
import { createKeptAddress } from '../platform/kept-address.ts';
import { createLinkHistory } from '../platform/link-history.ts';
import { copyFieldLook } from '../platform/theme-field-look.ts';
import { browserTimers } from '../platform/timers.ts';
import { takeWayInSeat } from '../platform/way-in-seat.ts';
import { defineIsland } from '../runtime/define-island.ts';
import { mountView } from '../runtime/mount-view.ts';
import { WayIn } from '../way-in/WayIn.tsx';
import { isSending, WayInModel, type WayInStatus } from '../way-in/WayInModel.ts';

// What draws the help after the answer, which comes without libraries of its own.
export { h, render } from 'preact';
export { createModel, effect, signal } from '@preact/signals';

/** What was typed and said, for an element that comes back with a section that the theme fetched anew. */
const before = new Map<string, Pick<WayInModel, 'email' | 'status'> & Pick<HelpHost, 'conversation'>>();

defineIsland({
  name: 'latchkey-way-in',
  parse: parseWayInProps,
  mount(element, props, fail) {
    const seat = takeWayInSeat(element);
    if (!seat) return () => {};
    copyFieldLook(element);
    const { id, action, locale, waits, texts, start } = props;
    const was = start ? undefined : before.get(id);
    const typed = seat.typed || was?.email.peek();
    const interrupted = was && isSending(was.status.peek());
    const history = createLinkHistory(() => window.localStorage, browserClock);
    const kept = createKeptAddress(() => window.sessionStorage, browserClock);
    const reason = seat.dead && !start && history.reasonFor([location.pathname, document.referrer]);
    const address = kept.take();
    // Missing outside https and in browsers of before 2022.
    const conversation = was?.conversation ?? crypto.randomUUID?.();
    const { container, buttonClass, focused } = seat;
    /** Without what does not arrive, the page stays as it is. */
    const withModule = <Result,>(
      name: string,
      use: (module: HelpModule & AddressAdviceModule & CodeHelpModule) => Result | PromiseLike<Result>,
    ) => import(new URL(`${name}.js`, import.meta.url).href).then(use).catch(() => undefined);
    const toGuide = (email: string) =>
      withModule('code-help', ({ showGuide }) => showGuide(container, { props, email, buttonClass }));
    const requests = accessRequestClient(action, locale, conversation, history.noteAsked, toGuide);
    fillSignIn(address);
    const model = new WayInModel(
      {
        requests,
        timers: browserTimers,
        online: () => navigator.onLine,
      },
      {
        typed: typed || address,
        waits,
        used: reason === 'link-used',
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- printed by our own Liquid, in the theme editor only
        preview: (start as WayInStatus | undefined) ?? (interrupted ? undefined : was?.status.peek()),
      },
    );
    // At once: the element that comes in its place may be there before this one is told that it is gone.
    if (!start) before.set(id, { ...model, conversation });
    // Its request went down with the section; the same one again is no second mail.
    if (interrupted) model.submit();
    // The fold that came anew is shut, as is one that the browser filled in again.
    if (typed) container.closest('details')?.setAttribute('open', '');
    const shown =
      reason === 'link-superseded'
        ? { ...props, texts: { ...texts, 'ask-address-text': texts.superseded } }
        : props;
    const unmount = mountView(
      container,
      () => <WayIn props={shown} model={model} buttonClass={buttonClass} focused={focused} />,
      effect,
      fail,
    );
    const stopHelp = effect(() => {
      // Whatever is said next has a place of its own.
      const place = model.status.value && container.querySelector<HTMLElement>('[data-lk-inbox]');
      if (!place) return undefined;
      const help = withModule('inbox-help', ({ showHelp }) =>
        showHelp(place, { props, model, requests, toGuide, conversation, buttonClass }),
      );
      return (): unknown => help.then((remove) => remove?.());
    });
    const advise = (): unknown =>
      withModule('address-advice', ({ watchAddress }) => watchAddress(container, model.type, texts.typo));
    // Typed before this script was there: that letter was the first.
    if (typed) advise();
    else container.addEventListener('input', advise, { once: true });
    const letGo = carryAddress(element, () => model.email.peek(), kept.keep);
    return () => {
      stopHelp();
      letGo();
      unmount();
      model[Symbol.dispose]();
      seat.release();
    };
  },
});
