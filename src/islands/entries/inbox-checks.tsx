import { effect } from '@preact/signals';
import { checksFileName, readChecksFile } from '../../contracts/inbox-help/help-file.ts';
import { BrowserCheck } from '../inbox-checks/BrowserCheck.tsx';
import { BrowserCheckModel } from '../inbox-checks/BrowserCheckModel.ts';
import { LinkCheck } from '../inbox-checks/LinkCheck.tsx';
import { LinkCheckModel } from '../inbox-checks/LinkCheckModel.ts';
import { findBrowserTrouble } from '../platform/browser-trouble.ts';
import { browserClock } from '../platform/clock.ts';
import { fetchBeside } from '../platform/fetch-beside.ts';
import type { CheckPlace } from '../platform/lazy-help.ts';
import { copyPageAddress } from '../platform/page-address.ts';
import { mountView } from '../runtime/mount-view.ts';

/**
 * Draws what a shopper checks by themselves, when they open its fold: a link, or this browser.
 *
 * @param place an empty element; stays empty where something does not arrive
 */
export async function showCheck(place: HTMLElement, { kind, id, props }: CheckPlace): Promise<void> {
  const words = readChecksFile(await fetchBeside(checksFileName(props.language), import.meta.url));
  const draw = (view: Parameters<typeof mountView>[1]) =>
    mountView(place, view, effect, () => place.replaceChildren());
  if (kind === 'link') {
    const model = new LinkCheckModel([...props.mail.hosts, location.hostname]);
    draw(() => <LinkCheck id={id} words={words} model={model} />);
  } else {
    const model = new BrowserCheckModel({
      findTrouble: () => findBrowserTrouble(props.action, browserClock),
      copyAddress: copyPageAddress,
    });
    draw(() => <BrowserCheck words={words} address={location.href} model={model} />);
    await model.look();
  }
}
