import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyFault } from '../faults/apply-fault.ts';
import { assetFile } from '../liquid/source-files.ts';
import type { LocalShop } from '../shopify/types.ts';
import { SHOPIFY_ACCOUNT_PATH } from './shopify-account.ts';
import { isOurHost } from './visit.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.wasm': 'application/wasm',
  '.map': 'application/json; charset=utf-8',
};

const SHOPIFY_ACCOUNT_FILE = fileURLToPath(new URL('shopify-account.js', import.meta.url));

/**
 * Serves the assets of themes and extension as Shopify's CDN does: on an origin of its own, for every origin,
 * for ever. Files that are not there, or not in an `assets` folder, are 404.
 */
export function createCdn(shop: LocalShop, themesDir: string, extensionDir: string) {
  const rootOf = (path: string): { readonly root: string; readonly name: string } | undefined => {
    const [, theme, themeAsset] = /^\/cdn\/shop\/t\/([\w-]+)\/assets\/([^/]+)$/.exec(path) ?? [];
    if (theme !== undefined && themeAsset !== undefined)
      return { root: join(themesDir, theme), name: themeAsset };
    const name = /^\/cdn\/extensions\/[\w-]+\/assets\/([^/]+)$/.exec(path)?.[1];
    return name === undefined ? undefined : { root: extensionDir, name };
  };

  const fileOf = (path: string): string | undefined => {
    if (path === SHOPIFY_ACCOUNT_PATH) return SHOPIFY_ACCOUNT_FILE;
    const asked = rootOf(path);
    return asked === undefined ? undefined : assetFile(asked.root, asked.name);
  };

  const serve = async (request: Request): Promise<Response> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 });
    const file = fileOf(decodedPath(request.url));
    if (file === undefined) return new Response('Not found', { status: 404 });
    return new Response(request.method === 'HEAD' ? null : await readFile(file), {
      headers: {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'access-control-allow-origin': '*',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      },
    });
  };

  return async (request: Request): Promise<Response> => {
    if (!isOurHost(request, shop.origins.cdn)) return new Response(null, { status: 421 });
    return applyFault(shop.faults.next('cdn'), () => serve(request));
  };
}

/** `''` for an address whose escapes make no sense. */
function decodedPath(url: string): string {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return '';
  }
}
