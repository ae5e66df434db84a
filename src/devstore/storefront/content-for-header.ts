import { toShopifyJson } from '../liquid/json.ts';
import type { LocalShop } from '../shopify/types.ts';
import { CAPTCHA_FIELD, CAPTCHA_FORMS } from './captcha.ts';
import { previewScript } from './editor-preview.ts';
import type { Visit } from './visit.ts';

/** What Shopify puts into every head: the `Shopify` global, the captcha guard, the scripts of blocks. */
export function contentForHeader(shop: LocalShop, visit: Visit, assets: string): string {
  const global = {
    shop: shop.domain,
    locale: visit.locale,
    routes: { root: `${visit.root}/` },
    ...(visit.designMode ? { designMode: true } : {}),
  };
  const parts = [
    `<script>window.Shopify = Object.assign(window.Shopify || {}, ${toShopifyJson(global)});</script>`,
    ...(visit.preview === undefined ? [] : [previewScript(visit.preview)]),
    ...(shop.quirks.captcha ? [captchaScript()] : []),
    assets,
  ];
  return parts.join('\n');
}

/**
 * Adds the captcha's answer when a protected form is sent by a click or `requestSubmit()`. `form.submit()`
 * fires no submit event, so it stays without one and Shopify answers 400: that is the trap this reproduces.
 */
function captchaScript(): string {
  return `<script>
(() => {
  const types = ${toShopifyJson([...CAPTCHA_FORMS])};
  const answer = (form) => {
    if (form.querySelector('[name="${CAPTCHA_FIELD}"]')) return;
    const input = document.createElement('input');
    Object.assign(input, { type: 'hidden', name: '${CAPTCHA_FIELD}', value: 'solved' });
    form.append(input);
  };
  document.addEventListener('submit', (event) => {
    const type = event.target.querySelector('input[name="form_type"]');
    if (type && types.includes(type.value)) answer(event.target);
  }, true);
  window.Shopify.captcha = { protect: (form, done) => { answer(form); if (done) done(); } };
})();
</script>`;
}
