import { effect } from '@preact/signals';
import { parseSetPasswordProps } from '../../contracts/island-props.ts';
import { browserClock } from '../platform/clock.ts';
import { lazyAdvice, type AdviceModule } from '../platform/lazy-advice.ts';
import { openOffer } from '../platform/offer.ts';
import { watchedForm } from '../platform/password-form.ts';
import { createPasswordMark } from '../platform/password-mark.ts';
import { takePasswordSeat } from '../platform/password-seat.ts';
import { browserTimers } from '../platform/timers.ts';
import { defineIsland } from '../runtime/define-island.ts';
import { mountView } from '../runtime/mount-view.ts';
import type { Advice } from '../set-password/ports.ts';
import { SetPassword } from '../set-password/SetPassword.tsx';
import { SetPasswordModel, type SetPasswordStatus } from '../set-password/SetPasswordModel.ts';

defineIsland({
  name: 'latchkey-set-password',
  parse: parseSetPasswordProps,
  mount(element, props, fail, again) {
    const { page, errors, twoFields } = props;
    const messages = errors.map(({ message }) => message);
    const seat = takePasswordSeat(element, page, messages, again);
    if (!seat) return () => {};
    const advice = lazyAdvice(async () => {
      const url = new URL('password-advice.js', import.meta.url).href;
      const { advise }: AdviceModule<Advice> = await import(url);
      return advise(props.breachedPasswords, seat.container, (on) => {
        model.capsLock.value = on;
      });
    });
    const model = new SetPasswordModel(
      {
        form: watchedForm(seat.form),
        mark: createPasswordMark(() => window.sessionStorage, browserClock),
        advice,
        timers: browserTimers,
        online: () => navigator.onLine,
      },
      {
        page,
        errors,
        twoFields,
        typed: seat.typed,
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- printed by our own Liquid, in the theme editor only
        preview: props.start as SetPasswordStatus | undefined,
      },
    );
    if (model.status.peek().kind === 'doubted') openOffer(document);
    const { buttonClass, focused } = seat;
    const unmount = mountView(
      seat.container,
      () => <SetPassword props={props} model={model} buttonClass={buttonClass} focused={focused} />,
      effect,
      fail,
    );
    const stopTelling = effect(() => seat.tell(model.password.value));
    return () => {
      void advice.dispose();
      stopTelling();
      unmount();
      model[Symbol.dispose]();
      seat.release();
    };
  },
});
