import { assumed, reported, seen, words } from '../claim.ts';
import { everywhere, SPAM_PERHAPS } from '../names.ts';
import type { MailProvider } from '../provider.ts';

/** The Netherlands, southern and eastern Europe. */
export const EUROPEAN = [
  {
    id: 'kpn',
    name: 'KPN',
    oneLanguage: true,
    domains: [
      seen(words('kpnmail.nl planet.nl hetnet.nl xs4all.nl telfort.nl'), 'ispdb'),
      {
        ...seen(
          words(`kpnplanet.nl wxs.nl freeler.nl snelnet.net on.nl onsbrabantnet.nl onsmail.nl
            onsnet.nu tip.nl tiscali.nl tiscalimail.nl`),
          'ispdb',
        ),
        rare: true,
      },
    ],
    spam: SPAM_PERHAPS,
    inbox: reported('https://www.kpn.nl/webmail', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'ziggo',
    name: 'Ziggo',
    oneLanguage: true,
    domains: [
      seen(words('ziggo.nl home.nl upcmail.nl chello.nl casema.nl quicknet.nl'), 'ispdb'),
      {
        ...seen(
          words(`ziggomail.com zinders.nl zeggis.nl zeggis.com razcall.nl razcall.com multiweb.nl
            hahah.nl`),
          'ispdb',
        ),
        rare: true,
      },
    ],
    spam: SPAM_PERHAPS,
    inbox: reported('https://www.ziggo.nl/mail', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'zeelandnet',
    name: 'ZeelandNet',
    oneLanguage: true,
    domains: [seen(words('zeelandnet.nl'), 'ispdb')],
    spam: SPAM_PERHAPS,
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'libero',
    name: 'Libero Mail',
    oneLanguage: true,
    domains: [seen(words('libero.it iol.it blu.it inwind.it giallo.it'), 'ispdb')],
    spam: SPAM_PERHAPS,
    inbox: reported('https://login.libero.it/', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'virgilio',
    name: 'Virgilio Mail',
    oneLanguage: true,
    domains: [seen(words('virgilio.it'), 'ispdb')],
    spam: SPAM_PERHAPS,
    inbox: reported('https://mail.virgilio.it', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'tim',
    name: 'TIM Mail (Alice)',
    oneLanguage: true,
    domains: [seen(words('alice.it tim.it'), 'ispdb'), assumed(words('tin.it'))],
    spam: SPAM_PERHAPS,
    inbox: assumed('https://mail.tim.it/'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'tiscali',
    name: 'Tiscali Mail',
    oneLanguage: true,
    domains: [seen(words('tiscali.it'), 'ispdb')],
    spam: SPAM_PERHAPS,
    inbox: reported('https://mail.tiscali.it', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'sapo',
    name: 'SAPO Mail',
    oneLanguage: true,
    domains: [
      seen(words('sapo.pt meo.pt'), 'ispdb'),
      { ...seen(words('sapo.cv sapo.ao sapo.mz sapo.tl'), 'ispdb'), rare: true },
    ],
    spam: SPAM_PERHAPS,
    inbox: assumed('https://mail.sapo.pt/'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'seznam',
    name: 'Seznam Email',
    oneLanguage: true,
    domains: [seen(words('seznam.cz email.cz post.cz spoluzaci.cz'), 'ispdb')],
    spam: everywhere(assumed('Spam')),
    inbox: reported('https://email.seznam.cz', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'onet',
    name: 'Onet Poczta',
    oneLanguage: true,
    domains: [
      seen(words('onet.pl onet.eu poczta.onet.pl op.pl vp.pl'), 'ispdb'),
      {
        ...seen(
          words(`poczta.onet.eu autograf.pl buziaczek.pl amorki.pl republika.pl adres.pl cyberia.pl
            onet.com.pl opoczta.pl pseudonim.pl spoko.pl vip.onet.pl`),
          'ispdb',
        ),
        rare: true,
      },
    ],
    spam: SPAM_PERHAPS,
    inbox: reported('https://poczta.onet.pl', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'wp',
    name: 'WP Poczta',
    oneLanguage: true,
    domains: [seen(words('wp.pl'), 'ispdb')],
    spam: SPAM_PERHAPS,
    inbox: reported('https://poczta.wp.pl/', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'o2-pl',
    name: 'o2 Poczta',
    oneLanguage: true,
    domains: [seen(words('o2.pl go2.pl tlen.pl prokonto.pl'), 'ispdb')],
    spam: SPAM_PERHAPS,
    inbox: assumed('https://poczta.o2.pl/'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'interia',
    name: 'Interia Poczta',
    oneLanguage: true,
    domains: [reported(words('interia.pl'), 'provider-links'), assumed(words('interia.eu poczta.fm'))],
    spam: SPAM_PERHAPS,
    inbox: reported('https://poczta.interia.pl', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'inbox-lv',
    name: 'Inbox.lv',
    domains: [seen(words('inbox.lv inbox.eu inbox.lt inbox.la'), 'ispdb')],
    spam: SPAM_PERHAPS,
    inbox: assumed('https://www.inbox.lv/'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'mail-ru',
    name: 'Mail.ru',
    domains: [seen(words('mail.ru inbox.ru list.ru bk.ru'), 'ispdb')],
    spam: everywhere(reported('Spam', 'field-study')),
    inbox: reported('https://e.mail.ru/', 'sniper-link'),
    search: reported('https://e.mail.ru/search/?q_from={sender}', 'sniper-link'),
    apps: { android: reported('ru.mail.mailapp', 'sniper-link') },
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'yandex',
    name: 'Yandex Mail',
    domains: [
      seen(words('yandex.ru yandex.com yandex.net yandex.by yandex.kz yandex.ua ya.ru narod.ru'), 'ispdb'),
    ],
    spam: everywhere(reported('Spam', 'field-study')),
    inbox: reported('https://mail.yandex.com/', 'field-study'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'rambler',
    name: 'Rambler',
    domains: [
      seen(words('rambler.ru'), 'ispdb'),
      reported(words('lenta.ru autorambler.ru'), 'provider-links'),
    ],
    spam: SPAM_PERHAPS,
    inbox: reported('https://mail.rambler.ru', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
] as const satisfies readonly MailProvider[];
