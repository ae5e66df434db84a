import { assumed, reported, seen, words } from '../claim.ts';
import { everywhere, SPAM_PERHAPS } from '../names.ts';
import type { MailProvider } from '../provider.ts';

/** Germany, Austria, Switzerland. */
export const GERMAN = [
  {
    id: 'gmx',
    name: 'GMX',
    domains: [
      seen(
        words(`gmx.de gmx.net gmx.at gmx.ch gmx.com gmx.fr gmx.eu gmx.info gmx.org gmx.li gmx.co.uk`),
        'ispdb',
      ),
      {
        ...seen(
          words(`gmx.biz gmx.tm gmx.us gmx.es gmx.ca gmx.cn gmx.co.in gmx.com.br gmx.com.my gmx.hk
            gmx.ie gmx.ph gmx.pt gmx.ru gmx.se gmx.sg gmx.tw gmx.com.tr gmx.it mein.gmx mail.gmx
            email.gmx`),
          'ispdb',
        ),
        rare: true,
      },
    ],
    spam: everywhere(seen('Spam', 'gmx')),
    places: [{ kind: 'old-name', names: { de: seen('Spamverdacht', 'gmx') } }],
    inbox: reported('https://www.gmx.net/', 'provider-links'),
    allow: [
      { step: seen('not-spam', 'gmx') },
      { step: seen('list', 'gmx-list'), list: everywhere(seen('Erwünscht-Liste', 'gmx-list')) },
      { step: seen('contact', 'gmx') },
    ],
  },
  {
    id: 'web-de',
    name: 'WEB.DE',
    oneLanguage: true,
    domains: [seen(words('web.de'), 'ispdb')],
    spam: everywhere(reported('Spam', 'webde')),
    inbox: reported('https://web.de/', 'provider-links'),
    allow: [
      { step: reported('not-spam', 'webde') },
      { step: reported('list', 'field-study'), list: everywhere(reported('Erwünscht-Liste', 'field-study')) },
    ],
    keptDays: reported(30, 'webde'),
  },
  {
    id: 't-online',
    name: 'Telekom Mail (T-Online)',
    oneLanguage: true,
    domains: [seen(words('t-online.de magenta.de'), 'ispdb')],
    spam: everywhere(seen('Spam', 't-online')),
    inbox: reported('https://email.t-online.de/', 'provider-links'),
    allow: [
      { step: reported('list', 'field-study'), list: everywhere(reported('Positivliste', 'field-study')) },
    ],
    rejection: seen({ how: 'reject', setting: 'Direkt abweisen', standard: true }, 't-online'),
  },
  {
    id: 'freenet',
    name: 'freenet Mail',
    oneLanguage: true,
    domains: [reported(words('freenet.de'), 'provider-links')],
    spam: everywhere(seen('Spamverdacht', 'freenet')),
    inbox: reported('https://mail.freenet.de', 'provider-links'),
    allow: [{ step: seen('contact', 'freenet') }],
  },
  {
    id: 'vodafone-de',
    name: 'Vodafone Mail',
    oneLanguage: true,
    domains: [
      seen(words('vodafonemail.de arcor.de kabelmail.de'), 'ispdb'),
      reported(words('vodafone.de'), 'provider-links'),
      assumed(words('unitybox.de unity-mail.de kabelbw.de')),
    ],
    spam: everywhere(reported('Spam', 'field-study')),
    inbox: reported('https://live.vodafone.de/partners/mail', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'ionos',
    name: 'IONOS (1&1)',
    domains: [
      seen(words('online.de onlinehome.de'), 'ispdb'),
      {
        ...seen(words('sofortstart.de sofort-start.de sofortsurf.de sofort-surf.de go4more.de'), 'ispdb'),
        rare: true,
      },
      reported(words('ionos.com ionos.de 1and1.com'), 'provider-links'),
    ],
    spam: everywhere(reported('Spam', 'field-study')),
    inbox: reported('https://mail.ionos.com/', 'field-study'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'posteo',
    name: 'Posteo',
    domains: [
      seen(
        words(`posteo.de posteo.net posteo.eu posteo.at posteo.ch posteo.org posteo.me posteo.no posteo.dk
          posteo.se`),
        'ispdb',
      ),
      {
        ...seen(
          words(
            `posteo.be posteo.ca posteo.cl posteo.co posteo.co.uk posteo.com posteo.com.br posteo.cr posteo.cz posteo.ee posteo.es posteo.fi posteo.gl posteo.gr posteo.hn posteo.hr posteo.hu posteo.ie posteo.in posteo.is posteo.it posteo.jp posteo.la posteo.li posteo.lt posteo.lu posteo.mx posteo.my posteo.nl posteo.nz posteo.pe posteo.pl posteo.pm posteo.pt posteo.ro posteo.sg posteo.si posteo.tn posteo.uk posteo.us `,
          ),
          'ispdb',
        ),
        rare: true,
      },
    ],
    spam: everywhere(seen('Spam', 'posteo-folder')),
    inbox: reported('https://posteo.de/', 'provider-links'),
    allow: [],
    keptDays: seen(0, 'posteo'),
    rejection: seen({ how: 'reject', setting: 'Spam-Ordner deaktiviert', standard: true }, 'posteo'),
  },
  {
    id: 'mailbox-org',
    name: 'mailbox.org',
    domains: [reported(words('mailbox.org'), 'provider-links')],
    spam: everywhere(reported('Spam', 'field-study')),
    inbox: reported('https://mailbox.org/', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'mail-de',
    name: 'mail.de',
    oneLanguage: true,
    domains: [assumed(words('mail.de'))],
    spam: SPAM_PERHAPS,
    inbox: assumed('https://mail.de/'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'o2-de',
    name: 'o2 Mail',
    oneLanguage: true,
    domains: [assumed(words('o2online.de o2mail.de alice.de alice-dsl.net'))],
    spam: SPAM_PERHAPS,
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'netcologne',
    name: 'NetCologne',
    oneLanguage: true,
    domains: [assumed(words('netcologne.de'))],
    spam: SPAM_PERHAPS,
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'ewe',
    name: 'EWE',
    oneLanguage: true,
    domains: [assumed(words('ewe.net ewetel.net'))],
    spam: SPAM_PERHAPS,
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'a1',
    name: 'A1 Mail',
    oneLanguage: true,
    domains: [seen(words('a1.net aon.at'), 'ispdb')],
    spam: SPAM_PERHAPS,
    inbox: assumed('https://webmail.a1.net/'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'magenta-at',
    name: 'Magenta (UPC)',
    oneLanguage: true,
    domains: [assumed(words('chello.at inode.at'))],
    spam: SPAM_PERHAPS,
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'bluewin',
    name: 'Bluewin (Swisscom)',
    domains: [seen(words('bluewin.ch bluemail.ch'), 'ispdb')],
    spam: everywhere(seen('Spam', 'bluewin')),
    inbox: reported('https://webmail.bluewin.ch', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'sunrise',
    name: 'Sunrise (UPC)',
    domains: [assumed(words('sunrise.ch hispeed.ch'))],
    spam: SPAM_PERHAPS,
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'infomaniak',
    name: 'Infomaniak',
    domains: [assumed(words('ik.me ikmail.com etik.com'))],
    spam: everywhere(reported('Spam', 'infomaniak')),
    inbox: seen('https://mail.infomaniak.com', 'infomaniak'),
    allow: [
      { step: assumed('not-spam') },
      { step: seen('list', 'infomaniak'), list: everywhere(reported('Allow list', 'infomaniak')) },
    ],
  },
] as const satisfies readonly MailProvider[];
