import type { SwitchOverTexts } from './text.ts';

/** Narrow no-break spaces are written out, so that nobody loses one by retyping. */
export const FR: SwitchOverTexts = {
  language: 'français',
  before: {
    subject: 'À partir du {date}, connectez-vous chez {shop} avec un code',
    body: [
      'Bonjour,',
      'À partir du {date}, vous n’avez plus besoin de mot de passe chez {shop}. Pour vous connecter, vous saisissez votre adresse e-mail, vous recevez un e-mail avec un code à six chiffres, et vous collez ce code sur la page. C’est tout.',
      'Votre compte reste le même, avec la même adresse e-mail et vos commandes. Vous n’avez rien à faire maintenant.',
      [
        'Bon à savoir\u202f:',
        '- Le code est envoyé à l’adresse e-mail que vous utilisez chez nous aujourd’hui. Si vous ne pouvez plus ouvrir cette messagerie, écrivez-nous.',
        '- Votre mot de passe ne sert plus après ce jour. Inutile de le changer ou de le supprimer.',
        '- Nos anciens e-mails avec un lien pour un mot de passe ne servent plus non plus.',
        '- Nous ne demandons jamais de mot de passe ni de code par e-mail, par téléphone ou par chat.',
      ].join('\n'),
      'À partir de ce jour, cette page vous mène à la connexion, et vous aide si un code n’arrive pas\u202f: {link}',
      '{shop}',
    ],
  },
  onTheDay: {
    subject: 'Chez {shop}, connectez-vous désormais avec un code',
    body: [
      'Bonjour,',
      'À partir d’aujourd’hui, vous n’avez plus besoin de mot de passe chez {shop}. Voici comment vous connecter\u202f:',
      [
        '1. Ouvrez {link} et choisissez «\u202fSe connecter avec un code\u202f».',
        '2. Saisissez l’adresse e-mail que vous utilisiez chez nous.',
        '3. Un e-mail avec un code à six chiffres arrive à cette adresse. Collez ce code sur la page. Il fonctionne peu de temps\u202f; si vous en avez demandé plusieurs, c’est le plus récent qui fonctionne.',
      ].join('\n'),
      'C’est le compte que vous connaissez, avec la même adresse e-mail et vos commandes. Nos anciens e-mails avec un lien pour un mot de passe ne servent plus.',
      'Le code n’arrive pas\u202f? Regardez aussi dans les spams ou le courrier indésirable. Vous trouverez plus d’aide sur la même page.',
      'Saisissez le code uniquement sur la page où vous l’avez demandé. Nous ne demandons jamais de mot de passe ni de code par e-mail, par téléphone ou par chat.',
      '{shop}',
    ],
  },
  notice: 'Connectez-vous désormais avec un code reçu par e-mail. Plus besoin de mot de passe.',
  answer: {
    body: [
      'Bonjour,',
      'Merci de nous avoir écrit. {shop} n’utilise plus de mots de passe. À chaque connexion, vous recevez à la place un e-mail avec un code à six chiffres. Votre compte est le même qu’avant.',
      'Ouvrez {link}, choisissez «\u202fSe connecter avec un code\u202f» et saisissez l’adresse e-mail que vous utilisiez chez nous. Collez ensuite le code reçu par e-mail.',
      [
        'Si aucun code n’arrive\u202f:',
        '- Attendez une minute ou deux, et regardez aussi dans les spams ou le courrier indésirable.',
        '- Vérifiez que l’adresse e-mail ne contient pas de faute de frappe. Le code est envoyé à l’adresse que vous saisissez.',
        '- Demandez un nouveau code sur la page de connexion. Seul le plus récent fonctionne.',
        '- Le filtre d’une entreprise ou d’une école peut retenir l’e-mail. Demandez à son service informatique.',
      ].join('\n'),
      'Si vous ne pouvez plus ouvrir cette messagerie, indiquez-nous un numéro de commande, le code postal de livraison et l’adresse que vous utilisez maintenant. Nous regardons et nous vous répondons.',
      'Ne nous envoyez ni code ni mot de passe. Nous n’en demandons jamais.',
      '{shop}',
    ],
  },
};
