import { rootOf, shopLocale } from './locale-paths.ts';
import { mailLocale, mailText } from './mail-texts/index.ts';
import type { Customer, LocalShop, Mail, MailKind, Quirks } from './types.ts';

/** The sender that Shopify would show for this shop. */
export const MAIL_FROM = 'Fjell & Fjord <post@fjell-fjord.example>';

export interface MailOptions {
  /** Where its link leads, without origin and language: `/account/login`. */
  readonly path?: string;
  readonly code?: string;
  /** Overrides of the invite's `email` argument. */
  readonly subject?: string | undefined;
  readonly to?: string | undefined;
  readonly customMessage?: string | undefined;
}

/** Whom a mail greets; somebody who is no customer yet has no name. */
export type Recipient = Pick<Customer, 'email' | 'firstName' | 'locale'>;

/** All mail that Shopify would have sent, oldest first. */
export interface Outbox {
  readonly mails: readonly Mail[];
  send(kind: MailKind, customer: Recipient, options: MailOptions): void;
  clear(): void;
}

type OutboxShop = Pick<LocalShop, 'name' | 'clock' | 'origins'> & { readonly quirks: () => Quirks };

/**
 * @param shop for its name, clock, origins and language rules. Origins are read when a mail is read:
 * mails of the seed exist before the storefront listens anywhere.
 */
export function createOutbox(shop: OutboxShop): Outbox {
  const mails: Mail[] = [];
  return {
    mails,
    clear: () => {
      mails.length = 0;
    },
    send(kind, customer, { path, code, subject, to = customer.email, customMessage = '' }) {
      const { firstName, locale } = customer;
      const prefix = shop.quirks().mailLinksCarryLocale ? localePrefix(locale) : '';
      const link = () => (path === undefined ? undefined : `${shop.origins.storefront}${prefix}${path}`);
      const words = () =>
        mailText(kind, locale, {
          shopName: shop.name,
          firstName,
          link: link() ?? '',
          code: code ?? '',
          customMessage,
        });
      mails.push({
        id: mails.length + 1,
        kind,
        sentAt: shop.clock.now(),
        from: MAIL_FROM,
        to,
        locale: mailLocale(locale),
        code,
        subject: subject ?? words().subject,
        get text() {
          return words().text;
        },
        get link() {
          return link();
        },
      });
    },
  };
}

/** `/nb` for a published language, nothing for the shop's own and for those it does not have. */
function localePrefix(locale: string): string {
  const published = shopLocale(locale);
  return published === undefined ? '' : rootOf(published);
}
