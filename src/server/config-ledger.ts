/** What the environment decides about webhooks and the block ledger. */
export interface LedgerConfig {
  /** Who was disabled without anybody having seen them enabled: blocked, or taken for never active? */
  readonly disabledUnseen: 'block' | 'allow';
  /** Are all customers read when a shop is connected, and once a week? */
  readonly rebuild: boolean;
  /** For how many days a webhook is known again. Shopify repeats one for four hours. */
  readonly webhookKeepDays: number;
  /** For how many days an export, or the note of an erasure, is kept. */
  readonly privacyKeepDays: number;
}

type OneOf = <T extends string>(name: string, choices: readonly T[], fallback: T) => T;
type Whole = (name: string, least: number, most: number, fallback: number) => number;

/** Reads its variables as `readConfig` does: notes what is bad, and goes on. */
export function readLedger(oneOf: OneOf, whole: Whole): LedgerConfig {
  return Object.freeze({
    disabledUnseen: oneOf('DISABLED_UNSEEN', ['block', 'allow'], 'block'),
    rebuild: oneOf('LEDGER_REBUILD', ['on', 'off'], 'on') === 'on',
    webhookKeepDays: whole('WEBHOOK_KEEP_DAYS', 1, 365, 7),
    privacyKeepDays: whole('PRIVACY_KEEP_DAYS', 1, 365, 60),
  });
}
