import { effect } from '@preact/signals';
import { parseWayInProps } from '../../contracts/island-props.ts';
import { accessRequestClient } from '../platform/access-request-client.ts';
import { browserTimers } from '../platform/timers.ts';
import { takeWayInSeat } from '../platform/way-in-seat.ts';
import { defineIsland } from '../runtime/define-island.ts';
import { mountView } from '../runtime/mount-view.ts';
import { WayIn } from '../way-in/WayIn.tsx';
import { WayInModel } from '../way-in/WayInModel.ts';

defineIsland({
  name: 'latchkey-way-in',
  parse: parseWayInProps,
  mount(element, props, fail) {
    const seat = takeWayInSeat(element);
    if (!seat) return () => {};
    const { action, locale, waits } = props;
    const ports = { requests: accessRequestClient(action, locale), timers: browserTimers };
    const model = new WayInModel(ports, { typed: seat.typed, waits });
    const { buttonClass, lead, focused } = seat;
    const unmount = mountView(
      seat.container,
      () => <WayIn props={props} model={model} lead={lead} buttonClass={buttonClass} focused={focused} />,
      effect,
      fail,
    );
    return () => {
      unmount();
      model[Symbol.dispose]();
      seat.release();
    };
  },
});
