import type { ReturnedError, SetPasswordProps, WayInProps } from '../../../src/contracts/island-props.ts';

/** Complete props, as Liquid prints them. */
export function setPasswordProps(errors: readonly ReturnedError[] = []): SetPasswordProps {
  return {
    page: 'activation',
    id: 'lk-1',
    errors,
    texts: {
      heading: 'Set a password to open your account',
      intro: 'You choose a password here.',
      label: 'New password',
      rules: 'At least 5 characters.',
      advice: 'Longer is stronger.',
      show: 'Show',
      hide: 'Hide',
      showLabel: 'Show password',
      hideLabel: 'Hide password',
      isShown: 'Your password is visible.',
      isHidden: 'Your password is hidden.',
      button: 'Set password',
      busy: 'Setting your password …',
      problemHeading: 'Check what you typed',
      missing: 'Type a password.',
      tooShort: 'Use at least 5 characters.',
      edgeSpace: 'Remove the space.',
      doubtHeading: 'This link may no longer work',
      doubtText: 'Try once more, or ask for a new link.',
    },
  };
}

/** Complete props, as Liquid prints them. */
export function wayInProps(): WayInProps {
  return {
    id: 'lk-1',
    action: '/apps/account-access/requests',
    locale: 'en',
    texts: {
      heading: 'Get back into your account',
      intro: 'Type your address.',
      deadHeading: 'This link no longer works',
      deadIntro: 'Ask for a new one.',
      label: 'Email address',
      button: 'Email me a link',
      deadButton: 'Email me a new link',
      sending: 'Sending your request …',
      problemHeading: 'Check what you typed',
      inboxHeading: 'Check your inbox',
      inboxText: 'If this address belongs to an account here, a mail is on its way.',
      inboxWait: 'It usually takes a minute or two.',
      inboxNewest: 'Use the newest.',
      change: 'Use another address',
      throttledHeading: 'Please wait a little',
      degradedHeading: 'We can’t take your request right now',
      degradedText: 'Please try again in a few minutes.',
      missing: 'Type your email address.',
      malformed: 'This doesn’t look like an email address.',
      tooLong: 'This address is too long.',
    },
    waits: [
      { minutes: 1, text: 'You can ask again in 1 minute.' },
      { minutes: 10, text: 'You can ask again in 10 minutes.' },
    ],
  };
}
