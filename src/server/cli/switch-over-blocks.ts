/** Something of ours that a shopper can meet, and what it shows on passwords and on codes. */
export interface Placed {
  /** What it is called where the merchant placed it, or its address behind the shop's proxy path. */
  readonly name: string;
  readonly kind: 'app embed' | 'app block' | 'page' | 'account page';
  /** Its file in `extensions/account-access/blocks`, without the ending; missing for what is no block of the theme. */
  readonly block?: string;
  readonly withPasswords: string;
  readonly withCodes: string;
}

/**
 * All of them, in the order in which a merchant meets them. Where they stand in a theme is not known: reading that needs
 * the scope `read_themes`, which this app does not ask for. A test holds the list against the folder of blocks.
 */
export const PLACED: readonly Placed[] = [
  {
    name: 'Account access',
    kind: 'app embed',
    block: 'account-access',
    withPasswords:
      'the form for a new link on sign-in, register and dead-link pages; guided passwords on account links',
    withCodes:
      'the sign-in guide in the same places: no password, one button, help when a code does not come',
  },
  {
    name: 'Ask for a new link',
    kind: 'app block',
    block: 'way-in',
    withPasswords: 'the form for a new link',
    withCodes: 'the sign-in guide; no form, and no mail is sent',
  },
  {
    name: 'Set first password',
    kind: 'app block',
    block: 'activation',
    withPasswords: 'guided activation',
    withCodes:
      'the sign-in guide, which says that links of older mails are not needed; no password is asked for',
  },
  {
    name: 'Choose new password',
    kind: 'app block',
    block: 'reset',
    withPasswords: 'guided choice of a new password',
    withCodes:
      'the sign-in guide, which says that links of older mails are not needed; no password is asked for',
  },
  {
    name: 'Questions and answers',
    kind: 'app block',
    block: 'faq',
    withPasswords: 'questions about links and passwords',
    withCodes:
      'questions about codes, whatever “How customers sign in” says; what you have worded yourself stays: read it again',
  },
  {
    name: 'Sign in with a code',
    kind: 'app block',
    block: 'sign-in',
    withPasswords: 'nothing; it cannot be placed yet',
    withCodes: 'the sign-in guide, on any page where you place it',
  },
  {
    name: 'Sign-in hint',
    kind: 'app embed',
    block: 'sign-in-hint',
    withPasswords: 'nothing',
    withCodes: 'one line beside the theme’s account link, once you turn it on',
  },
  {
    name: '/sign-in',
    kind: 'page',
    withPasswords: 'the form for a new link',
    withCodes: 'the sign-in guide: the page that newsletters and the texts link to',
  },
  {
    name: '/ and /requests',
    kind: 'page',
    withPasswords: 'the form for a new link',
    withCodes: 'the sign-in guide',
  },
  {
    name: '/mailbox-requests',
    kind: 'page',
    withPasswords: 'the form for a lost mailbox; staff decide, and a mail goes to the new address',
    withCodes: 'the same form; staff decide, no mail is sent, and the customer signs in with the new address',
  },
  {
    name: 'Welcome back',
    kind: 'account page',
    withPasswords: 'nothing: legacy accounts have no such pages',
    withCodes: 'what moved and where help is, on the profile page, once you place it',
  },
];
