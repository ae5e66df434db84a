import { assumed, reported, seen, words } from '../claim.ts';
import { everywhere, SPAM_PERHAPS } from '../names.ts';
import type { MailProvider } from '../provider.ts';

/** United Kingdom and Ireland. */
export const BRITISH = [
  {
    id: 'bt',
    name: 'BT Email',
    oneLanguage: true,
    domains: [
      seen(words('btinternet.com btopenworld.com talk21.com'), 'ispdb'),
      reported(words('bt.com'), 'provider-links'),
    ],
    spam: everywhere(seen('Spam', 'bt')),
    inbox: reported('https://signin1.bt.com', 'provider-links'),
    allow: [
      { step: seen('not-spam', 'bt') },
      { step: seen('list', 'bt'), list: everywhere(seen('Safe Senders', 'bt')) },
    ],
  },
  {
    id: 'sky',
    name: 'Sky Email',
    oneLanguage: true,
    domains: [seen(words('sky.com'), 'ispdb')],
    spam: everywhere(assumed('Spam')),
    inbox: reported('https://skyid.sky.com/signin/email', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'virgin-media',
    name: 'Virgin Media Mail',
    oneLanguage: true,
    domains: [seen(words('virginmedia.com virgin.net ntlworld.com blueyonder.co.uk'), 'ispdb')],
    spam: everywhere(seen('Spam', 'virgin-media')),
    inbox: reported('https://mail.virginmedia.com', 'provider-links'),
    allow: [{ step: seen('contact', 'virgin-media') }],
    rejection: seen({ how: 'reject', setting: 'Reject All SPAM messages', standard: false }, 'virgin-media'),
  },
  {
    id: 'talktalk',
    name: 'TalkTalk Mail',
    oneLanguage: true,
    domains: [
      reported(words('talktalk.net'), 'provider-links'),
      reported(words('talktalk.co.uk tiscali.co.uk'), 'popular-domains'),
      assumed(words('lineone.net')),
    ],
    spam: everywhere(assumed('Spam')),
    inbox: reported('https://apps.talktalk.co.uk/appsuite/', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'plusnet',
    name: 'Plusnet',
    oneLanguage: true,
    domains: [reported(words('plus.com plusnet.com'), 'provider-links'), assumed(words('plus.net'))],
    spam: everywhere(assumed('Spam')),
    inbox: reported('https://webmail.plus.net', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
  {
    id: 'eir',
    name: 'eir (Eircom)',
    oneLanguage: true,
    domains: [reported(words('eircom.net'), 'provider-links')],
    spam: SPAM_PERHAPS,
    inbox: reported('https://webmail.eircom.net', 'provider-links'),
    allow: [{ step: assumed('not-spam') }],
  },
] as const satisfies readonly MailProvider[];
