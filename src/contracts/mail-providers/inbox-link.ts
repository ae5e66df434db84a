import type { Told } from './claim.ts';

/** What a link is made of; a provider has it, whole or in one language. */
export interface Links {
  readonly inbox?: Told<string>;
  readonly search?: Told<string>;
  readonly apps?: { readonly ios?: Told<string>; readonly android?: Told<string> };
}

export type Phone = 'ios' | 'android';

export interface InboxLink extends Told<string> {
  /** Does it search for the sender, or open the mailbox only? */
  readonly searches: boolean;
  /**
   * On a phone, the same without the app: to be offered beside it, because iOS says nothing where the app is missing.
   */
  readonly web?: string;
}

/**
 * Where a button takes the shopper to their mail. The shopper's own address is in no link: Gmail would take it to
 * choose among accounts, but it would then stand in the browser's history and in what the theme measures.
 *
 * @param sender the address the mail comes from, as it is; without it the mailbox is opened and not searched
 * @param phone which phone it is; none: in the browser
 * @returns nothing where no address of the mailbox is known
 */
export function inboxLink(
  { inbox, search, apps = {} }: Links,
  sender: string | undefined,
  { phone }: { readonly phone?: Phone | undefined } = {},
): InboxLink | undefined {
  const needsSender = ({ value }: Told<string>) => value.includes('{sender}');
  const template = (sender && search) || inbox;
  if (!template) return undefined;
  const web = {
    value: fill(template.value, sender),
    confidence: template.confidence,
    searches: needsSender(template),
  };
  const app = phone && apps[phone];
  if (!app || (needsSender(app) && !sender)) return web;
  const value = phone === 'android' ? intent(app.value, web.value) : fill(app.value, sender);
  return { value, confidence: app.confidence, searches: needsSender(app), web: web.value };
}

function fill(template: string, sender = ''): string {
  // Brackets and the apostrophe are left alone by encodeURIComponent, and Gmail's search has brackets of its own.
  const encoded = encodeURIComponent(sender).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return template.replaceAll('{sender}', encoded);
}

/** Opens an Android app, or the page where it is missing (https://developer.chrome.com/docs/android/intents). */
function intent(app: string, page: string): string {
  return `intent:#Intent;action=android.intent.action.MAIN;category=android.intent.category.LAUNCHER;package=${app};S.browser_fallback_url=${encodeURIComponent(page)};end`;
}
