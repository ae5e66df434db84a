import type { JSX } from 'preact';
import type { CheckWords } from '../../contracts/inbox-help/help-file.ts';
import { LinkButton } from '../ui/LinkButton.tsx';
import type { BrowserCheckModel } from './BrowserCheckModel.ts';

interface Props {
  readonly words: CheckWords;
  /** The page's own address, to be copied by hand where the browser does not. */
  readonly address: string;
  readonly model: BrowserCheckModel;
}

/** What is wrong with this browser, and the way to another one. */
export function BrowserCheck({ words, address, model }: Props): JSX.Element {
  const trouble = model.trouble.value;
  const copied = model.copied.value;
  return (
    <div>
      <output class="lk-text">{trouble && words[`browser_${trouble}`]}</output>
      <p class="lk-next">
        <LinkButton text={words.browser_again} onClick={() => void model.look()} />
        <LinkButton text={words.copy} onClick={() => void model.copy()} />
      </p>
      <output class="lk-text">
        {copied === true && words.copied}
        {copied === false && [words.copy_failed, ' ', <bdi key="address">{address}</bdi>]}
      </output>
    </div>
  );
}
