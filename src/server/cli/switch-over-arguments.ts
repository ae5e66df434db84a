import { parseArgs } from 'node:util';
import { ok, refused, type Result } from '../../contracts/result.ts';
import { SHOP_DOMAIN } from '../../contracts/shop-domain.ts';
import { SWITCH_OVER_LOCALES, type SwitchOverLocale } from './switch-over-texts/index.ts';

/** What stands in the texts for the shop's own words; undefined: the placeholder stays. */
export interface TextsFor {
  readonly shopName: string | undefined;
  readonly domain: string | undefined;
  readonly proxyPath: string;
  readonly locales: readonly SwitchOverLocale[];
}

export type SwitchOverCommand =
  | { readonly name: 'help' }
  | ({ readonly name: 'texts'; readonly json: boolean } & TextsFor)
  | {
      readonly name: 'report';
      /** Undefined: the configured one. */
      readonly shop: string | undefined;
      readonly withAddresses: boolean;
      readonly json: boolean;
    };

/** As `shopify.app.toml` asks for it; a merchant may have another. */
export const USUAL_PROXY_PATH = '/apps/account-access';

const OPTIONS = {
  shop: { type: 'string' },
  json: { type: 'boolean' },
  'without-addresses': { type: 'boolean' },
  texts: { type: 'boolean' },
  locale: { type: 'string' },
  name: { type: 'string' },
  domain: { type: 'string' },
  'proxy-path': { type: 'string' },
  help: { type: 'boolean' },
} as const;

const OF_REPORT: readonly string[] = ['shop', 'json', 'without-addresses'];
const OF_TEXTS: readonly string[] = ['texts', 'json', 'locale', 'name', 'domain', 'proxy-path'];

const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
/** Prefix and subpath, as Shopify lets a merchant choose them. */
const PROXY_PATH = /^\/(apps|a|community|tools)\/[\w-]{1,30}$/;
const NAME_MAX_LENGTH = 100;

/**
 * Reads what was typed after `npm run switch-over --`.
 *
 * @returns the command, or a sentence that says what is wrong with it; what was typed is repeated only where it is the
 *   name of an option
 */
export function parseSwitchOver(argv: readonly string[]): Result<SwitchOverCommand, string> {
  const typed = parseTyped(argv);
  if (!typed.ok) return typed;
  const { values, positionals } = typed.value;
  if (values.help === true) return ok({ name: 'help' });
  if (positionals.length > 0) return refused('switch-over takes options only.');
  const takes = values.texts === true ? OF_TEXTS : OF_REPORT;
  const stray = Object.keys(values).find((option) => !takes.includes(option));
  if (stray !== undefined) {
    return refused(
      values.texts === true ? `--texts does not go with --${stray}.` : `--${stray} goes with --texts only.`,
    );
  }
  const json = values.json === true;
  if (values.texts === true) {
    const texts = parseTexts(values);
    return texts.ok ? ok({ name: 'texts', json, ...texts.value }) : texts;
  }
  const shop = values.shop?.trim().toLowerCase();
  if (shop !== undefined && !SHOP_DOMAIN.test(shop)) {
    return refused('--shop takes a name like shop-name.myshopify.com.');
  }
  return ok({ name: 'report', shop, withAddresses: values['without-addresses'] !== true, json });
}

function parseTexts(values: {
  readonly locale?: string;
  readonly name?: string;
  readonly domain?: string;
  readonly 'proxy-path'?: string;
}): Result<TextsFor, string> {
  const locale = SWITCH_OVER_LOCALES.find((each) => each === values.locale?.trim());
  if (values.locale !== undefined && locale === undefined) {
    return refused(`--locale takes one of ${SWITCH_OVER_LOCALES.join(', ')}.`);
  }
  const shopName = values.name?.trim();
  if (shopName !== undefined && !isName(shopName)) {
    return refused('--name takes the name of the shop, as customers know it.');
  }
  const domain = values.domain?.trim().toLowerCase();
  if (domain !== undefined && !DOMAIN.test(domain)) {
    return refused('--domain takes the domain of the storefront, such as www.shop.example.');
  }
  const proxyPath = values['proxy-path']?.trim() ?? USUAL_PROXY_PATH;
  if (!PROXY_PATH.test(proxyPath)) {
    return refused(`--proxy-path takes a path such as ${USUAL_PROXY_PATH}.`);
  }
  return ok({ shopName, domain, proxyPath, locales: locale === undefined ? SWITCH_OVER_LOCALES : [locale] });
}

/** Braces would look like something that is still to be filled in. */
function isName(text: string): boolean {
  return text !== '' && text.length <= NAME_MAX_LENGTH && !/[\p{Cc}{}]/u.test(text);
}

function parseTyped(argv: readonly string[]) {
  try {
    return ok(parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true }));
  } catch (error) {
    // Node's sentence names the option, and the value only where one was given to an option that takes none.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return refused(
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? 'There is no such option.'
        : 'An option is missing its value, or has one too many.',
    );
  }
}
