import { parseEmailAddress } from '../../../contracts/email-address.ts';
import { INVITE_PROBLEMS } from '../invites.ts';
import { MAIL_FROM } from '../mail.ts';

/** `EmailInput` of the Admin API. */
export interface EmailInput {
  readonly bcc?: readonly string[] | null;
  readonly body?: string | null;
  readonly customMessage?: string | null;
  readonly from?: string | null;
  readonly subject?: string | null;
  readonly to?: string | null;
}

/**
 * The first thing Shopify would find wrong with the mail of an invite; every message is recorded in
 * airhorns/shopify-draft-proxy, fixtures/conformance/…/2026-04/customers/customer-invite-email-validation.json.
 */
export function emailInputProblem(
  email: EmailInput,
): { readonly field: readonly string[]; readonly message: string } | undefined {
  const { subject } = email;
  const [to, from, bcc] = [email.to ?? undefined, email.from ?? undefined, email.bcc ?? []];
  const customMessage = email.customMessage ?? '';
  const at = (field: keyof EmailInput, message: string) => ({ field: ['email', field], message });

  if (subject === '') return at('subject', "Subject can't be blank");
  if (to !== undefined && !parseEmailAddress(to).ok) return at('to', 'To is invalid');
  if (from !== undefined && from !== MAIL_FROM) return at('from', 'From Sender is invalid');
  // Even a well-formed address was refused: only the shop's own are taken, and it has none besides the sender.
  if (bcc.length > 0)
    return at('bcc', `Bcc ${bcc.map((one) => `${one} is not a valid bcc address`).join(' and ')}`);
  if ((subject?.length ?? 0) > 1_000 || customMessage.length > 5_000 || /<[a-z/!]/i.test(customMessage)) {
    return { field: ['customerId'], message: INVITE_PROBLEMS.refused };
  }
  return undefined;
}
