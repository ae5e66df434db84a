import type { ShopLocale } from '../../../src/devstore/shopify/types.ts';
import { render, type Page } from './support.ts';

/** Our questions, as they stand in English. */
export const QUESTIONS = {
  get_in: 'How do I get into my account?',
  codes: 'Do I need a password?',
  no_mail: 'I asked for a mail. Why does none come?',
  dead_link: 'Why does my link not work?',
  forgot: 'Why does “Forgot password” send me nothing?',
  real: 'Is the mail really from you?',
  mailbox: 'Can’t open your mailbox?',
  human: 'Who can help me?',
} as const;

export type Question = keyof typeof QUESTIONS;

/** In the order of the page. */
export const WITH_PASSWORDS = [
  'get_in',
  'no_mail',
  'dead_link',
  'forgot',
  'real',
  'mailbox',
  'human',
] as const;
/** The same in a shop on codes. */
export const WITH_CODES = ['codes', 'no_mail', 'real', 'mailbox', 'human'] as const;

/** The setting that says that the shop is on codes. */
export const CODES = { accounts: 'customer_accounts' } as const;
/** A sender and every way to reach a human. */
export const FILLED_IN = {
  sender_name: 'Fjell & Fjord',
  sender_email: 'hello@fjell.example',
  support_url: '/pages/contact',
  support_email: 'help@fjell.example',
  support_phone: '+47 22 33',
} as const;
/** What somebody may type, or paste, to have it run. */
export const NASTY = `</script><img src=x onerror=alert(1)> "quoted" 'single' \\ & &amp; {{ shop.name }} {% if %}`;

/** The block “faq” on a page of a shop on passwords. */
export function faq(settings: Readonly<Record<string, unknown>> = {}, locale: ShopLocale = 'en'): Page {
  return render({ block: 'faq', template: 'page', settings, locale });
}

/** What is asked, in the order of the page. */
export function questions({ document }: Page): readonly string[] {
  return [...document.querySelectorAll('summary')].map(text);
}

function fold({ document }: Page, id: Question): Element {
  const found = [...document.querySelectorAll('details')].find((each) =>
    text(each).startsWith(QUESTIONS[id]),
  );
  if (found === undefined) throw new Error(`nobody asks ${id}`);
  return found;
}

/** What is said to a question of ours. */
export function answer(page: Page, id: Question): string {
  return textWithout(fold(page, id), 'summary');
}

/** Where the answer leads. */
export function links(page: Page, id: Question): readonly (string | null)[] {
  return [...fold(page, id).querySelectorAll('a')].map((link) => link.getAttribute('href'));
}

/** What is read: in single spaces, lines of their own apart. */
export function text(element: Element | null): string {
  const copy = element?.cloneNode(true);
  if (!copy || !('querySelectorAll' in copy)) return '';
  const shown = copy as Element;
  for (const line of shown.querySelectorAll('p, li, br, summary')) line.after(' ');
  return (shown.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** What is read, but for parts of it. */
export function textWithout(element: Element, selector: string): string {
  const copy = element.cloneNode(true) as Element;
  for (const part of copy.querySelectorAll(selector)) part.remove();
  return text(copy);
}

interface Answered {
  readonly mainEntity: readonly {
    readonly name: string;
    readonly acceptedAnswer: { readonly text: string };
  }[];
}

/** What the page says to search engines. */
export function structuredData({ document }: Page): Answered {
  const [script] = document.querySelectorAll('script[type="application/ld+json"]');
  const data: Answered = JSON.parse(script?.textContent ?? '');
  return data;
}

/** Questions and answers, each as the page says it to search engines. */
export function pairs({ mainEntity }: Answered): readonly (readonly [string, string])[] {
  return mainEntity.map(({ name, acceptedAnswer }) => [name, acceptedAnswer.text]);
}
