import { effect } from '@preact/signals';
import { parseSetPasswordProps } from '../../contracts/island-props.ts';
import { browserClock } from '../platform/clock.ts';
import { openOffer } from '../platform/offer.ts';
import { watchedForm } from '../platform/password-form.ts';
import { createPasswordMark } from '../platform/password-mark.ts';
import { takePasswordSeat } from '../platform/password-seat.ts';
import { browserTimers } from '../platform/timers.ts';
import { defineIsland } from '../runtime/define-island.ts';
import { mountView } from '../runtime/mount-view.ts';
import { SetPassword } from '../set-password/SetPassword.tsx';
import { SetPasswordModel } from '../set-password/SetPasswordModel.ts';

defineIsland({
  name: 'latchkey-set-password',
  parse: parseSetPasswordProps,
  mount(element, props, fail, again) {
    const { page, errors } = props;
    const messages = errors.map(({ message }) => message);
    const seat = takePasswordSeat(element, page, messages, again);
    if (!seat) return () => {};
    const ports = {
      form: watchedForm(seat.form),
      mark: createPasswordMark(() => window.sessionStorage, browserClock),
      timers: browserTimers,
    };
    const model = new SetPasswordModel(ports, { page, errors, typed: seat.typed });
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
      stopTelling();
      unmount();
      model[Symbol.dispose]();
      seat.release();
    };
  },
});
