import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { JSDOM } from 'jsdom';
import {
  parseSetPasswordProps,
  parseSignInProps,
  parseWayInProps,
  type SetPasswordProps,
  type SignInProps,
  type WayInProps,
} from '../../../src/contracts/island-props.ts';
import { renderBlock, type RenderBlockOptions } from '../../../src/devstore/storefront/render-block.ts';

export const EXTENSION = join(import.meta.dirname, '../../../extensions/account-access');
export const BLOCKS: readonly string[] = readdirSync(join(EXTENSION, 'blocks')).map((file) =>
  basename(file, '.liquid'),
);
const ASSETS = ['loader.js', 'account-access.css', 'editor.js', 'sign-in-hint.js'];

/** What the app's metafields say in a shop whose customers sign in with codes. */
export const ON_CODES = { accounts: { codes: true, version: 'NEW_CUSTOMER_ACCOUNTS' } } as const;

/** Somebody who is signed in. */
export const KARI = {
  id: 4711,
  firstName: 'Kari',
  lastName: 'Nordmann',
  email: 'kari@example.com',
  locale: 'en',
  state: 'ENABLED',
  tags: [],
  password: undefined,
} as const;

/** Renders a block with the local shop's strict Liquid, and parses what came out. */
export function render(options: Omit<RenderBlockOptions, 'extensionDir' | 'assumedAssets'>): Page {
  const html = renderBlock({ ...options, extensionDir: EXTENSION, assumedAssets: ASSETS });
  const { document } = new JSDOM(`<body>${html}</body>`).window;
  const one = (selector: string): Element | null => document.querySelector(selector);
  return {
    html,
    document,
    one,
    text: (selector) => (one(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim(),
    setPassword: () => parseSetPasswordProps(json(one('latchkey-set-password'))),
    wayIn: () => parseWayInProps(json(one('latchkey-way-in'))),
    signIn: () => parseSignInProps(json(one('latchkey-sign-in'))),
  };
}

export interface Page {
  /** What the block printed, to the letter. */
  readonly html: string;
  readonly document: Document;
  one(selector: string): Element | null;
  /** The first such element's text, in single spaces. */
  text(selector: string): string;
  /** The props of the island, read as the island reads them. */
  setPassword(): SetPasswordProps;
  wayIn(): WayInProps;
  signIn(): SignInProps;
}

/** A block's schema as Shopify reads it: the JSON between the tags. */
export function schemaOf(block: string): Schema {
  const source = readFileSync(join(EXTENSION, 'blocks', `${block}.liquid`), 'utf8');
  const schema: Schema = JSON.parse(/\{% schema %\}([\s\S]*)\{% endschema %\}/.exec(source)?.[1] ?? '');
  return schema;
}

export interface Schema {
  readonly name: string;
  readonly target: string;
  /** A block may do without. */
  readonly javascript?: string;
  readonly stylesheet?: string;
  readonly enabled_on?: { readonly templates: readonly string[] };
  readonly available_if?: string;
  readonly settings: readonly {
    readonly type: string;
    readonly id?: string;
    readonly default?: unknown;
    readonly options?: readonly { readonly value: string }[];
  }[];
}

/** The text behind a `t:` key of a schema. */
export function schemaText(key: string): string {
  const texts: unknown = JSON.parse(readFileSync(join(EXTENSION, 'locales/en.default.schema.json'), 'utf8'));
  const found = key
    .replace(/^t:/, '')
    .split('.')
    .reduce<unknown>((level, part) => Reflect.get(Object(level), part), texts);
  if (typeof found !== 'string') throw new Error(`no text ${key}`);
  return found;
}

function json(element: Element | null): unknown {
  const scripts = element?.querySelectorAll('script[type="application/json"]') ?? [];
  if (scripts.length !== 1) throw new Error(`${scripts.length} JSON scripts`);
  return JSON.parse(scripts[0]?.textContent ?? '');
}
