import { words } from '../claim.ts';

/**
 * Domains that a misspelt one may have meant, most used first: of two that are equally near, the first is offered.
 * Taken from the lists in tests/unit/contracts/mail-providers-lists.ts and put in order by hand: no list ranks domains
 * by country and is both public and recent.
 */
export const POPULAR_DOMAINS: readonly string[] = words(`
  gmail.com hotmail.com yahoo.com outlook.com icloud.com live.com aol.com msn.com me.com googlemail.com
  gmx.de web.de gmx.net t-online.de freenet.de hotmail.de outlook.de live.de yahoo.de arcor.de online.de vodafone.de
  gmx.at gmx.ch aon.at bluewin.ch
  orange.fr wanadoo.fr free.fr hotmail.fr yahoo.fr sfr.fr laposte.net live.fr outlook.fr neuf.fr bbox.fr
  club-internet.fr aliceadsl.fr numericable.fr gmx.fr skynet.be telenet.be hotmail.be live.be
  online.no hotmail.no live.no yahoo.no broadpark.no lyse.net frisurf.no start.no getmail.no
  hotmail.se live.se telia.com yahoo.se comhem.se bredband.net tele2.se spray.se
  hotmail.dk live.dk mail.dk outlook.dk stofanet.dk
  hotmail.fi live.fi elisanet.fi
  hotmail.co.uk yahoo.co.uk btinternet.com live.co.uk sky.com virginmedia.com talktalk.net ntlworld.com
  blueyonder.co.uk tiscali.co.uk eircom.net
  comcast.net att.net sbcglobal.net verizon.net bellsouth.net cox.net charter.net earthlink.net optonline.net
  ymail.com rocketmail.com mac.com shaw.ca rogers.com sympatico.ca telus.net hotmail.ca yahoo.ca
  protonmail.com proton.me mail.com gmx.com fastmail.com
  libero.it hotmail.it virgilio.it tiscali.it alice.it hotmail.es hotmail.nl ziggo.nl home.nl planet.nl hetnet.nl
  seznam.cz wp.pl onet.pl interia.pl mail.ru yandex.ru bigpond.com optusnet.com.au xtra.co.nz yahoo.com.au
  yahoo.com.br yahoo.co.in uol.com.br
`);
