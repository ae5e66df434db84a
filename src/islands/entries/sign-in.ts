import { parseSignInProps } from '../../contracts/island-props.ts';
import { browserClock } from '../platform/clock.ts';
import { codeHelpFold } from '../platform/code-help-fold.ts';
import { copyText } from '../platform/copy-text.ts';
import { createKeptAddress } from '../platform/kept-address.ts';
import type { CodeHelpModule } from '../platform/lazy-code-help.ts';
import { showIfAlone } from '../platform/show-if-alone.ts';
import { createSignInMark } from '../platform/sign-in-mark.ts';
import { browserTimers } from '../platform/timers.ts';
import { defineIsland } from '../runtime/define-island.ts';
import { inThemeEditor } from '../runtime/design-mode.ts';
import { handOver } from '../sign-in/hand-over.ts';
import { showAddress } from '../sign-in/show-address.ts';
import { watchReturn } from '../sign-in/watch-return.ts';

const beside = (name: string) => new URL(`${name}.js`, import.meta.url).href;

defineIsland({
  name: 'latchkey-sign-in',
  parse: parseSignInProps,
  mount(element, { language, loginHint, mail, texts }) {
    const undo = [showIfAlone(element)];
    const end = (): void => {
      for (const each of undo) each();
    };
    const link = element.querySelector<HTMLAnchorElement>('a[data-lk-sign-in-button]');
    const place = element.querySelector<HTMLElement>('[data-lk-address]');
    const details = element.querySelector<HTMLDetailsElement>('details[data-lk-code-help]');
    // Somebody who is signed in reads that and nothing else.
    if (!link || !details) return end;
    const kept = createKeptAddress(() => window.sessionStorage, browserClock);
    const email = kept.take();
    // Whoever goes to and fro still has it.
    if (email) kept.keep(email);
    const mark = createSignInMark(() => window.sessionStorage, browserClock);
    let cameBack = false;
    const fold = codeHelpFold(details, async (room) => {
      const { showCodeHelp }: CodeHelpModule = await import(beside('code-help'));
      await showCodeHelp(room, { language, sender: mail.name, email, cameBack });
    });
    undo.push(
      fold.undo,
      handOver(link, loginHint ? email : '', {
        timers: browserTimers,
        leave: () => {
          if (email) kept.keep(email);
          mark.leave();
        },
      }),
    );
    if (email && place) undo.push(showAddress(place, email, texts, copyText));
    if (!inThemeEditor())
      undo.push(
        watchReturn(document, mark, () => {
          cameBack = true;
          fold.open();
        }),
      );
    return end;
  },
});
