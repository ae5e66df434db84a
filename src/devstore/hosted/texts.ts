/** What Shopify's hosted pages say; the words are ours. */
export interface HostedTexts {
  readonly signIn: string;
  readonly lead: string;
  readonly email: string;
  readonly next: string;
  readonly withShop: string;
  readonly shopNote: string;
  readonly or: string;
  readonly badEmail: string;
  readonly enterCode: string;
  /** With the address put in. */
  readonly sentTo: (address: string) => string;
  readonly code: string;
  readonly wrongCode: string;
  readonly wait: (minutes: number) => string;
  readonly newCode: string;
  readonly newCodeSent: string;
  readonly otherAddress: string;
  readonly orders: string;
  readonly noOrders: string;
  readonly profile: string;
  readonly name: string;
  readonly signOut: string;
  readonly backToShop: string;
}

const en: HostedTexts = {
  signIn: 'Sign in',
  lead: 'Enter your email address. We send you a code to sign in or to open an account.',
  email: 'Email',
  next: 'Continue',
  withShop: 'Sign in with Shop',
  shopNote: 'The local shop does not have Shop. Sign in with your email address.',
  or: 'or',
  badEmail: 'Check the email address: it should look like name@example.com.',
  enterCode: 'Enter code',
  sentTo: (address) => `Sent to ${address}`,
  code: '6-digit code',
  wrongCode: 'This code does not work. Look for the newest mail, or ask for a new code.',
  wait: (minutes) => `Too many codes were tried. Try again in ${minutes} minutes.`,
  newCode: 'Send a new code',
  newCodeSent: 'A new code is on its way. Earlier codes no longer work.',
  otherAddress: 'Use another address',
  orders: 'Orders',
  noOrders: 'You have not ordered anything yet.',
  profile: 'Profile',
  name: 'Name',
  signOut: 'Sign out',
  backToShop: 'Back to the shop',
};

const nb: HostedTexts = {
  signIn: 'Logg inn',
  lead: 'Skriv inn e-postadressen din. Vi sender deg en kode for å logge inn eller opprette en konto.',
  email: 'E-post',
  next: 'Fortsett',
  withShop: 'Logg inn med Shop',
  shopNote: 'Den lokale butikken har ikke Shop. Logg inn med e-postadressen din.',
  or: 'eller',
  badEmail: 'Se over e-postadressen: den skal se ut som navn@example.com.',
  enterCode: 'Skriv inn koden',
  sentTo: (address) => `Sendt til ${address}`,
  code: 'Sekssifret kode',
  wrongCode: 'Denne koden virker ikke. Se etter den nyeste e-posten, eller be om en ny kode.',
  wait: (minutes) => `Det er prøvd for mange koder. Prøv igjen om ${minutes} minutter.`,
  newCode: 'Send en ny kode',
  newCodeSent: 'En ny kode er på vei. Tidligere koder virker ikke lenger.',
  otherAddress: 'Bruk en annen adresse',
  orders: 'Ordrer',
  noOrders: 'Du har ikke bestilt noe ennå.',
  profile: 'Profil',
  name: 'Navn',
  signOut: 'Logg ut',
  backToShop: 'Tilbake til butikken',
};

const de: HostedTexts = {
  signIn: 'Anmelden',
  lead: 'Geben Sie Ihre E-Mail-Adresse ein. Wir senden Ihnen einen Code, mit dem Sie sich anmelden oder ein Konto eröffnen.',
  email: 'E-Mail',
  next: 'Weiter',
  withShop: 'Mit Shop anmelden',
  shopNote: 'Der lokale Shop hat kein Shop. Melden Sie sich mit Ihrer E-Mail-Adresse an.',
  or: 'oder',
  badEmail: 'Prüfen Sie die E-Mail-Adresse: Sie sollte aussehen wie name@example.com.',
  enterCode: 'Code eingeben',
  sentTo: (address) => `Gesendet an ${address}`,
  code: '6-stelliger Code',
  wrongCode:
    'Dieser Code funktioniert nicht. Suchen Sie die neueste E-Mail oder fordern Sie einen neuen Code an.',
  wait: (minutes) => `Es wurden zu viele Codes probiert. Versuchen Sie es in ${minutes} Minuten noch einmal.`,
  newCode: 'Neuen Code senden',
  newCodeSent: 'Ein neuer Code ist unterwegs. Frühere Codes funktionieren nicht mehr.',
  otherAddress: 'Andere Adresse verwenden',
  orders: 'Bestellungen',
  noOrders: 'Sie haben noch nichts bestellt.',
  profile: 'Profil',
  name: 'Name',
  signOut: 'Abmelden',
  backToShop: 'Zurück zum Shop',
};

