/** @jsxImportSource preact */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { readAccount } from './customer-account.ts';
import { exampleAccount } from './example-account.ts';
import { memoryOf } from './memory.ts';
import { Notice } from './Notice.tsx';
import { readSettings } from './settings.ts';
import { welcome, type Welcome } from './welcome.ts';

/**
 * Called by Shopify where the merchant placed the block; done when nothing more will come. The only file that knows the
 * global, the clock and the page.
 */
export default async function welcomeBack(): Promise<void> {
  const { storage, authenticatedAccount, extension, settings } = shopify;
  const now = () => Date.now();
  if (extension.editor !== undefined) {
    render(<Preview at={now()} />, document.body);
    return;
  }
  const memory = memoryOf(storage, authenticatedAccount.customer.value?.id);
  let closed = false;
  const onClose = () => {
    closed = true;
    render(null, document.body);
    void memory.keep({ closed: true });
  };
  await welcome({ memory, readAccount, now }, readSettings(settings.value), (shown) => {
    // What arrives after the customer closed it is not wanted any more.
    if (!closed) render(<WelcomeBack shown={shown} onClose={onClose} />, document.body);
  });
}

function WelcomeBack({ shown, onClose }: { shown: Welcome; onClose: () => void }) {
  return (
    <Notice
      i18n={shopify.i18n}
      settings={readSettings(shopify.settings.value)}
      certain={shown.kind !== 'unknown'}
      waiting={shown.kind === 'waiting'}
      {...(shown.kind === 'from-before' && shown.account && { account: shown.account })}
      preview={false}
      onClose={onClose}
    />
  );
}

/** In the editor, whoever looks: settings at work as they are typed, example figures, nothing asked, nothing kept. */
function Preview({ at }: { at: number }) {
  return (
    <Notice
      i18n={shopify.i18n}
      settings={readSettings(shopify.settings.value)}
      certain
      waiting={false}
      account={exampleAccount(at)}
      preview
      onClose={() => undefined}
    />
  );
}
