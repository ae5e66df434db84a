/** Where claims about mailboxes come from. All were read on 2026-11-22, in stored copies of varying age. */
export const SOURCES = {
  'general-knowledge': 'Known in general; nothing that was read confirms it',
  'field-study': 'Field study of our own, 2026-11-22: providers',
  'field-study-mx': 'Field study of our own, 2026-11-22: MX records',

  // Domains
  ispdb: 'https://github.com/thunderbird/autoconfig/tree/c6ad79659b5fc321d1593ec4c277815b83e5dec5/ispdb',
  'provider-links': 'https://www.npmjs.com/package/@mikkelscheike/email-provider-links/v/5.2.2',
  'sniper-link':
    'https://github.com/buttondown/sniper-link/blob/bad198bd4bffddf7ff93778ae1c9aeb13f9ca3ad/app/v1/render/providers.ts',
  mxsniff: 'https://github.com/jace/mxsniff/blob/master/mxsniff/providers.py',
  'popular-domains': 'https://github.com/mailcheck/mailcheck/wiki/List-of-Popular-Domains',
  finn: 'https://github.com/finn-no/tech.finn.no/blob/571196500b2451583d762196b7f575eeabff9e24/_posts/2014-11-21-email-providers-in-norway.markdown',

  // Gmail
  'gmail-pl': 'https://support.google.com/mail/answer/8151?hl=pl',
  'gmail-en': 'https://its.wbschools.org/its-blog/gmail-tip-spam',
  'gmail-de': 'https://mailhilfe.de/beitrag-google-gmail-spam-wirksam-entfernen-3725-html',
  'gmail-fr':
    'https://plusmagazine.levif.be/multimedia/que-faire-quand-vos-e-mails-importants-sont-systematiquement-envoyes-dans-la-boite-des-spams/article-normal-1116099.html',
  'gmail-nb':
    'https://thegadgettechworld.com/no/pages/34969-best-3-ways-prevent-emails-from-being-sent-to-spam-on-gmail',
  'gmail-nb-old': 'https://support.coretrek.no/614635-Hva-er-spam',
  'gmail-it': 'https://simboloreiki.com/it/gestire-lo-spam-in-gmail-google-apps-help',
  'gmail-ja': 'http://www.appsupport.jp/gmail/mail-spam/',
  'gmail-sv':
    'https://independenttechnics.articls.com/sv/18694-how-to-make-sure-gmail-emails-never-land-in-spam',
  'gmail-tabs-en':
    'https://support.lianatech.com/hc/en-us/articles/5347116973597-Newsletter-categories-on-Gmail-tabs',
  'gmail-tabs-de': 'http://heise-online.de/news/Gmail-Inbox-sortiert-Mails-vor-1873407.html',
  'gmail-tabs-fr':
    'https://blog.tuttosemplice.com/fr/gmail-maitrisez-les-categories-et-organisez-votre-boite-de-reception',
  'gmail-tabs-nb': 'https://thegadgettechworld.com/no/pages/17371-how-to-remove-top-picks-from-gmail-desktop',
  clerk:
    'https://github.com/clerk/clerk-docs/blob/9b680967c3c240b864b5f6cd639cae25fd874ef0/docs/guides/development/troubleshooting/email-deliverability.mdx',

  // Microsoft
  'microsoft-nb':
    'https://support.microsoft.com/nb-no/office/oversikt-over-filteret-for-s%C3%B8ppelpost-5ae3ea8e-cf41-4fa0-b02a-3b96e21de089',
  'microsoft-sv':
    'https://support.microsoft.com/sv-se/office/%C3%B6versikt-%C3%B6ver-skr%C3%A4ppostfiltret-5ae3ea8e-cf41-4fa0-b02a-3b96e21de089',
  'microsoft-da':
    'https://support.microsoft.com/da-dk/office/ti-tip-til-hvordan-du-mindsker-risikoen-for-at-f%C3%A5-u%C3%B8nsket-post-55f756e8-688b-41c3-a086-8f68ccc592f6',
  'microsoft-fi':
    'https://support.microsoft.com/fi-fi/office/l%C3%A4hett%C3%A4j%C3%A4n-est%C3%A4minen-b29fd867-cac9-40d8-aed1-659e06a706e4',
  'microsoft-nl':
    'https://support.microsoft.com/nl-nl/office/overzicht-van-het-filter-voor-ongewenste-e-mail-5ae3ea8e-cf41-4fa0-b02a-3b96e21de089',
  'microsoft-it':
    'https://support.office.com/it-it/article/tenere-la-posta-indesiderata-lontana-dalla-cartella-posta-in-arrivo-in-outlook-com-a3ece97b-82f8-4a5e-9ac3-e92fa6427ae4',
  'microsoft-ja':
    'https://support.microsoft.com/ja-jp/office/%E8%BF%B7%E6%83%91%E3%83%A1%E3%83%BC%E3%83%AB-%E3%83%95%E3%82%A3%E3%83%AB%E3%82%BF%E3%81%AE%E4%BF%9D%E8%AD%B7%E3%83%AC%E3%83%99%E3%83%AB%E3%82%92%E5%A4%89%E6%9B%B4%E3%81%99%E3%82%8B-e89c12d8-9d61-4320-8c57-d982c8d52f6b',
  'microsoft-pl':
    'https://support.office.com/pl-pl/article/Zarz%C4%85dzanie-wiadomo%C5%9Bciami-%C5%9Bmieciami-przy-u%C5%BCyciu-listy-zablokowanych-nadawc%C3%B3w-i-listy-bezpiecznych-nadawc%C3%B3w-ed960552-eac9-41e5-a9bf-e7e706fefa88',
  'microsoft-pt-br': 'https://promocionales-integra.com/pt/como-bloquear-um-remetente-no-outlook',
  'microsoft-fr': 'https://fr.ittrip.xyz/ms-office/outlook/duree-courrier-indesirable',
  'microsoft-en': 'https://www.unr.edu/it/communications/email/employee/training/spam/junkmailfolder',
  'microsoft-focused': 'https://geekssbuzz.blogspot.com/2018/10/whats-difference-between-junk-email.html',

  // Apple
  'apple-de': 'https://support.apple.com/de-de/102376',
  'apple-nl': 'https://support.apple.com/nl-be/guide/icloud/mm6b1a2ced/icloud',
  'apple-it': 'https://support.apple.com/it-it/HT202315',
  'apple-sv': 'https://support.apple.com/sv-se/HT202315',
  'apple-ja': 'https://icloud.skydocu.com/ja/',
  'apple-zh-tw': 'https://support.apple.com/kb/PH2649?locale=en_US&viewlocale=zh_TW',

  // Others, by name
  bluewin: 'https://www.swisscom.ch/de/privatkunden/hilfe/internet/spam.html',
  bt: 'https://www.bt.com/help/email/using-bt-mail-s-anti-spam-features',
  comcast: 'https://www.xfinity.com/support/internet/set-email-deletion-settings',
  'comcast-yahoo': 'https://tecknexus.com/comcast-moves-xfinity-email-to-yahoo-mail/3',
  'cox-yahoo':
    'https://www.suped.com/knowledge/email-deliverability/technical/what-will-happen-when-coxnet-subscribers-move-to-yahoo-mail',
  domeneshop: 'https://domainname.shop/faq?id=292&section=26',
  free: 'https://www.guide-tns.fr/zimbra-free-architecture-webmail-et-interoperabilite-pour-organisations-a-budget-contraint/',
  freenet: 'https://kundenservice.freenet.de/artikel/2018',
  gmx: 'https://hilfe.gmx.net/email/spam-und-viren/spamschutz-einstellungen.html',
  'gmx-list': 'https://hilfe.gmx.net/email/spam-und-viren/erwuenscht-und-sperrliste/sperrlisten.html',
  hostinger: 'https://www.hostinger.com/support/?p=1077',
  infomaniak: 'https://www.infomaniak.com/fr/support/faq/1909/infomaniak-mail-spam-bloquer-des-expediteurs',
  mailo: 'https://www.mailo.com/mailo/dyn/antispam.php',
  nte: 'https://selvhjelp.nte.no/nb/articles/176005-hvordan-sette-opp-og-logge-pa-e-postkontoen-min',
  orange:
    'https://assistance.orange.fr/ordinateurs-peripheriques/installer-et-utiliser/l-utilisation-du-mail-et-du-cloud/mail-orange/le-mail-orange-nouvelle-version/parametrer-la-boite-mail/mail-orange-nouvelle-version-parametrer-les-options-de-securite_237863-734091',
  posteo: 'https://posteo.de/en/blog/new-at-posteo-optional-spam-folder-and-spam-log',
  'posteo-folder': 'https://posteo.de/hilfe/spam-ordner-deaktivieren',
  proton: 'https://proton.me/support/da/auto-delete-unwanted-messages',
  't-online':
    'https://www.telekom.de/hilfe/festnetz-internet-tv/produkte/homepages-und-shops/e-mail-funktionen-bei-homepage-produkten/spam-und-virenschutz-fuer-ein-postfach-aktivieren',
  telenor: 'https://www.telenor.no/kundeservice/e-post/problemer/spam/',
  'virgin-media':
    'http://help.virginmedia.com/system/selfservice.controller?CONFIGURATION=1001&PARTITION_ID=1&TIMEZONE_OFFSET=&USERTYPE=1&VM_CUSTOMER_TYPE=Cable&CMD=VIEW_ARTICLE&ARTICLE_ID=171062',
  webde:
    'https://www.portal-ostpreussen.de/hilfe/spam-ordner-und-spam-filter/web-de-spam-ordner-und-spam-filter',
  yahoo: 'https://pctruc.com/bloquez-les-messages-spam-sur-yahoo',
  hey: 'https://geert.elt.ink/notes/hey-proton-mail/',
} as const;

export type SourceId = keyof typeof SOURCES;