const fr: HostedTexts = {
  signIn: 'Se connecter',
  lead: 'Saisissez votre adresse e-mail. Nous vous envoyons un code pour vous connecter ou ouvrir un compte.',
  email: 'E-mail',
  next: 'Continuer',
  withShop: 'Se connecter avec Shop',
  shopNote: 'La boutique locale n’a pas Shop. Connectez-vous avec votre adresse e-mail.',
  or: 'ou',
  badEmail: 'Vérifiez l’adresse e-mail : elle doit ressembler à nom@example.com.',
  enterCode: 'Saisir le code',
  sentTo: (address) => `Envoyé à ${address}`,
  code: 'Code à 6 chiffres',
  wrongCode: 'Ce code ne fonctionne pas. Cherchez l’e-mail le plus récent ou demandez un nouveau code.',
  wait: (minutes) => `Trop de codes ont été essayés. Réessayez dans ${minutes} minutes.`,
  newCode: 'Envoyer un nouveau code',
  newCodeSent: 'Un nouveau code est en route. Les codes précédents ne fonctionnent plus.',
  otherAddress: 'Utiliser une autre adresse',
  orders: 'Commandes',
  noOrders: 'Vous n’avez encore rien commandé.',
  profile: 'Profil',
  name: 'Nom',
  signOut: 'Se déconnecter',
  backToShop: 'Retour à la boutique',
};

const ar: HostedTexts = {
  signIn: 'تسجيل الدخول',
  lead: 'أدخل بريدك الإلكتروني. نرسل إليك رمزًا لتسجيل الدخول أو لفتح حساب.',
  email: 'البريد الإلكتروني',
  next: 'متابعة',
  withShop: 'تسجيل الدخول باستخدام Shop',
  shopNote: 'لا يتوفر Shop في المتجر المحلي. سجّل الدخول ببريدك الإلكتروني.',
  or: 'أو',
  badEmail: 'تحقق من البريد الإلكتروني: يجب أن يكون مثل name@example.com.',
  enterCode: 'أدخل الرمز',
  sentTo: (address) => `أُرسل إلى ${address}`,
  code: 'رمز من 6 أرقام',
  wrongCode: 'هذا الرمز لا يعمل. ابحث عن أحدث رسالة أو اطلب رمزًا جديدًا.',
  wait: (minutes) => `جُرّبت رموز كثيرة جدًا. أعد المحاولة بعد ${minutes} دقيقة.`,
  newCode: 'إرسال رمز جديد',
  newCodeSent: 'رمز جديد في الطريق إليك. الرموز السابقة لم تعد تعمل.',
  otherAddress: 'استخدام عنوان آخر',
  orders: 'الطلبات',
  noOrders: 'لم تطلب شيئًا بعد.',
  profile: 'الملف الشخصي',
  name: 'الاسم',
  signOut: 'تسجيل الخروج',
  backToShop: 'العودة إلى المتجر',
};

const TEXTS: Readonly<Record<string, HostedTexts>> = { en, nb, de, fr, ar };

/** The language of a hosted page for a language of the shop, and its words: English where there are none. */
export function hostedTexts(locale: string): { readonly lang: string; readonly texts: HostedTexts } {
  const lang = Object.hasOwn(TEXTS, locale) ? locale : 'en';
  return { lang, texts: TEXTS[lang] ?? en };
}
