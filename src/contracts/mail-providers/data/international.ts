import { assumed, reported, seen, words } from '../claim.ts';
import {
  everywhere,
  GMAIL_PROMOTIONS,
  GMAIL_SPAM,
  ICLOUD_JUNK,
  MICROSOFT_JUNK,
  MICROSOFT_OTHER,
  MICROSOFT_SAFE_SENDERS,
} from '../names.ts';
import type { MailProvider } from '../provider.ts';

/** The four that most shoppers have. */
export const INTERNATIONAL = [
  {
    id: 'gmail',
    name: 'Gmail',
    domains: [seen(words('gmail.com googlemail.com'), 'ispdb')],
    spam: GMAIL_SPAM,
    places: [
      { kind: 'promotions', names: GMAIL_PROMOTIONS },
      { kind: 'old-name', names: { nb: reported('Nettsøppel', 'gmail-nb-old') } },
    ],
    inbox: reported('https://mail.google.com/mail/', 'sniper-link'),
    search: reported(
      'https://mail.google.com/mail/u/0/#search/from%3A({sender})+in%3Aanywhere+newer_than%3A1d',
      'sniper-link',
    ),
    apps: {
      ios: reported('googlegmail://', 'sniper-link'),
      android: reported('com.google.android.gm', 'sniper-link'),
    },
    allow: [
      { step: reported('not-spam', 'gmail-en') },
      { step: reported('main-tab', 'gmail-tabs-en') },
      { step: reported('contact', 'gmail-en') },
      { step: reported('filter', 'gmail-en') },
    ],
    keptDays: reported(30, 'gmail-ja'),
  },
  {
    id: 'outlook',
    name: 'Outlook.com (Hotmail)',
    domains: [
      seen(
        words(`outlook.com hotmail.com live.com msn.com windowslive.com
          hotmail.de hotmail.fr hotmail.no hotmail.se hotmail.dk hotmail.fi hotmail.be hotmail.nl hotmail.es
          hotmail.it hotmail.gr hotmail.cz hotmail.ca hotmail.co.uk hotmail.com.au hotmail.com.br hotmail.com.tr
          live.de live.fr live.no live.se live.dk live.fi live.be live.nl live.at live.ie live.it live.ca
          live.co.uk live.com.au live.com.mx live.com.pt
          outlook.de outlook.fr outlook.dk outlook.be outlook.at outlook.es outlook.it outlook.pt outlook.cz
          outlook.ie outlook.com.au outlook.com.br outlook.com.tr`),
        'ispdb',
      ),
      {
        ...seen(
          words(`outlook.cl outlook.hu outlook.in outlook.jp outlook.kr outlook.lv outlook.my outlook.ph
            outlook.sa outlook.sg outlook.sk outlook.co.id outlook.co.il outlook.co.th outlook.com.ar
            outlook.com.gr outlook.com.vn hotmail.cl hotmail.hu hotmail.lt hotmail.lv hotmail.my hotmail.ph
            hotmail.rs hotmail.sg hotmail.sk hotmail.co.id hotmail.co.il hotmail.co.in hotmail.co.jp
            hotmail.co.kr hotmail.co.th hotmail.co.za hotmail.com.ar hotmail.com.hk hotmail.com.tw
            hotmail.com.vn live.cl live.cn live.hk live.in live.jp live.ru live.co.jp live.co.kr live.co.za
            live.com.ar live.com.my live.com.ph live.com.sg livemail.tw`),
          'ispdb',
        ),
        rare: true,
      },
      { ...reported(words('passport.com passport.net'), 'sniper-link'), rare: true },
      { ...reported(words('msn.cn outlook.cn'), 'provider-links'), rare: true },
    ],
    spam: MICROSOFT_JUNK,
    places: [{ kind: 'other', names: MICROSOFT_OTHER }],
    inbox: reported('https://outlook.live.com/mail/0/', 'sniper-link'),
    apps: {
      ios: reported('ms-outlook://search?querytext={sender}', 'sniper-link'),
      android: reported('com.microsoft.office.outlook', 'sniper-link'),
    },
    allow: [
      { step: seen('not-spam', 'microsoft-sv') },
      { step: seen('list', 'microsoft-nb'), list: MICROSOFT_SAFE_SENDERS },
    ],
    keptDays: seen(30, 'microsoft-it'),
  },
  {
    id: 'yahoo',
    name: 'Yahoo Mail',
    domains: [
      seen(
        words(`yahoo.com ymail.com rocketmail.com myyahoo.com yahoo.ca yahoo.de yahoo.it yahoo.fr yahoo.es
          yahoo.se yahoo.co.in yahoo.co.uk yahoo.co.nz yahoo.com.au yahoo.com.ar yahoo.com.br yahoo.com.mx`),
        'ispdb',
      ),
      reported(words('yahoo.in yahoo.co.id yahoo.com.sg'), 'provider-links'),
      reported(words('yahoo.no'), 'finn'),
      {
        ...assumed(
          words(`yahoo.at yahoo.be yahoo.dk yahoo.fi yahoo.gr yahoo.ie yahoo.nl yahoo.pl yahoo.ro
            yahoo.co.th yahoo.co.za yahoo.com.co yahoo.com.hk yahoo.com.my yahoo.com.ph
            yahoo.com.tr yahoo.com.tw yahoo.com.vn`),
        ),
        rare: true,
      },
    ],
    spam: everywhere(reported('Spam', 'yahoo')),
    inbox: reported('https://mail.yahoo.com/', 'sniper-link'),
    search: reported('https://mail.yahoo.com/d/search/keyword=from:{sender}', 'sniper-link'),
    apps: {
      ios: reported('ymail://', 'sniper-link'),
      android: reported('com.yahoo.mobile.client.android.mail', 'sniper-link'),
    },
    allow: [{ step: reported('not-spam', 'field-study') }, { step: reported('filter', 'field-study') }],
  },
  {
    id: 'icloud',
    name: 'iCloud Mail',
    domains: [seen(words('icloud.com me.com mac.com'), 'ispdb')],
    spam: ICLOUD_JUNK,
    places: [{ kind: 'old-name', names: { de: seen('Werbung', 'apple-de') } }],
    inbox: reported('https://www.icloud.com/mail', 'sniper-link'),
    apps: { ios: reported('message://', 'sniper-link') },
    allow: [{ step: seen('not-spam', 'apple-nl') }],
    keptDays: seen(30, 'apple-nl'),
  },
] as const satisfies readonly MailProvider[];
