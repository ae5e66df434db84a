import { announceDone } from '../done/announce-done.ts';
import { browserClock } from '../platform/clock.ts';
import { noteOpened } from '../platform/link-history.ts';
import { pagePaper } from '../platform/paper.ts';
import { createPasswordMark } from '../platform/password-mark.ts';
import { defineIsland } from '../runtime/define-island.ts';

defineIsland({
  name: 'latchkey-done',
  // Every word stands in the markup.
  parse: () => null,
  mount(element) {
    const mark = createPasswordMark(() => window.sessionStorage, browserClock);
    const handedIn = mark.read();
    if (!handedIn && !element.matches('[data-lk-preview]')) return () => {};
    mark.remove();
    if (handedIn) noteOpened(() => window.localStorage, browserClock, handedIn.account);
    if (!element.style.getPropertyValue('--lk-paper'))
      element.style.setProperty('--lk-paper', pagePaper(document));
    return announceDone(element, handedIn?.returnTo ?? '');
  },
});
