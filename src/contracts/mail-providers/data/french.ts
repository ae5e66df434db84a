import { assumed, reported, seen, words } from '../claim.ts';
import { everywhere, SPAM_PERHAPS } from '../names.ts';
import type { MailProvider } from '../provider.ts';

/** France, Belgium, Luxembourg. */
export const FRENCH = [
  {
    id: 'orange',
    name: 'Orange (Wanadoo)',
    oneLanguage: true,
    domains: [seen(words('orange.fr wanadoo.fr'), 'ispdb'), assumed(words('voila.fr'))],
    spam: everywhere(reported('Indésirables', 'orange')),
    inbox: reported('https://mail.orange.fr/', 'field-study'),
    allow: [{ step: seen('list', 'orange'), list: everywhere(seen('Liste verte', 'orange')) }],
    // Said of mail from blocked senders, which lies in the same folder.
    keptDays: reported(7, 'orange'),
  },
  {
    id: 'free',
    name: 'Free',
    oneLanguage: true,
    domains: [
      seen(words('free.fr'), 'ispdb'),
      assumed(words('aliceadsl.fr online.fr libertysurf.fr freesbee.fr')),
    ],
    spam: everywhere(assumed('Spam', 'field-study')),
    places: [{ kind: 'commercial', names: everywhere(reported('Commercial', 'free')) }],
    inbox: reported('https://webmail.free.fr/', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'sfr',
    name: 'SFR',
    oneLanguage: true,
    domains: [
      seen(words('sfr.fr neuf.fr club-internet.fr'), 'ispdb'),
      reported(words('numericable.fr'), 'provider-links'),
      assumed(words('cegetel.net noos.fr 9online.fr')),
    ],
    spam: everywhere(assumed('Spam', 'field-study')),
    inbox: reported('https://webmail.sfr.fr', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'laposte',
    name: 'laposte.net',
    oneLanguage: true,
    domains: [seen(words('laposte.net'), 'ispdb')],
    spam: everywhere(assumed('Indésirables', 'field-study')),
    inbox: reported('https://www.laposte.net/', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'bbox',
    name: 'Bouygues Telecom (Bbox)',
    oneLanguage: true,
    domains: [reported(words('bbox.fr'), 'provider-links')],
    spam: everywhere(assumed('Spam')),
    inbox: reported('https://www.bbox.fr/webmail', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'mailo',
    name: 'Mailo (NetCourrier)',
    domains: [assumed(words('mailo.com mailo.eu mailo.fr netcourrier.com'))],
    spam: SPAM_PERHAPS,
    inbox: seen('https://www.mailo.com/', 'mailo'),
    allow: [{ step: seen('contact', 'mailo') }],
  },
  {
    id: 'proximus',
    name: 'Proximus (Skynet)',
    domains: [seen(words('skynet.be proximus.be belgacom.net kidcity.be'), 'ispdb')],
    spam: SPAM_PERHAPS,
    inbox: reported('https://www.proximus.be/login/en/webmail.html', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'telenet',
    name: 'Telenet',
    domains: [reported(words('telenet.be'), 'provider-links'), assumed(words('pandora.be'))],
    spam: SPAM_PERHAPS,
    inbox: reported('https://webmail.telenet.be', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'voo',
    name: 'VOO',
    oneLanguage: true,
    domains: [reported(words('voo.be tvcablenet.be'), 'popular-domains')],
    spam: SPAM_PERHAPS,
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'post-lu',
    name: 'POST Luxembourg',
    domains: [assumed(words('pt.lu'))],
    spam: SPAM_PERHAPS,
    allow: [{ step: assumed('not-spam') }],
  },
] as const satisfies readonly MailProvider[];
