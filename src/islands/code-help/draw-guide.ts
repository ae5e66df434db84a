import type { GuideTexts } from '../../contracts/code-help/texts.ts';
import type { WayInProps } from '../../contracts/island-props.ts';
import { mainButton } from '../ui/main-button.ts';
import { make, makeFold, paragraphs } from './make.ts';

/**
 * The sign-in guide as Liquid would print it (snippet `sign-in-guide`), for a page that Liquid made before the shop
 * switched over. It is an element of its own kind, so that the same island makes it work.
 *
 * @param props of the way-in whose place it takes
 * @param buttonClass classes of a theme's main button, or an empty string
 */
export function drawGuide(guide: GuideTexts, props: WayInProps, buttonClass: string) {
  const heading = make('h2', 'lk-heading', guide.heading);
  const said = make('output', 'lk-sr');
  const address = make('div', '');
  address.dataset['lkAddress'] = '';
  address.hidden = true;
  const button = make('a', mainButton(buttonClass), guide.button);
  button.href = props.signIn;
  button.dataset['lkSignInButton'] = '';
  const fold = makeFold(guide.no_code);
  fold.dataset['lkCodeHelp'] = '';
  const script = make('script', '');
  script.type = 'application/json';
  script.textContent = JSON.stringify({
    language: props.language,
    // Whether the merchant wants the address handed over is not known here: it is copied instead.
    loginHint: false,
    mail: props.mail,
    texts: { address: props.texts.label, copy: guide.copy, copied: guide.copied },
  });
  const element = document.createElement('latchkey-sign-in');
  element.append(
    script,
    heading,
    said,
    ...paragraphs([guide.changed, guide.account, guide.next]),
    address,
    make('p', 'lk-next', button),
    fold,
  );
  return { element, heading, said };
}
