import type { MailTexts } from './index.ts';
import { paragraphs } from './paragraphs.ts';

const hello = (firstName: string) => (firstName === '' ? 'Guten Tag,' : `Guten Tag, ${firstName},`);

export const de: MailTexts = {
  'account-invite': ({ shopName, firstName, link, customMessage }) => ({
    subject: 'Aktivierung des Kundenkontos',
    text: paragraphs(
      hello(firstName),
      customMessage,
      `bei ${shopName} gibt es ein Kundenkonto für Sie. Wählen Sie ein Passwort, um es zu öffnen:`,
      link,
      'Der Link gilt einmal und 30 Tage lang. Haben Sie diese E-Mail nicht erwartet, brauchen Sie nichts zu tun.',
      shopName,
    ),
  }),
  'password-reset': ({ shopName, firstName, link }) => ({
    subject: 'Neues Passwort für das Kundenkonto',
    text: paragraphs(
      hello(firstName),
      `jemand hat ein neues Passwort für Ihr Konto bei ${shopName} angefordert. Waren Sie das, wählen Sie es hier:`,
      link,
      'Waren Sie es nicht, ändert sich nichts, solange der Link nicht benutzt wird.',
      shopName,
    ),
  }),
  'account-welcome': ({ shopName, firstName, link }) => ({
    subject: 'Bestätigung des Kundenkontos',
    text: paragraphs(
      hello(firstName),
      `Ihr Konto bei ${shopName} ist offen. Beim nächsten Mal melden Sie sich hier an:`,
      link,
      shopName,
    ),
  }),
  'sign-in-code': ({ shopName, firstName, code }) => ({
    subject: `Ihr Anmeldecode für ${shopName}: ${code}`,
    text: paragraphs(
      hello(firstName),
      `${code} ist Ihr Code für die Anmeldung bei ${shopName}.`,
      'Er gilt kurze Zeit, und nur der neueste Code funktioniert. Ein Passwort ist nicht nötig.',
      'Haben Sie ihn nicht angefordert, brauchen Sie nichts zu tun.',
      shopName,
    ),
  }),
};
