/** Public lists of the domains that people in a country have, and what of them we leave out, each with its reason. */
export interface DomainList {
  readonly source: string;
  readonly domains: readonly string[];
  readonly notCovered: Readonly<Record<string, string>>;
}

const words = (text: string) => text.trim().split(/\s+/);
const COMPANY = 'a company, a school or an authority';
const TYPO = 'no mailboxes of Google: a misspelling of gmail.com';
const CLOSED = 'closed, as far as is known';
const UNKNOWN = 'whose mailbox it is today was not found';

export const DOMAIN_LISTS = {
  // The only ranked list of one country: all 58 domains with 2,500 of 4 million registrations, June 2014.
  NO: {
    source:
      'https://github.com/finn-no/tech.finn.no/blob/571196500b2451583d762196b7f575eeabff9e24/_posts/2014-11-21-email-providers-in-norway.markdown',
    domains: words(`
      hotmail.com gmail.com online.no live.no yahoo.no yahoo.com hotmail.no c2i.net broadpark.no frisurf.no start.no
      msn.com lyse.net getmail.no chello.no live.com me.com tele2.no wp.pl bluezone.no outlook.com netcom.no
      stud.ntnu.no sensewave.com tiscali.no spray.no bbnett.no ntebb.no epost.no statoil.com live.se telia.com
      mac.com icloud.com ebnett.no haugnett.no mail.ru losmail.no mimer.no telenor.com mail.com adsl.no o2.pl
      yahoo.co.uk inbox.lv hjemme.no halden.net vikenfiber.no gmail.no student.uib.no ymail.com hydro.com
      sf-nett.no aol.com interia.pl web.de loqal.no yahoo.se`),
    notCovered: {
      'c2i.net': UNKNOWN,
      'tele2.no': UNKNOWN,
      'bluezone.no': UNKNOWN,
      'netcom.no': UNKNOWN,
      'sensewave.com': UNKNOWN,
      'tiscali.no': CLOSED,
      'spray.no': CLOSED,
      'bbnett.no': UNKNOWN,
      'epost.no': UNKNOWN,
      'ebnett.no': UNKNOWN,
      'losmail.no': UNKNOWN,
      'mimer.no': UNKNOWN,
      'hjemme.no': UNKNOWN,
      'halden.net': UNKNOWN,
      'sf-nett.no': UNKNOWN,
      'loqal.no': UNKNOWN,
      'gmail.no': TYPO,
      'stud.ntnu.no': COMPANY,
      'student.uib.no': COMPANY,
      'statoil.com': COMPANY,
      'telenor.com': COMPANY,
      'hydro.com': COMPANY,
    },
  },
  // The 100 most used of the world, ranked, undated; stands for DE, FR, GB and US, whose domains fill most of it.
  world: {
    source: 'https://email-verify.my-addr.com/list-of-most-popular-email-domains.php',
    domains: words(`
      gmail.com yahoo.com hotmail.com aol.com hotmail.co.uk hotmail.fr msn.com yahoo.fr wanadoo.fr orange.fr
      comcast.net yahoo.co.uk yahoo.com.br yahoo.co.in live.com rediffmail.com free.fr gmx.de web.de yandex.ru
      ymail.com libero.it outlook.com uol.com.br bol.com.br mail.ru cox.net hotmail.it sbcglobal.net sfr.fr
      live.fr verizon.net live.co.uk googlemail.com yahoo.es ig.com.br live.nl bigpond.com terra.com.br yahoo.it
      neuf.fr yahoo.de alice.it rocketmail.com att.net laposte.net facebook.com bellsouth.net yahoo.in hotmail.es
      charter.net yahoo.ca yahoo.com.au rambler.ru hotmail.de tiscali.it shaw.ca yahoo.co.jp sky.com
      earthlink.net optonline.net freenet.de t-online.de aliceadsl.fr virgilio.it home.nl qq.com telenet.be
      me.com yahoo.com.ar tiscali.co.uk yahoo.com.mx voila.fr gmx.net mail.com planet.nl tin.it live.it
      ntlworld.com arcor.de yahoo.co.id frontiernet.net hetnet.nl live.com.au yahoo.com.sg zonnet.nl
      club-internet.fr juno.com optusnet.com.au blueyonder.co.uk bluewin.ch skynet.be sympatico.ca windstream.net
      mac.com centurytel.net chello.nl live.ca aim.com bigpond.net.au`),
    notCovered: { 'ig.com.br': UNKNOWN, 'facebook.com': CLOSED, 'zonnet.nl': UNKNOWN },
  },
  // Not ranked, kept by the users of a typo checker.
  DE: {
    source: 'https://github.com/mailcheck/mailcheck/wiki/List-of-Popular-Domains',
    domains: words('gmx.de hotmail.de live.de online.de t-online.de web.de yahoo.de'),
    notCovered: {},
  },
  FR: {
    source: 'https://github.com/mailcheck/mailcheck/wiki/List-of-Popular-Domains',
    domains: words(
      'hotmail.fr live.fr laposte.net yahoo.fr wanadoo.fr orange.fr gmx.fr sfr.fr neuf.fr free.fr',
    ),
    notCovered: {},
  },
  GB: {
    source: 'https://github.com/mailcheck/mailcheck/wiki/List-of-Popular-Domains',
    domains: words(`
      btinternet.com virginmedia.com blueyonder.co.uk freeserve.co.uk live.co.uk ntlworld.com o2.co.uk orange.net
      sky.com talktalk.co.uk tiscali.co.uk virgin.net wanadoo.co.uk bt.com`),
    notCovered: {
      'freeserve.co.uk': CLOSED,
      'wanadoo.co.uk': CLOSED,
      'orange.net': CLOSED,
      'o2.co.uk': CLOSED,
    },
  },
  US: {
    source: 'https://github.com/mailcheck/mailcheck/wiki/List-of-Popular-Domains',
    domains: words(`
      aol.com att.net comcast.net facebook.com gmail.com gmx.com googlemail.com google.com hotmail.com mac.com me.com
      mail.com msn.com live.com sbcglobal.net verizon.net yahoo.com email.com games.com gmx.net hush.com hushmail.com
      icloud.com inbox.com lavabit.com love.com outlook.com pobox.com rocketmail.com safe-mail.net wow.com ygm.com
      ymail.com zoho.com fastmail.fm yandex.com iname.com bellsouth.net charter.net cox.net earthlink.net juno.com`),
    notCovered: {
      'facebook.com': CLOSED,
      'google.com': COMPANY,
      'games.com': UNKNOWN,
      'inbox.com': UNKNOWN,
      'lavabit.com': UNKNOWN,
      'pobox.com': 'hands mail on to another address',
      'safe-mail.net': UNKNOWN,
    },
  },
  // No list was found, ranked or not: what made-up Swedish addresses of a test library have.
  SE: {
    source: 'https://github.com/joke2k/faker/blob/master/faker/providers/internet/sv_SE/__init__.py',
    domains: words('telia.com gmail.com swipnet.se googlemail.com live.se spray.se yahoo.de'),
    notCovered: {},
  },
  // No list was found; the Danish domains of the list that Thunderbird keeps, less a closed portal's name domains.
  DK: {
    source: 'https://github.com/thunderbird/autoconfig/tree/c6ad79659b5fc321d1593ec4c277815b83e5dec5/ispdb',
    domains: words('mail.dk gigahost.dk hotmail.dk live.dk outlook.dk jubii.dk'),
    notCovered: { 'jubii.dk': UNKNOWN },
  },
} as const satisfies Readonly<Record<string, DomainList>>;
