import type { SwitchOverTexts } from './text.ts';

export const EN: SwitchOverTexts = {
  language: 'English',
  before: {
    subject: 'From {date} on, you sign in to {shop} with a code',
    body: [
      'Hello,',
      'From {date} on, you don’t need a password for {shop} any more. When you sign in, you type your email address, a mail with a six-digit code comes to it, and you paste the code on the page. That is all.',
      'Your account stays the same, with the same email address and your orders. You don’t have to do anything now.',
      [
        'Good to know:',
        '- The code goes to the email address that you use here today. If you can’t open that mailbox any more, write to us.',
        '- Your password is not used after that day. You don’t have to change or delete it.',
        '- Older mails from us with a link for a password are not needed any more then.',
        '- We never ask for a password or a code by mail, by phone or in a chat.',
      ].join('\n'),
      'From that day on, this page takes you to sign-in, and helps if a code does not come: {link}',
      '{shop}',
    ],
  },
  onTheDay: {
    subject: 'You now sign in to {shop} with a code',
    body: [
      'Hello,',
      'From today on, you don’t need a password for {shop} any more. This is how you sign in:',
      [
        '1. Open {link} and choose “Sign in with a code”.',
        '2. Type the email address that you have used here before.',
        '3. A mail with a six-digit code comes to that address. Paste the code on the page. It works for a short while; if you asked for several, the newest one works.',
      ].join('\n'),
      'It is the account you know, with the same email address and your orders. Older mails from us with a link for a password are not needed any more.',
      'The code does not come? Look in the folder for spam or junk, too. More help is on the same page.',
      'Type the code only on the page where you asked for it. We never ask for a password or a code by mail, by phone or in a chat.',
      '{shop}',
    ],
  },
  notice: 'You now sign in with a code from a mail. You don’t need a password any more.',
  answer: {
    body: [
      'Hello,',
      'thank you for writing to us. {shop} does not use passwords any more. Each time you sign in, you get a mail with a six-digit code instead. Your account is the same as before.',
      'Please open {link}, choose “Sign in with a code”, and type the email address that you have used here before. Then paste the code from the mail.',
      [
        'If no code comes:',
        '- Wait a minute or two, and look in the folder for spam or junk, too.',
        '- Check the email address for typos. The code goes to the address that you type.',
        '- Ask for a new code on the page where you sign in. Only the newest one works.',
        '- A mail filter of a company or a school may hold the mail back. Ask the IT department there.',
      ].join('\n'),
      'If you can’t open that mailbox any more, tell us an order number, the postcode it was sent to, and the address that you use now. We look into it and write back.',
      'Please don’t send us a code or a password. We never ask for one.',
      '{shop}',
    ],
  },
};
