import { SIGN_IN_PATH } from '../../contracts/accounts.ts';
import type { TextsFor } from './switch-over-arguments.ts';
import { SWITCH_OVER_TEXTS } from './switch-over-texts/index.ts';
import type { SwitchOverTexts } from './switch-over-texts/text.ts';

/** Texts for customers with the shop's own name and link in them; what is not known stays a placeholder. */
export function renderTexts(asked: TextsFor): string {
  const parts = asked.locales.map((locale) => {
    const { language, before, onTheDay, notice, answer } = filled(SWITCH_OVER_TEXTS[locale], asked);
    return [
      section(language, 'some days before: mail, or part of a newsletter', mail(before)),
      section(language, 'on the day: mail', mail(onTheDay)),
      section(language, 'from the day on: a line above the pages of the shop', `${notice}\n${linkOf(asked)}`),
      section(language, 'for staff: answer to somebody who cannot sign in', answer.body.join('\n\n')),
    ].join('\n\n');
  });
  return [...parts, toFillIn(asked)].join('\n\n');
}

/** The same for programs. */
export function textsBody(asked: TextsFor): object {
  const texts = asked.locales.map((locale) => [locale, filled(SWITCH_OVER_TEXTS[locale], asked)]);
  return { v: 1, link: linkOf(asked), texts: Object.fromEntries(texts) as unknown };
}

/** The page that tells how to sign in, at the shop's own proxy path. */
function linkOf({ domain, proxyPath }: TextsFor): string {
  return `https://${domain ?? '{domain}'}${proxyPath}${SIGN_IN_PATH}`;
}

function filled(texts: SwitchOverTexts, asked: TextsFor): SwitchOverTexts {
  const fill = (text: string) =>
    text.replaceAll('{shop}', () => asked.shopName ?? '{shop}').replaceAll('{link}', () => linkOf(asked));
  const mailOf = ({ subject, body }: SwitchOverTexts['before']) => ({
    subject: fill(subject),
    body: body.map(fill),
  });
  return {
    language: texts.language,
    before: mailOf(texts.before),
    onTheDay: mailOf(texts.onTheDay),
    notice: fill(texts.notice),
    answer: { body: texts.answer.body.map(fill) },
  };
}

function section(language: string, what: string, text: string): string {
  return `=== ${language} · ${what} ===\n\n${text}`;
}

function mail({ subject, body }: SwitchOverTexts['before']): string {
  return [subject, ...body].join('\n\n');
}

function toFillIn({ shopName, domain, locales }: TextsFor): string {
  const left = [
    ...(shopName === undefined ? ['{shop}: the name of your shop (--name)'] : []),
    ...(domain === undefined ? ['{domain}: the domain of your storefront (--domain)'] : []),
    `{date}: the day, as one writes it in ${locales.length === 1 ? 'that' : 'each'} language`,
  ];
  return [
    '=== to fill in, and to look at ===',
    '',
    ...left,
    'The first line of each mail is its subject.',
    'The link shows the sign-in guide from the day of the switch on; before it, the form for a new link.',
    'Open the link once before you send it: a merchant can change the app proxy’s path (--proxy-path).',
    'Links may carry utm_… parameters of a newsletter.',
  ].join('\n');
}
