import type { MailTexts } from './index.ts';
import { paragraphs } from './paragraphs.ts';

const hello = (firstName: string) => (firstName === '' ? 'Bonjour,' : `Bonjour ${firstName},`);

export const fr: MailTexts = {
  'account-invite': ({ shopName, firstName, link, customMessage }) => ({
    subject: 'Activation du compte client',
    text: paragraphs(
      hello(firstName),
      customMessage,
      `Vous avez un compte chez ${shopName}. Choisissez un mot de passe pour l’ouvrir :`,
      link,
      'Le lien fonctionne une seule fois, pendant 30 jours. Si vous n’attendiez pas cet e-mail, ignorez-le.',
      shopName,
    ),
  }),
  'password-reset': ({ shopName, firstName, link }) => ({
    subject: 'Nouveau mot de passe du compte client',
    text: paragraphs(
      hello(firstName),
      `Quelqu’un a demandé un nouveau mot de passe pour votre compte chez ${shopName}. Si c’est vous, choisissez-le ici :`,
      link,
      'Si ce n’est pas vous, rien ne change tant que le lien n’est pas utilisé.',
      shopName,
    ),
  }),
  'account-welcome': ({ shopName, firstName, link }) => ({
    subject: 'Confirmation du compte client',
    text: paragraphs(
      hello(firstName),
      `Votre compte chez ${shopName} est ouvert. La prochaine fois, connectez-vous ici :`,
      link,
      shopName,
    ),
  }),
  'sign-in-code': ({ shopName, firstName, code }) => ({
    subject: `Votre code de connexion pour ${shopName} : ${code}`,
    text: paragraphs(
      hello(firstName),
      `${code} est votre code de connexion à ${shopName}.`,
      'Il est valable peu de temps, et seul le plus récent fonctionne. Aucun mot de passe n’est nécessaire.',
      'Si vous ne l’avez pas demandé, vous pouvez ignorer cet e-mail.',
      shopName,
    ),
  }),
};
