import { adviseOnCode } from '../../contracts/code-help/advise.ts';
import { codeHelpFileName, readCodeHelpFile } from '../../contracts/code-help/help-file.ts';
import { findPackedProvider } from '../../contracts/mail-providers/read-packed.ts';
import { announce } from '../code-help/announce.ts';
import { drawAdvice } from '../code-help/draw-advice.ts';
import { drawGuide } from '../code-help/draw-guide.ts';
import { browserClock } from '../platform/clock.ts';
import { fetchBeside } from '../platform/fetch-beside.ts';
import { createKeptAddress } from '../platform/kept-address.ts';
import type { CodeHelpModule } from '../platform/lazy-code-help.ts';
import { phoneOf } from '../platform/phone.ts';

const fetchWords = async (language: string) =>
  readCodeHelpFile(await fetchBeside(codeHelpFileName(language), import.meta.url));

export const showCodeHelp: CodeHelpModule['showCodeHelp'] = async (place, host) => {
  const { language, sender, email, cameBack } = host;
  const words = await fetchWords(language);
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const provider = findPackedProvider(words.providers, domain);
  const advice = adviseOnCode(provider ? { kind: 'provider', provider } : { kind: 'unknown' }, words, {
    sender,
    domain,
    phone: phoneOf(navigator.userAgent),
  });
  drawAdvice(place, advice, words, cameBack);
};

export const showGuide: CodeHelpModule['showGuide'] = async (container, { props, email, buttonClass }) => {
  const { guide } = await fetchWords(props.language);
  // Where the guide's own island looks for it.
  createKeptAddress(() => window.sessionStorage, browserClock).keep(email);
  const { element, heading, said } = drawGuide(guide, props, buttonClass);
  const hadFocus = container.contains(document.activeElement);
  container.firstElementChild?.setAttribute('hidden', '');
  container.append(element);
  announce(heading, hadFocus, said);
  return new Promise(() => {});
};
