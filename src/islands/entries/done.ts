import { ok } from '../../contracts/result.ts';
import { announceDone } from '../done/announce-done.ts';
import { browserClock } from '../platform/clock.ts';
import { pagePaper } from '../platform/paper.ts';
import { createPasswordMark } from '../platform/password-mark.ts';
import { defineIsland } from '../runtime/define-island.ts';

defineIsland({
  name: 'latchkey-done',
  // Every word stands in the markup.
  parse: () => ok(null),
  mount(element) {
    const mark = createPasswordMark(() => window.sessionStorage, browserClock);
    if (mark.read() === undefined) return () => {};
    mark.remove();
    element.style.setProperty('--lk-paper', pagePaper(document));
    return announceDone(element);
  },
});
