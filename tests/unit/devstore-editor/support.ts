import { createShiftedClock } from '../../../src/devstore/controls/clock.ts';
import { createControls } from '../../../src/devstore/controls/controls.ts';
import { createEditor } from '../../../src/devstore/editor/editor.ts';
import { createLocalShop } from '../../../src/devstore/shopify/shop.ts';
import type { ControlledShop } from '../../../src/devstore/shopify/shop.ts';
import type { Quirks } from '../../../src/devstore/shopify/types.ts';
import { createStorefront } from '../../../src/devstore/storefront/storefront.ts';
import type { Storefront } from '../../../src/devstore/storefront/storefront.ts';
import { blockWith, extensionWith } from '../../liquid/engine/support.ts';
import { THEMES_DIR } from '../devstore-storefront/support.ts';

export const STOREFRONT = 'http://127.0.0.1:4400';
export const TOOLS = 'http://127.0.0.1:4402';

/** A block with a setting of each type that the editor draws, printing what Liquid sees of them. */
export const EVERY_SETTING = {
  name: 't:blocks.probe.name',
  target: 'section',
  enabled_on: { templates: ['customers/login', 'page'] },
  settings: [
    { type: 'header', content: 't:blocks.probe.group' },
    { type: 'paragraph', content: 'A paragraph' },
    { type: 'text', id: 'text', label: 't:blocks.probe.text', info: 'About the text', default: 'Hello' },
    { type: 'textarea', id: 'textarea', label: 'Long' },
    { type: 'url', id: 'url', label: 'Where to' },
    { type: 'checkbox', id: 'checkbox', label: 'Yes', default: true },
    {
      type: 'select',
      id: 'select',
      label: 'One of',
      options: [
        { value: 'a', label: 'First' },
        { value: 'b', label: 'Second' },
      ],
    },
    { type: 'color', id: 'color', label: 'Colour' },
    { type: 'range', id: 'range', label: 'How much', min: 2, max: 10, step: 2, unit: 'px', default: 4 },
    { type: 'number', id: 'number', label: 'Number' },
    { type: 'inline_richtext', id: 'rich', label: 'Rich' },
  ],
};

const PROBE = `[{{ block.settings.text }}|{{ block.settings.checkbox }}|{{ block.settings.color }}]${blockWith(EVERY_SETTING)}`;

const probeTexts = (name: string, group: string, text: string) =>
  JSON.stringify({ embed: { name: 'Fixture embed' }, blocks: { probe: { name, group, text } } });

export interface OpenEditor {
  readonly shop: ControlledShop;
  readonly storefront: Storefront;
  readonly get: (path: string) => Promise<Answer>;
  /** Posts the editor's form as its own page would, unless the headers say otherwise. */
  readonly post: (fields: Record<string, string>, headers?: Record<string, string>) => Promise<Answer>;
  /** The page in the frame of an answer. */
  readonly preview: (answer: Answer) => Promise<Answer>;
  /** What a shopper gets at this path. */
  readonly visit: (path: string) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** One browser at the editor of a fresh shop; it keeps its cookie and follows redirects. */
export function openEditor(quirks: Partial<Quirks> = {}): OpenEditor {
  const extensionDir = extensionWith({
    'blocks/probe.liquid': PROBE,
    'locales/en.default.schema.json': probeTexts('Probe', 'A group', 'Text'),
    'locales/de.schema.json': JSON.stringify({ blocks: { probe: { name: 'Sonde', group: 'Gruppe' } } }),
  });
  const clock = createShiftedClock({ now: () => Date.UTC(2026, 10, 22, 12) });
  const shop = createLocalShop({ clock, quirks });
  Object.assign(shop.origins, { storefront: STOREFRONT, cdn: 'http://127.0.0.1:4401', mailbox: TOOLS });
  const folders = { themesDir: THEMES_DIR, extensionDir };
  const editor = createEditor(createControls(shop, clock), folders);
  const storefront = createStorefront({
    shop,
    ...folders,
    findPreview: editor.findPreview,
    appProxy: async () => new Response(null, { status: 502 }),
  });

  let cookie = '';
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), cookie };
    const response = await editor.handle(new Request(TOOLS + path, { ...init, headers }));
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const location = response.headers.get('location');
    return location === null ? read(response) : ask(location, {});
  };
  const visit = async (path: string) =>
    read(await storefront.handle(new Request(new URL(path, STOREFRONT)), { ip: '127.0.0.1' }));
  return {
    shop,
    storefront,
    visit,
    get: (path) => ask(path, {}),
    post: (fields, headers = { 'sec-fetch-site': 'same-origin' }) =>
      ask('/editor', { method: 'POST', headers, body: new URLSearchParams(fields) }),
    preview: ({ body }) => visit(frameOf(body)),
  };
}

/** Address of the page in the frame. */
export function frameOf(body: string): string {
  return (/<iframe[^>]* src="([^"]*)"/.exec(body)?.[1] ?? '').replaceAll('&amp;', '&');
}

async function read(response: Response): Promise<Answer> {
  return { status: response.status, headers: response.headers, body: await response.text() };
}
