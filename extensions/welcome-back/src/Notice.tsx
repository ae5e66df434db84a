/** @jsxImportSource preact */
import type { I18n } from '@shopify/ui-extensions/customer-account';
import type { Account } from './customer-account.ts';
import type { Help, Settings } from './settings.ts';

export interface NoticeProps {
  readonly i18n: Pick<I18n, 'translate' | 'formatDate'>;
  readonly settings: Settings;
  /** Whether it is known that the account is one from before. */
  readonly certain: boolean;
  /** Whether figures are still on their way. */
  readonly waiting: boolean;
  readonly account?: Account;
  /** Drawn for the merchant, with made-up figures. */
  readonly preview: boolean;
  readonly onClose: () => void;
}

/** The block: what this is, why, what moved, and where to turn to. Meaning and focus are the components' own. */
export function Notice(props: NoticeProps) {
  const { i18n, settings, certain, waiting, account, preview, onClose } = props;
  const heading = settings.heading ?? i18n.translate(certain ? 'heading' : 'heading_perhaps');
  return (
    <s-section heading={heading}>
      <s-stack gap="base">
        {preview && <s-text color="subdued">{i18n.translate('preview')}</s-text>}
        <s-paragraph>{i18n.translate('same')}</s-paragraph>
        <Figures i18n={i18n} account={settings.withNumbers ? account : undefined} />
        {waiting && settings.withNumbers && <s-skeleton-paragraph />}
        <s-paragraph>{i18n.translate('no_password')}</s-paragraph>
        <s-details>
          <s-summary>{i18n.translate('missing.question')}</s-summary>
          <s-stack gap="small">
            <s-paragraph>{i18n.translate('missing.other_address')}</s-paragraph>
            <WhereToTurn i18n={i18n} help={settings.help} />
          </s-stack>
        </s-details>
        <s-button variant="secondary" onClick={onClose}>
          {i18n.translate('close')}
        </s-button>
      </s-stack>
    </s-section>
  );
}

function Figures({ i18n, account }: { i18n: NoticeProps['i18n']; account: Account | undefined }) {
  const lines = account ? figuresOf(account, i18n) : [];
  if (lines.length === 0) return null;
  return (
    <s-stack gap="small">
      <s-paragraph>{i18n.translate('moved.all')}</s-paragraph>
      <s-unordered-list>
        {lines.map((line) => (
          <s-list-item key={line}>{line}</s-list-item>
        ))}
      </s-unordered-list>
    </s-stack>
  );
}

function figuresOf({ orders, addresses }: Account, i18n: NoticeProps['i18n']): string[] {
  const lines: string[] = [];
  if (orders && orders.count > 0) {
    lines.push(i18n.translate(orders.more ? 'moved.orders_more' : 'moved.orders', { count: orders.count }));
  }
  if (orders?.newestAt !== undefined) {
    const date = i18n.formatDate(new Date(orders.newestAt), { dateStyle: 'long' });
    lines.push(i18n.translate('moved.newest_order', { date }));
  }
  if (addresses) lines.push(i18n.translate('moved.addresses', { count: addresses }));
  return lines;
}

function WhereToTurn({ i18n, help }: { i18n: NoticeProps['i18n']; help: Help }) {
  const { page, mail, phone } = help;
  if (!page && !mail && !phone) return <s-paragraph>{i18n.translate('help.shop')}</s-paragraph>;
  return (
    <s-stack gap="small">
      {page && (
        <s-link href={page} target="_blank">
          {i18n.translate('help.page')}
        </s-link>
      )}
      {mail && <s-link href={`mailto:${mail}`}>{i18n.translate('help.mail', { address: mail })}</s-link>}
      {phone && (
        <s-link href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
          {i18n.translate('help.phone', { number: phone })}
        </s-link>
      )}
    </s-stack>
  );
}
