/** What Shopify takes out of an app's answer, as documented for app proxies; RFC 9110's hop-by-hop headers go too. */
const NOT_FOR_VISITORS = [
  'accept-patch',
  'accept-ranges',
  'connection',
  'cookie',
  'date',
  'delta-base',
  'im',
  'p3p',
  'pragma',
  'preference-applied',
  'proxy-authenticate',
  'public-key-pins',
  'server',
  'service-worker-allowed',
  'set-cookie',
  'trailer',
  'tk',
  'warning',
  'x-powered-by',
];

const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
  'expect',
];

/**
 * The headers with which a visitor's request reaches the app: no cookie, the visitor's address as the last
 * entry of X-Forwarded-For, the storefront's host in X-Forwarded-Host.
 */
export function headersForApp(request: Request, visitorIp: string): Headers {
  const headers = new Headers(request.headers);
  // The length is counted anew; the host is the app's own.
  for (const name of [...HOP_BY_HOP, 'cookie', 'host', 'content-length']) headers.delete(name);
  const forwarded = headers.get('x-forwarded-for');
  headers.set('x-forwarded-for', forwarded === null ? visitorIp : `${forwarded}, ${visitorIp}`);
  headers.set('x-forwarded-host', request.headers.get('host') ?? new URL(request.url).host);
  return headers;
}

/** The app's answer as a visitor may have it. */
export function cleanedForVisitor(response: Response): Response {
  const headers = new Headers(response.headers);
  // fetch has unpacked the body already, so its old length and packing no longer hold.
  for (const name of [...NOT_FOR_VISITORS, ...HOP_BY_HOP, 'content-encoding', 'content-length']) {
    headers.delete(name);
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
