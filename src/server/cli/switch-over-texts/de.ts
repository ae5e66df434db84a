import type { SwitchOverTexts } from './text.ts';

export const DE: SwitchOverTexts = {
  language: 'Deutsch',
  before: {
    subject: 'Ab {date} meldest du dich bei {shop} mit einem Code an',
    body: [
      'Hallo,',
      'ab {date} brauchst du bei {shop} kein Passwort mehr. Zum Anmelden gibst du deine E-Mail-Adresse ein, bekommst eine E-Mail mit einem sechsstelligen Code und fügst den Code auf der Seite ein. Das ist alles.',
      'Dein Konto bleibt dasselbe, mit derselben E-Mail-Adresse und deinen Bestellungen. Du musst jetzt nichts tun.',
      [
        'Gut zu wissen:',
        '- Der Code geht an die E-Mail-Adresse, mit der du dich heute hier anmeldest. Wenn du dieses Postfach nicht mehr öffnen kannst, schreib uns.',
        '- Dein Passwort wird nach diesem Tag nicht mehr gebraucht. Du musst es weder ändern noch löschen.',
        '- Ältere E-Mails von uns mit einem Link für ein Passwort brauchst du dann nicht mehr.',
        '- Wir fragen nie nach einem Passwort oder einem Code, weder per E-Mail noch am Telefon noch im Chat.',
      ].join('\n'),
      'Ab diesem Tag führt dich diese Seite zur Anmeldung und hilft, wenn ein Code nicht ankommt: {link}',
      '{shop}',
    ],
  },
  onTheDay: {
    subject: 'Bei {shop} meldest du dich jetzt mit einem Code an',
    body: [
      'Hallo,',
      'ab heute brauchst du bei {shop} kein Passwort mehr. So meldest du dich an:',
      [
        '1. Öffne {link} und wähle „Mit Code anmelden“.',
        '2. Gib die E-Mail-Adresse ein, die du bisher hier benutzt hast.',
        '3. An diese Adresse geht eine E-Mail mit einem sechsstelligen Code. Füge ihn auf der Seite ein. Er gilt nur kurze Zeit; wenn du mehrere angefordert hast, gilt der neueste.',
      ].join('\n'),
      'Es ist das Konto, das du kennst, mit derselben E-Mail-Adresse und deinen Bestellungen. Ältere E-Mails von uns mit einem Link für ein Passwort brauchst du nicht mehr.',
      'Der Code kommt nicht an? Sieh auch im Spam- oder Junk-Ordner nach. Auf derselben Seite findest du mehr Hilfe.',
      'Gib den Code nur auf der Seite ein, auf der du ihn angefordert hast. Wir fragen nie nach einem Passwort oder einem Code, weder per E-Mail noch am Telefon noch im Chat.',
      '{shop}',
    ],
  },
  notice: 'Du meldest dich jetzt mit einem Code aus einer E-Mail an. Ein Passwort brauchst du nicht mehr.',
  answer: {
    body: [
      'Hallo,',
      'danke für deine Nachricht. {shop} benutzt keine Passwörter mehr. Stattdessen bekommst du bei jeder Anmeldung eine E-Mail mit einem sechsstelligen Code. Dein Konto ist dasselbe wie vorher.',
      'Öffne bitte {link}, wähle „Mit Code anmelden“ und gib die E-Mail-Adresse ein, die du bisher hier benutzt hast. Füge dann den Code aus der E-Mail ein.',
      [
        'Wenn kein Code ankommt:',
        '- Warte ein bis zwei Minuten und sieh auch im Spam- oder Junk-Ordner nach.',
        '- Prüfe die E-Mail-Adresse auf Tippfehler. Der Code geht an die Adresse, die du eingibst.',
        '- Fordere auf der Anmeldeseite einen neuen Code an. Nur der neueste gilt.',
        '- Ein Mailfilter deiner Firma oder Schule kann die E-Mail zurückhalten. Frag dort die IT-Abteilung.',
      ].join('\n'),
      'Wenn du dieses Postfach nicht mehr öffnen kannst, nenne uns eine Bestellnummer, die Postleitzahl, an die geliefert wurde, und die Adresse, die du jetzt benutzt. Wir sehen es uns an und antworten dir.',
      'Schick uns bitte keinen Code und kein Passwort. Wir fragen nie danach.',
      '{shop}',
    ],
  },
};
