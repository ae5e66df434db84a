/** Where a pasted link leads; `unreadable`: it is no link to a page. */
export type LinkVerdict =
  { readonly kind: 'ours' | 'foreign'; readonly host: string } | { readonly kind: 'unreadable' };

/** Mail filters that wrap links, and how to find the link in there. More than one may have been at it. */
const WRAPPERS: readonly (readonly [host: RegExp, find: (url: URL) => string | null | undefined])[] = [
  [/\.safelinks\.protection\.outlook\.com$/, (url) => url.searchParams.get('url')],
  [/^(www\.)?google\.[a-z.]+$/, (url) => url.searchParams.get('q') ?? url.searchParams.get('url')],
  // Their third version keeps the link readable: https://urldefense.com/v3/__https://shop.example/…__;…
  [/^urldefense\.com$/, (url) => /^\/v3\/__(.+?)__;/.exec(url.pathname + url.search)?.[1]],
];
const WRAPPED_AT_MOST = 3;

/**
 * Says where a link leads, from its text alone: it is not opened, and the page it is pasted into keeps it.
 *
 * @param pasted as copied from a mail, perhaps in brackets or without `https://`
 * @param hosts names of the shop's own hosts; their subdomains, and the same with or without `www.`, are the shop's too
 */
export function checkLink(pasted: string, hosts: readonly string[]): LinkVerdict {
  let url = read(pasted.trim().replace(/^[<("']+|[>)"'.,;]+$/g, ''));
  for (let unwrapped = 0; url && unwrapped < WRAPPED_AT_MOST; unwrapped += 1) {
    const { hostname } = url;
    const inner = WRAPPERS.find(([host]) => host.test(hostname))?.[1](url);
    if (!inner) break;
    url = read(inner);
  }
  if (!url) return { kind: 'unreadable' };
  const host = url.hostname;
  return { kind: hosts.some((own) => isAt(host, own)) ? 'ours' : 'foreign', host };
}

function read(text: string): URL | undefined {
  // A browser would make a search of two words, and of a word without a full stop nothing that leads to a shop.
  if (/\s/.test(text)) return undefined;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`);
    return /^https?:$/.test(url.protocol) && url.hostname.includes('.') ? url : undefined;
  } catch {
    return undefined;
  }
}

function isAt(host: string, own: string): boolean {
  const base = own.toLowerCase().replace(/:\d+$|^www\./g, '');
  return base !== '' && (host === base || host.endsWith(`.${base}`));
}
