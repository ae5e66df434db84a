import type {
  ReturnedError,
  SetPasswordProps,
  SetPasswordTexts,
  SignInProps,
  WayInProps,
  WayInTexts,
} from '../../../src/contracts/island-props.ts';

/** Every word of the island; the types above say so, and the Liquid tests hold the snippets to these keys. */
export const SET_PASSWORD_TEXTS: SetPasswordTexts = {
  label: 'New password',
  labelAgain: 'The same password again',
  rules: 'At least 5 characters.',
  none: 'Longer is stronger.',
  show: 'Show',
  hide: 'Hide',
  showLabel: 'Show password',
  hideLabel: 'Hide password',
  isShown: 'Your password is visible.',
  isHidden: 'Your password is hidden.',
  button: 'Set password',
  busy: 'Setting your password …',
  slow: 'This takes longer than usual.',
  stopped: 'The shop wants to check that you are a person.',
  problemHeading: 'Check what you typed',
  missing: 'Type a password.',
  'too-short': 'Use at least 5 characters.',
  'edge-space': 'Remove the space.',
  mismatch: 'The two passwords are not the same.',
  offlineHeading: 'You are offline',
  offline: 'What you typed stays here.',
  doubtHeading: 'This link may no longer work',
  doubt: 'Try once more, or ask for a new link.',
  common: 'Many people use this password.',
  breached: 'This password has been in a data leak.',
  longer: 'A few more words would be safer.',
  good: 'This is hard to guess.',
  capsLock: 'Caps Lock is on.',
};

export const WAY_IN_TEXTS: WayInTexts = {
  'ask-address-heading': 'Get back into your account',
  'ask-address-text': 'Type your address.',
  label: 'Email address',
  button: 'Email me a link',
  superseded: 'Use the link in the newest mail.',
  'already-active-heading': 'Your account is already active',
  'already-active-text': 'This link has done its work.',
  activeButton: 'Sign in',
  again: 'Email me a new link',
  sending: 'Sending your request …',
  problemHeading: 'Check what you typed',
  'check-inbox-heading': 'Check your inbox',
  'check-inbox-text': 'If this address belongs to an account here, a mail is on its way.',
  meanwhile: 'It usually takes a minute or two.',
  typo: 'Did you mean %?',
  change: 'Use another address',
  'throttled-heading': 'Please wait a little',
  'service-degraded-heading': 'We can’t take your request right now',
  'service-degraded-text': 'Please try again in a few minutes.',
  offlineHeading: 'You are offline',
  offline: 'What you typed stays here.',
  missing: 'Type your email address.',
  malformed: 'This doesn’t look like an email address.',
  'too-long': 'This address is too long.',
};

/** Complete props, as Liquid prints them. */
export function setPasswordProps(errors: readonly ReturnedError[] = []): SetPasswordProps {
  return { page: 'activation', id: 'lk-1', twoFields: false, errors, texts: SET_PASSWORD_TEXTS };
}

/** Complete props, as Liquid prints them. */
export function wayInProps(): WayInProps {
  return {
    id: 'lk-1',
    action: '/apps/account-access/requests',
    noMailbox: '/apps/account-access/mailbox-requests',
    signIn: '/account/login',
    locale: 'en',
    language: 'en',
    mail: { name: 'Fjell & Fjord', hosts: ['fjell.example'] },
    sender: 'Look for a mail from Fjell & Fjord.',
    texts: WAY_IN_TEXTS,
    waits: [
      { minutes: 1, text: 'You can ask again in 1 minute.' },
      { minutes: 10, text: 'You can ask again in 10 minutes.' },
    ],
  };
}

/** Complete props, as Liquid prints them. */
export function signInProps(): SignInProps {
  return {
    language: 'en',
    loginHint: false,
    mail: { name: 'Fjell & Fjord' },
    texts: { address: 'Email address', copy: 'Copy the address', copied: 'Copied' },
  };
}
