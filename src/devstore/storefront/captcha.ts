import { randomBytes } from 'node:crypto';
import { html } from 'hono/html';
import { cookieValue } from '../shopify/cookie-value.ts';
import { htmlResponse } from '../shopify/html-page.ts';
import type { LocalShop } from '../shopify/types.ts';
import { field } from './form-fields.ts';
import { systemTexts } from './system-texts.ts';
import type { Visit } from './visit.ts';

/** Forms that Shopify's captcha guards; activation and reset are not among them. shopify.dev, "Captcha". */
export const CAPTCHA_FORMS: ReadonlySet<string> = new Set([
  'customer_login',
  'create_customer',
  'recover_customer_password',
]);

export const CAPTCHA_FIELD = 'h-captcha-response';

/** What the button of `/challenge` adds to the form that it sends on. */
const PASSED_FIELD = 'challenge';

const COOKIE = '_challenge';

/** Posts that wait for somebody to press the button; more than these are somebody's test, and the oldest go. */
const MOST_WAITING = 20;

interface WaitingPost {
  readonly action: string;
  readonly fields: readonly (readonly [string, string])[];
}

/** Shopify's captcha, without the riddle. */
export interface Captcha {
  /**
   * What a guarded post gets in place of its page: a bare 400 without the captcha's answer, the way to
   * `/challenge` where the quirk says so; undefined when it may go on.
   */
  stop(formType: string, visit: Visit, form: FormData): Response | undefined;
  /**
   * `/challenge`, with one button that sends the visitor's form on. That guarded posts can lead there is
   * documented; what the page is made of is not.
   */
  page(visit: Visit): Promise<Response>;
}

export function createCaptcha(shop: Pick<LocalShop, 'quirks'>): Captcha {
  const waiting = new Map<string, WaitingPost>();

  const keep = (visit: Visit, form: FormData): string => {
    const id = randomBytes(16).toString('hex');
    const fields = [...form].filter((one): one is [string, string] => typeof one[1] === 'string');
    waiting.set(id, { action: visit.url.pathname, fields });
    for (const oldest of [...waiting.keys()].slice(0, -MOST_WAITING)) waiting.delete(oldest);
    return id;
  };

  return {
    stop(formType, visit, form) {
      const { captcha, captchaChallenges } = shop.quirks;
      if (!captcha || !CAPTCHA_FORMS.has(formType)) return undefined;
      if (!form.get(CAPTCHA_FIELD)) return new Response(null, { status: 400 });
      if (!captchaChallenges || waiting.delete(field(form, PASSED_FIELD))) return undefined;
      const cookie = `${COOKIE}=${keep(visit, form)}; Path=/; HttpOnly; SameSite=Lax`;
      return new Response(null, {
        status: 302,
        headers: { location: `${visit.root}/challenge`, 'set-cookie': cookie },
      });
    },

    page(visit) {
      const id = cookieValue(visit.request, COOKIE) ?? '';
      const post = waiting.get(id);
      const title = systemTexts(visit.locale).titles.challenge;
      const fields = [...(post?.fields ?? []), [PASSED_FIELD, id] as const];
      return htmlResponse({
        lang: visit.locale,
        title,
        body: html`<main>
          <h1>${title}</h1>
          ${
            post === undefined
              ? ''
              : html`<form method="post" action="${post.action}">
                  ${fields.map(
                    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
                  )}
                  <button>${systemTexts(visit.locale).passChallenge}</button>
                </form>`
          }
        </main>`,
      });
    },
  };
}
