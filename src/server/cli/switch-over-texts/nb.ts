import type { SwitchOverTexts } from './text.ts';

export const NB: SwitchOverTexts = {
  language: 'norsk bokmål',
  before: {
    subject: 'Fra {date} logger du inn hos {shop} med en kode',
    body: [
      'Hei,',
      'Fra {date} trenger du ikke lenger passord hos {shop}. Når du logger inn, skriver du e-postadressen din, får en e-post med en sekssifret kode og limer inn koden på siden. Det er alt.',
      'Kontoen din er den samme, med samme e-postadresse og bestillingene dine. Du trenger ikke å gjøre noe nå.',
      [
        'Greit å vite:',
        '- Koden sendes til e-postadressen du bruker hos oss i dag. Får du ikke åpnet den postkassen lenger, skriv til oss.',
        '- Passordet ditt brukes ikke etter den dagen. Du trenger ikke å endre eller slette det.',
        '- Eldre e-poster fra oss med en lenke for passord trenger du ikke lenger da.',
        '- Vi ber aldri om passord eller kode på e-post, på telefon eller i chat.',
      ].join('\n'),
      'Fra den dagen tar denne siden deg til innloggingen, og hjelper hvis koden ikke kommer: {link}',
      '{shop}',
    ],
  },
  onTheDay: {
    subject: 'Nå logger du inn hos {shop} med en kode',
    body: [
      'Hei,',
      'Fra i dag trenger du ikke lenger passord hos {shop}. Slik logger du inn:',
      [
        '1. Åpne {link} og velg «Logg inn med kode».',
        '2. Skriv e-postadressen du har brukt hos oss før.',
        '3. Du får en e-post med en sekssifret kode til den adressen. Lim inn koden på siden. Den virker en kort stund; har du bedt om flere, er det den nyeste som virker.',
      ].join('\n'),
      'Det er kontoen du kjenner, med samme e-postadresse og bestillingene dine. Eldre e-poster fra oss med en lenke for passord trenger du ikke lenger.',
      'Kommer ikke koden? Se også i mappen for søppelpost eller spam. På samme side finner du mer hjelp.',
      'Skriv koden bare på siden der du ba om den. Vi ber aldri om passord eller kode på e-post, på telefon eller i chat.',
      '{shop}',
    ],
  },
  notice: 'Nå logger du inn med en kode du får på e-post. Du trenger ikke lenger passord.',
  answer: {
    body: [
      'Hei,',
      'takk for at du skriver til oss. {shop} bruker ikke lenger passord. Hver gang du logger inn, får du i stedet en e-post med en sekssifret kode. Kontoen din er den samme som før.',
      'Åpne {link}, velg «Logg inn med kode» og skriv e-postadressen du har brukt hos oss før. Lim så inn koden fra e-posten.',
      [
        'Hvis koden ikke kommer:',
        '- Vent et minutt eller to, og se også i mappen for søppelpost eller spam.',
        '- Se etter skrivefeil i e-postadressen. Koden sendes til adressen du skriver.',
        '- Be om en ny kode på siden der du logger inn. Bare den nyeste virker.',
        '- Et e-postfilter hos arbeidsgiver eller skole kan holde e-posten tilbake. Spør IT-avdelingen der.',
      ].join('\n'),
      'Får du ikke åpnet den postkassen lenger, så gi oss et ordrenummer, postnummeret den ble sendt til, og adressen du bruker nå. Vi ser på det og svarer deg.',
      'Ikke send oss koder eller passord. Vi ber aldri om det.',
      '{shop}',
    ],
  },
};
