import type { MailTexts } from './index.ts';
import { paragraphs } from './paragraphs.ts';

const hello = (firstName: string) => (firstName === '' ? 'Hei!' : `Hei, ${firstName}!`);

/** Norwegian bokmål. */
export const nb: MailTexts = {
  'account-invite': ({ shopName, firstName, link, customMessage }) => ({
    subject: 'Aktivering av kundekonto',
    text: paragraphs(
      hello(firstName),
      customMessage,
      `Du har en konto hos ${shopName}. Velg et passord for å ta den i bruk:`,
      link,
      'Lenken virker én gang, i 30 dager. Ventet du ikke denne e-posten, kan du se bort fra den.',
      shopName,
    ),
  }),
  'password-reset': ({ shopName, firstName, link }) => ({
    subject: 'Nytt passord til kundekontoen',
    text: paragraphs(
      hello(firstName),
      `Noen har bedt om et nytt passord til kontoen din hos ${shopName}. Var det deg, velger du det her:`,
      link,
      'Var det ikke deg, skjer det ingenting så lenge lenken ikke blir brukt.',
      shopName,
    ),
  }),
  'account-welcome': ({ shopName, firstName, link }) => ({
    subject: 'Kundekontoen er bekreftet',
    text: paragraphs(
      hello(firstName),
      `Kontoen din hos ${shopName} er åpnet. Neste gang logger du inn her:`,
      link,
      shopName,
    ),
  }),
  'sign-in-code': ({ shopName, firstName, code }) => ({
    subject: `Innloggingskoden din for ${shopName}: ${code}`,
    text: paragraphs(
      hello(firstName),
      `${code} er koden din for å logge inn hos ${shopName}.`,
      'Den gjelder en kort stund, og bare den nyeste koden virker. Du trenger ikke noe passord.',
      'Hvis du ikke har bedt om den, kan du la denne e-posten ligge.',
      shopName,
    ),
  }),
};
