/** Where a pasted link leads; `unreadable`: it is no link to a page. */
export type LinkVerdict =
  { readonly kind: 'ours' | 'foreign'; readonly host: string } | { readonly kind: 'unreadable' };

/**
 * Mail filters that wrap links, and how to find the link in there. More than one may have been at it. Only hosts that
 * are theirs alone: of `google.*` anybody can have one.
 */
const WRAPPERS: readonly (readonly [host: RegExp, find: (url: URL) => string | undefined])[] = [
  [/\.safelinks\.protection\.outlook\.com$/, (url) => onlyOf(url, ['url'])],
  [/^(www\.)?google\.com$/, (url) => (url.pathname === '/url' ? onlyOf(url, ['q', 'url']) : undefined)],
  // Their third version keeps the link readable: https://urldefense.com/v3/__https://shop.example/…__;… but for signs
  // that it took out, which must not be in the part that says where the link leads.
  [
    /^urldefense\.com$/,
    (url) => /^\/v3\/__(https?:\/\/[^/?*]+(?:[/?].*?)?)__;/.exec(url.pathname + url.search)?.[1],
  ],
];
const WRAPPED_AT_MOST = 3;
/** No server takes a link as long as this. */
const LINK_MAX_LENGTH = 16_000;

/**
 * Says where a link leads, from its text alone: it is not opened, and the page it is pasted into keeps it.
 *
 * @param pasted as copied from a mail, perhaps in brackets or without `https://`
 * @param hosts names of the shop's own hosts; their subdomains, and the same with or without `www.`, are the shop's too
 */
export function checkLink(pasted: string, hosts: readonly string[]): LinkVerdict {
  const text = pasted.trim();
  if (text.length > LINK_MAX_LENGTH) return { kind: 'unreadable' };
  let url = read(text.replace(/^[<("']+|[>)"'.,;]+$/g, ''));
  for (let unwrapped = 0; url && unwrapped < WRAPPED_AT_MOST; unwrapped += 1) {
    const { hostname } = url;
    const inner = WRAPPERS.find(([host]) => host.test(hostname))?.[1](url);
    if (!inner) break;
    url = read(inner);
  }
  if (!url) return { kind: 'unreadable' };
  const host = nameOf(url);
  return { kind: hosts.some((own) => isAt(host, own)) ? 'ours' : 'foreign', host };
}

/** Where the filter would have to choose, so would we. */
function onlyOf({ searchParams }: URL, names: readonly string[]): string | undefined {
  const values = names.flatMap((name) => searchParams.getAll(name));
  return values.length === 1 ? values[0] : undefined;
}

function read(text: string): URL | undefined {
  // A browser would make a search of two words, and of a word without a full stop nothing that leads to a shop. After
  // a backslash, mail programs and browsers go to different hosts.
  if (/[\s\\]/.test(text)) return undefined;
  try {
    // What stands before a colon is a host only where nothing but a port stands behind it.
    const url = new URL(/^[a-z][a-z0-9+.-]*:(?!\d+([/?#]|$))/i.test(text) ? text : `https://${text}`);
    return /^https?:$/.test(url.protocol) && /[.:]/.test(url.hostname) ? url : undefined;
  } catch {
    return undefined;
  }
}

/** The host, without the full stop that ends a complete name. */
function nameOf(url: URL): string {
  return url.hostname.replace(/\.$/, '');
}

function isAt(host: string, own: string): boolean {
  // Read like the link, so that a name in other letters is the same in both.
  const url = read(own);
  const base = url && nameOf(url).replace(/^www\./, '');
  return base !== undefined && (host === base || host.endsWith(`.${base}`));
}
