/** @jsxImportSource preact */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { readAccount } from './customer-account.ts';
import { exampleAccount } from './example-account.ts';
import { memoryOf } from './memory.ts';
import { Notice } from './Notice.tsx';
import { readSettings } from './settings.ts';
import { close, welcome, type Ports, type Welcome } from './welcome.ts';

const NOTHING: Welcome = { kind: 'nothing' };

/** Called by Shopify where the merchant placed the block. The only file that knows the global, the clock and the page. */
export default function welcomeBack(): void {
  const { storage, authenticatedAccount, extension } = shopify;
  const now = () => Date.now();
  const ports: Ports = {
    memory: memoryOf(storage, authenticatedAccount.customer.value?.id),
    readAccount,
    now,
  };
  const inEditor = extension.editor !== undefined;
  render(inEditor ? <Preview at={now()} /> : <WelcomeBack ports={ports} />, document.body);
}

function WelcomeBack({ ports }: { ports: Ports }) {
  const [shown, show] = useState(NOTHING);
  const settings = readSettings(shopify.settings.value);
  useEffect(() => void welcome(ports, settings, show), []);
  if (shown.kind === 'nothing') return null;
  return (
    <Notice
      i18n={shopify.i18n}
      settings={settings}
      certain={shown.kind !== 'unknown'}
      waiting={shown.kind === 'waiting'}
      {...(shown.kind === 'from-before' && shown.account && { account: shown.account })}
      preview={false}
      onClose={() => {
        show(NOTHING);
        void close(ports);
      }}
    />
  );
}

/** In the editor, whoever looks: settings at work, example figures, nothing asked and nothing kept. */
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
