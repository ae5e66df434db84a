/** The folder as each mailbox shows it; `often` where nobody has seen it there. */
export const FOLDERS = {
  'kari.nordmann@gmail.com': {
    provider: 'Gmail',
    en: ['often', 'Spam'],
    nb: ['often', 'Søppelpost'],
    de: ['often', 'Spam'],
    fr: ['often', 'Spam'],
  },
  'kari.nordmann@hotmail.no': {
    provider: 'Outlook.com (Hotmail)',
    en: ['often', 'Junk Email'],
    nb: ['seen', 'Søppelpost'],
    de: ['often', 'Junk-E-Mail'],
    fr: ['often', 'Courrier indésirable'],
  },
  'kari.nordmann@t-online.de': {
    provider: 'Telekom Mail (T-Online)',
    en: ['seen', 'Spam'],
    nb: ['seen', 'Spam'],
    de: ['seen', 'Spam'],
    fr: ['seen', 'Spam'],
  },
  'kari.nordmann@online.no': {
    provider: 'Telenor (online.no)',
    en: ['often', 'Spam'],
    nb: ['often', 'Spam'],
    de: ['often', 'Spam'],
    fr: ['often', 'Spam'],
  },
  'kari.nordmann@icloud.com': {
    provider: 'iCloud Mail',
    en: ['often', 'Junk'],
    nb: ['often', 'Uønsket'],
    de: ['seen', 'Spam'],
    fr: ['often', 'Indésirables'],
  },
} as const;
