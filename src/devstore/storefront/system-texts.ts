import type { FormState } from '../liquid/render-state.ts';
import type { FormError } from '../shopify/types.ts';
import type { ShopLocale } from './locales.ts';

/** What Shopify itself says in a storefront: merchants edit it in the admin, themes and apps do not hold it. */
interface SystemTexts {
  readonly fields: Readonly<Record<Exclude<FormError['field'], 'form'>, string>>;
  /** Sentences for codes in SENTENCES, else what follows the name of the field. */
  readonly errors: Readonly<Record<FormError['code'], string>>;
  readonly passwordResetError: string;
  /** The button of `/challenge`. */
  readonly passChallenge: string;
  readonly titles: Readonly<Record<PageTitle, string>>;
}

export type PageTitle =
  | 'home'
  | 'account'
  | 'createAccount'
  | 'activateAccount'
  | 'resetAccount'
  | 'addresses'
  | 'order'
  | 'notFound'
  | 'password'
  | 'challenge'
  | 'page';

/** Codes that concern the form, not one field. */
const SENTENCES: ReadonlySet<FormError['code']> = new Set([
  'invalid_credentials',
  'unknown_email',
  'token_invalid',
]);

/** `form.errors` of a post, in the visitor's language. */
export function formErrors(locale: ShopLocale, errors: readonly FormError[]): FormState['errors'] {
  const texts = systemTexts(locale);
  return errors.map(({ field, code }) => {
    const message = texts.errors[code];
    return field === 'form' || SENTENCES.has(code)
      ? { field: 'form', label: '', message }
      : { field, label: texts.fields[field], message };
  });
}

/** Shopify's own words in a language; English where this list, unlike Shopify, has none. */
export function systemTexts(locale: ShopLocale): SystemTexts {
  return TEXTS[locale] ?? TEXTS.en;
}

