import { assumed, reported, seen, words, type Claim } from '../claim.ts';
import type { ProviderId } from '../providers.ts';

/** Something that stands between sender and mailbox, so that the mailbox is not known. */
export interface Gateway {
  readonly id: string;
  /** As an IT department calls it. */
  readonly name: string;
  /** `filter` holds back what it suspects; `forwarding` hands everything on to another address. */
  readonly kind: 'filter' | 'forwarding';
  readonly mx: readonly Claim<readonly string[]>[];
}

export const GATEWAYS = [
  {
    id: 'proofpoint',
    name: 'Proofpoint',
    kind: 'filter',
    mx: [reported(words('pphosted.com'), 'mxsniff'), assumed(words('ppe-hosted.com'))],
  },
  { id: 'mimecast', name: 'Mimecast', kind: 'filter', mx: [reported(words('mimecast.com'), 'mxsniff')] },
  {
    id: 'barracuda',
    name: 'Barracuda',
    kind: 'filter',
    mx: [reported(words('barracudanetworks.com'), 'mxsniff')],
  },
  {
    id: 'messagelabs',
    name: 'Symantec Email Security',
    kind: 'filter',
    mx: [reported(words('messagelabs.com inboundmx.com'), 'mxsniff')],
  },
  {
    id: 'forcepoint',
    name: 'Forcepoint',
    kind: 'filter',
    mx: [reported(words('mailcontrol.com'), 'mxsniff')],
  },
  {
    id: 'trellix',
    name: 'Trellix (FireEye)',
    kind: 'filter',
    mx: [reported(words('fireeyecloud.com'), 'mxsniff')],
  },
  { id: 'cisco', name: 'Cisco Secure Email', kind: 'filter', mx: [assumed(words('iphmx.com'))] },
  {
    id: 'hornetsecurity',
    name: 'Hornetsecurity',
    kind: 'filter',
    mx: [assumed(words('hornetsecurity.com antispameurope.com'))],
  },
  {
    id: 'spamexperts',
    name: 'SpamExperts',
    kind: 'filter',
    mx: [
      reported(words('spamexperts.com spamexperts.eu spamexperts.net'), 'mxsniff'),
      assumed(words('antispamcloud.com')),
    ],
  },
  { id: 'sophos', name: 'Sophos Email', kind: 'filter', mx: [assumed(words('hydra.sophos.com'))] },
  {
    id: 'trend-micro',
    name: 'Trend Micro',
    kind: 'filter',
    mx: [assumed(words('trendmicro.com trendmicro.eu'))],
  },
  { id: 'vade', name: 'Vade', kind: 'filter', mx: [assumed(words('vadesecure.com'))] },
  {
    id: 'cyren',
    name: 'Cyren',
    kind: 'filter',
    mx: [reported(words('ctmail.com expurgate.net'), 'mxsniff')],
  },
  { id: 'retarus', name: 'Retarus', kind: 'filter', mx: [assumed(words('retarus.com'))] },
  {
    id: 'siteground',
    name: 'SiteGround',
    kind: 'filter',
    mx: [reported(words('mailspamprotection.com'), 'provider-links')],
  },
  {
    id: 'cloudflare',
    name: 'Cloudflare Email Routing',
    kind: 'forwarding',
    mx: [reported(words('mx.cloudflare.net'), 'provider-links')],
  },
  { id: 'improvmx', name: 'ImprovMX', kind: 'forwarding', mx: [assumed(words('improvmx.com'))] },
  {
    id: 'forward-email',
    name: 'Forward Email',
    kind: 'forwarding',
    mx: [assumed(words('forwardemail.net'))],
  },
] as const satisfies readonly Gateway[];

/** Ends of mail servers' names, by the provider whose mailboxes lie behind them. The longest one that fits counts. */
export const PROVIDER_MX: readonly (readonly [ProviderId, Claim<readonly string[]>])[] = [
  ['gmail', reported(words('gmail-smtp-in.l.google.com'), 'mxsniff')],
  ['google-workspace', reported(words('aspmx.l.google.com googlemail.com'), 'mxsniff')],
  ['google-workspace', reported(words('smtp.google.com'), 'field-study-mx')],
  ['outlook', seen(words('olc.protection.outlook.com'), 'ispdb')],
  ['microsoft-365', seen(words('mail.protection.outlook.com'), 'ispdb')],
  ['microsoft-365', assumed(words('mx.microsoft'), 'field-study-mx')],
  ['yahoo', seen(words('yahoodns.net'), 'ispdb')],
  ['aol', seen(words('mail.gm0.yahoodns.net'), 'ispdb')],
  ['yahoo-japan', reported(words('mail.yahoo.co.jp'), 'mxsniff')],
  ['icloud', reported(words('mail.icloud.com'), 'mxsniff')],
  ['proton', reported(words('protonmail.ch'), 'mxsniff')],
  ['fastmail', seen(words('messagingengine.com'), 'ispdb')],
  ['tuta', reported(words('tutanota.de'), 'provider-links')],
  ['zoho', reported(words('zoho.com zohomail.com'), 'mxsniff')],
  ['zoho', assumed(words('zoho.eu zoho.in'), 'field-study-mx')],
  ['mail-com', reported(words('mail.com'), 'mxsniff')],
  ['gmx', reported(words('gmx.com gmx.net'), 'mxsniff')],
  ['startmail', reported(words('startmail.com'), 'provider-links')],
  ['runbox', reported(words('runbox.com'), 'mxsniff')],
  ['mailfence', reported(words('mailfence.com'), 'provider-links')],
  ['posteo', assumed(words('posteo.de'))],
  ['mailbox-org', reported(words('mailbox.org'), 'provider-links')],
  [
    'ionos',
    reported(
      words('ionos.com mx00.kundenserver.de mx01.kundenserver.de 1and1.com 1and1.co.uk 1and1.fr'),
      'provider-links',
    ),
  ],
  ['ionos', assumed(words('kundenserver.de ionos.de ionos.co.uk ionos.fr ionos.es'))],
  ['infomaniak', assumed(words('infomaniak.ch infomaniak.com'))],
  ['yandex', reported(words('mx.yandex.net mx.yandex.ru'), 'mxsniff')],
  ['hey', assumed(words('app.hey.com'))],
  ['one-com', reported(words('one.com'), 'mxsniff')],
  ['domeneshop', assumed(words('domeneshop.no'))],
  ['loopia', assumed(words('loopia.se'))],
  ['simply', reported(words('spamfilter.io'), 'provider-links')],
  ['strato', seen(words('rzone.de'), 'ispdb')],
  ['ovh', reported(words('ovh.net'), 'mxsniff')],
  ['gandi', reported(words('mail.gandi.net'), 'mxsniff')],
  ['private-email', reported(words('privateemail.com'), 'mxsniff')],
  ['hostinger', reported(words('hostinger.com'), 'provider-links')],
  ['rackspace', reported(words('emailsrvr.com'), 'mxsniff')],
  ['titan', reported(words('titan.email'), 'provider-links')],
];
