import { Hono } from 'hono';
import type { Context } from 'hono';
import type { AccountLink, FormState } from '../liquid/render-state.ts';
import type { AccountOutcome, FormError, LocalShop } from '../shopify/types.ts';
import { LINK_PAGES, deadLinkLanding, isLive, linkPage } from './account-links.ts';
import { createCaptcha } from './captcha.ts';
import { field, formOf } from './form-fields.ts';
import type { Page } from './page.ts';
import type { ShowPage } from './page-renderer.ts';
import type { Sessions } from './sessions.ts';
import { formErrors, systemTexts } from './system-texts.ts';
import { safePath } from './visit.ts';
import type { Visit } from './visit.ts';

export interface PageEnv {
  Bindings: { visit: Visit };
}

const SIGN_IN: Page = { template: 'customers/login', title: 'account' };
const REGISTER: Page = { template: 'customers/register', title: 'createAccount' };

/** Legacy customer accounts, with the addresses, answers and oddities of Shopify's. */
export function accountPages(shop: LocalShop, show: ShowPage, sessions: Sessions): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  const go = ({ root }: Visit, path: string, cookie?: string) =>
    new Response(null, {
      status: 302,
      headers: { location: `${root}${path}`, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) },
    });
  const enter = (visit: Visit, customerId: number, form: FormData, fallback: string) => {
    const { root, url } = visit;
    const location = safePath(field(form, 'return_to'), url.origin, `${root}${fallback}`);
    return new Response(null, {
      status: 302,
      headers: { location, 'set-cookie': sessions.cookie(customerId) },
    });
  };
  const again = (visit: Visit, page: Page, type: string, errors: readonly FormError[], form: FormData) =>
    show(visit, { ...page, form: stateOf(visit, type, errors, form) });
  const captcha = createCaptcha(shop);
  const land = (visit: Visit, link: AccountLink) => {
    const landing = deadLinkLanding(shop, visit, link);
    return 'redirect' in landing ? go(visit, landing.redirect) : show(visit, landing.page);
  };

  app.get('/challenge', ({ env: { visit } }) => captcha.page(visit));
  app.get('/account/login', ({ env: { visit } }) =>
    visit.customer === undefined ? show(visit, SIGN_IN) : go(visit, '/account'),
  );
  app.post('/account/login', async ({ env: { visit } }) => {
    const form = await formOf(visit.request);
    if (field(form, 'form_type') === 'guest_login') return go(visit, '/');
    const refusal = captcha.stop('customer_login', visit, form);
    if (refusal !== undefined) return refusal;
    const outcome = shop.accounts.signIn(field(form, 'customer[email]'), field(form, 'customer[password]'));
    if (outcome.kind === 'done') return enter(visit, outcome.customer.id, form, '/account');
    return again(visit, SIGN_IN, 'customer_login', errorsOf(outcome), form);
  });

  app.get('/account/register', ({ env: { visit } }) =>
    visit.customer === undefined ? show(visit, REGISTER) : go(visit, '/account'),
  );
  app.post('/account', async ({ env: { visit } }) => {
    const form = await formOf(visit.request);
    const refusal = captcha.stop('create_customer', visit, form);
    if (refusal !== undefined) return refusal;
    const outcome = shop.accounts.register({
      email: field(form, 'customer[email]'),
      password: field(form, 'customer[password]'),
      firstName: field(form, 'customer[first_name]'),
      lastName: field(form, 'customer[last_name]'),
    });
    if (outcome.kind === 'done') return enter(visit, outcome.customer.id, form, '/');
    return again(visit, REGISTER, 'create_customer', errorsOf(outcome), form);
  });

  app.get('/account/recover', ({ env: { visit } }) => go(visit, '/account/login#recover'));
  app.post('/account/recover', async ({ env: { visit } }) => {
    const form = await formOf(visit.request);
    const refusal = captcha.stop('recover_customer_password', visit, form);
    if (refusal !== undefined) return refusal;
    const errors = shop.accounts.recover(field(form, 'email'));
    return again(visit, SIGN_IN, 'recover_customer_password', errors, form);
  });

  const openLink = (kind: AccountLink['kind']) => (c: Context<PageEnv, '/:id/:token'>) => {
    const link = { kind, id: c.req.param('id'), token: c.req.param('token') };
    const { visit } = c.env;
    return isLive(shop, link) ? show(visit, linkPage(link)) : land(visit, link);
  };
  const useLink = (kind: AccountLink['kind']) => async (c: Context<PageEnv>) => {
    const { visit } = c.env;
    const form = await formOf(visit.request);
    const link = { kind, id: field(form, 'id'), token: field(form, 'token') };
    if (!isLive(shop, link)) return land(visit, link);
    const customerId = Number(link.id);
    if (kind === 'activation' && form.has('decline')) {
      shop.accounts.decline(customerId, link.token);
      return go(visit, '/');
    }
    const password = field(form, 'customer[password]');
    const attempt = [
      customerId,
      link.token,
      password,
      field(form, 'customer[password_confirmation]'),
    ] as const;
    const outcome =
      kind === 'activation' ? shop.accounts.activate(...attempt) : shop.accounts.reset(...attempt);
    if (outcome.kind === 'done') {
      const wanted = shop.quirks.returnToAfterPassword ? form : new FormData();
      return enter(visit, outcome.customer.id, wanted, '/account');
    }
    if (outcome.kind === 'dead-link') return land(visit, link);
    return again(visit, linkPage(link), LINK_PAGES[kind].formType, outcome.errors, form);
  };
  app.get('/account/activate/:id/:token', openLink('activation'));
  app.post('/account/activate', useLink('activation'));
  app.get('/account/reset/:id/:token', openLink('reset'));
  app.post('/account/reset', useLink('reset'));

  app.get('/account/invalid_token', ({ env: { visit } }) => {
    const message = systemTexts(visit.locale).passwordResetError;
    const errors = [{ field: 'form', label: '', message }];
    return show(visit, { ...SIGN_IN, form: { type: 'customer_login', errors, posted: false, values: {} } });
  });

  const signedIn = (page: Page) => (c: Context<PageEnv>) =>
    c.env.visit.customer === undefined ? go(c.env.visit, '/account/login') : show(c.env.visit, page);
  app.get('/account', signedIn({ template: 'customers/account', title: 'account' }));
  app.get('/account/addresses', signedIn({ template: 'customers/addresses', title: 'addresses' }));
  app.get('/account/orders/:order', signedIn({ template: 'customers/order', title: 'order' }));
  // Shopify signs people out on GET, too.
  app.get('/account/logout', ({ env: { visit } }) => go(visit, '/', sessions.cookie(undefined)));
  return app;
}

function errorsOf(outcome: AccountOutcome): readonly FormError[] {
  return outcome.kind === 'errors' ? outcome.errors : [];
}

function stateOf(visit: Visit, type: string, errors: readonly FormError[], form: FormData): FormState {
  return {
    type,
    errors: formErrors(visit.locale, errors),
    posted: errors.length === 0,
    values: {
      email: field(form, 'customer[email]') || field(form, 'email'),
      first_name: field(form, 'customer[first_name]'),
      last_name: field(form, 'customer[last_name]'),
    },
  };
}