const TEXTS: Readonly<Partial<Record<ShopLocale, SystemTexts>> & { en: SystemTexts }> = {
  en: {
    fields: {
      email: 'Email',
      password: 'Password',
      password_confirmation: 'Password confirmation',
      first_name: 'First name',
      last_name: 'Last name',
    },
    errors: {
      invalid_credentials: 'Incorrect email or password.',
      unknown_email: 'No account found with that email.',
      taken: 'is already in use.',
      blank: 'can’t be blank.',
      invalid: 'is not an email address.',
      too_short: 'is too short (at least 5 characters).',
      confirmation: 'must match the provided password.',
      starts_or_ends_with_space: 'starts or ends with spaces.',
      token_invalid: 'Invalid activation token.',
    },
    passwordResetError: 'Password reset error',
    passChallenge: 'Submit',
    titles: {
      home: 'Clothes and gear for rough weather',
      account: 'Account',
      createAccount: 'Create account',
      activateAccount: 'Activate account',
      resetAccount: 'Reset account',
      addresses: 'Addresses',
      order: 'Order',
      notFound: '404 Not found',
      password: 'Opening soon',
      challenge: 'Challenge',
      page: 'About us',
    },
  },
  nb: {
    fields: {
      email: 'E-post',
      password: 'Passord',
      password_confirmation: 'Gjentatt passord',
      first_name: 'Fornavn',
      last_name: 'Etternavn',
    },
    errors: {
      invalid_credentials: 'Feil e-post eller passord.',
      unknown_email: 'Fant ingen konto med denne e-postadressen.',
      taken: 'er allerede i bruk.',
      blank: 'må fylles ut.',
      invalid: 'er ikke en e-postadresse.',
      too_short: 'er for kort (minst 5 tegn).',
      confirmation: 'må være likt passordet.',
      starts_or_ends_with_space: 'begynner eller slutter med mellomrom.',
      token_invalid: 'Ugyldig aktiveringsnøkkel.',
    },
    passwordResetError: 'Feil ved tilbakestilling av passord',
    passChallenge: 'Send',
    titles: {
      home: 'Klær og utstyr for ruskevær',
      account: 'Konto',
      createAccount: 'Opprett konto',
      activateAccount: 'Aktiver konto',
      resetAccount: 'Tilbakestill konto',
      addresses: 'Adresser',
      order: 'Ordre',
      notFound: '404 Ikke funnet',
      password: 'Åpner snart',
      challenge: 'Kontroll',
      page: 'Om oss',
    },
  },
  de: {
    fields: {
      email: 'E-Mail',
      password: 'Passwort',
      password_confirmation: 'Passwortbestätigung',
      first_name: 'Vorname',
      last_name: 'Nachname',
    },
    errors: {
      invalid_credentials: 'E-Mail oder Passwort falsch.',
      unknown_email: 'Zu dieser E-Mail-Adresse gibt es kein Konto.',
      taken: 'wird bereits verwendet.',
      blank: 'darf nicht leer sein.',
      invalid: 'ist keine E-Mail-Adresse.',
      too_short: 'ist zu kurz (mindestens 5 Zeichen).',
      confirmation: 'muss mit dem Passwort übereinstimmen.',
      starts_or_ends_with_space: 'beginnt oder endet mit Leerzeichen.',
      token_invalid: 'Ungültiger Aktivierungsschlüssel.',
    },
    passwordResetError: 'Fehler beim Zurücksetzen des Passworts',
    passChallenge: 'Senden',
    titles: {
      home: 'Kleidung und Ausrüstung für raues Wetter',
      account: 'Konto',
      createAccount: 'Konto erstellen',
      activateAccount: 'Konto aktivieren',
      resetAccount: 'Konto zurücksetzen',
      addresses: 'Adressen',
      order: 'Bestellung',
      notFound: '404 Nicht gefunden',
      password: 'Demnächst geöffnet',
      challenge: 'Prüfung',
      page: 'Über uns',
    },
  },
  fr: {
    fields: {
      email: 'E-mail',
      password: 'Mot de passe',
      password_confirmation: 'Confirmation du mot de passe',
      first_name: 'Prénom',
      last_name: 'Nom',
    },
    errors: {
      invalid_credentials: 'E-mail ou mot de passe incorrect.',
      unknown_email: 'Aucun compte trouvé avec cet e-mail.',
      taken: 'est déjà utilisé.',
      blank: 'ne peut pas être vide.',
      invalid: 'n’est pas une adresse e-mail.',
      too_short: 'est trop court (5 caractères au moins).',
      confirmation: 'doit correspondre au mot de passe.',
      starts_or_ends_with_space: 'commence ou se termine par une espace.',
      token_invalid: 'Jeton d’activation non valide.',
    },
    passwordResetError: 'Erreur de réinitialisation du mot de passe',
    passChallenge: 'Envoyer',
    titles: {
      home: 'Vêtements et équipement pour le gros temps',
      account: 'Compte',
      createAccount: 'Créer un compte',
      activateAccount: 'Activer le compte',
      resetAccount: 'Réinitialiser le compte',
      addresses: 'Adresses',
      order: 'Commande',
      notFound: '404 Page introuvable',
      password: 'Bientôt ouvert',
      challenge: 'Vérification',
      page: 'À propos de nous',
    },
  },
  ar: {
    fields: {
      email: 'البريد الإلكتروني',
      password: 'كلمة المرور',
      password_confirmation: 'تأكيد كلمة المرور',
      first_name: 'الاسم الأول',
      last_name: 'اسم العائلة',
    },
    errors: {
      invalid_credentials: 'البريد الإلكتروني أو كلمة المرور غير صحيحة.',
      unknown_email: 'لم يتم العثور على حساب بهذا البريد الإلكتروني.',
      taken: 'مستخدم بالفعل.',
      blank: 'لا يمكن أن يكون فارغًا.',
      invalid: 'ليس عنوان بريد إلكتروني.',
      too_short: 'قصير جدًا (5 أحرف على الأقل).',
      confirmation: 'يجب أن يطابق كلمة المرور.',
      starts_or_ends_with_space: 'يبدأ أو ينتهي بمسافات.',
      token_invalid: 'رمز التفعيل غير صالح.',
    },
    passwordResetError: 'خطأ في إعادة تعيين كلمة المرور',
    passChallenge: 'إرسال',
    titles: {
      home: 'ملابس ومعدات للطقس القاسي',
      account: 'الحساب',
      createAccount: 'إنشاء حساب',
      activateAccount: 'تفعيل الحساب',
      resetAccount: 'إعادة تعيين الحساب',
      addresses: 'العناوين',
      order: 'الطلب',
      notFound: '404 غير موجود',
      password: 'نفتح قريبًا',
      challenge: 'تحقق',
      page: 'من نحن',
    },
  },
};
