import type { MailTexts } from './index.ts';
import { paragraphs } from './paragraphs.ts';

const hello = (firstName: string) => (firstName === '' ? 'Hello,' : `Hello ${firstName},`);

/** Subjects are those of Shopify's own notifications; the wording is ours. */
export const en: MailTexts = {
  'account-invite': ({ shopName, firstName, link, customMessage }) => ({
    subject: 'Customer account activation',
    text: paragraphs(
      hello(firstName),
      customMessage,
      `You have an account at ${shopName}. Choose a password to start using it:`,
      link,
      'The link works once, for 30 days. If you did not expect this mail, you can leave it alone.',
      shopName,
    ),
  }),
  'password-reset': ({ shopName, firstName, link }) => ({
    subject: 'Customer account password reset',
    text: paragraphs(
      hello(firstName),
      `Somebody asked for a new password for your account at ${shopName}. If it was you, choose one here:`,
      link,
      'If it was not you, nothing changes as long as the link is not used.',
      shopName,
    ),
  }),
  'account-welcome': ({ shopName, firstName, link }) => ({
    subject: 'Customer account confirmation',
    text: paragraphs(
      hello(firstName),
      `Your account at ${shopName} is open. Next time you can sign in here:`,
      link,
      shopName,
    ),
  }),
  'sign-in-code': ({ shopName, firstName, code }) => ({
    subject: `Your sign-in code for ${shopName}: ${code}`,
    text: paragraphs(
      hello(firstName),
      `${code} is your code for signing in to ${shopName}.`,
      'It is good for a short while, and only the newest code works. No password is needed.',
      'If you did not ask for it, you can leave this mail alone.',
      shopName,
    ),
  }),
};
