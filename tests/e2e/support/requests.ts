import type { Page, Request } from '@playwright/test';

/**
 * For `test.use`, where anything is routed: a document that went through a route counts as one from the open network,
 * and our files are on this machine.
 */
export const ROUTED = { permissions: ['local-network-access'] };

/** What the page asked our server, oldest first: everything that is asked behind the app proxy. */
export function recordRequests(page: Page) {
  const all: { readonly path: string; readonly body: Readonly<Record<string, unknown>> }[] = [];
  page.on('request', (request) => {
    const path = /\/(requests|mailboxes)$/.exec(new URL(request.url()).pathname)?.[1];
    if (path !== undefined && request.method() === 'POST') all.push({ path, body: bodyOf(request) });
  });
  const bodies = (path: string) => all.filter((each) => each.path === path).map(({ body }) => body);
  return { all, requests: () => bodies('requests'), mailboxes: () => bodies('mailboxes') };
}

function bodyOf(request: Request): Readonly<Record<string, unknown>> {
  const body: unknown = request.postDataJSON();
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

/** Holds what matches back until it is let go, or dropped for good. */
export async function holdBack(page: Page, url: RegExp): Promise<{ letGo(): void; drop(): void }> {
  type Decision = 'continue' | 'abort';
  const waiting: ((decision: Decision) => void)[] = [];
  const decided = new Promise<Decision>((resolve) => waiting.push(resolve));
  const decide = (decision: Decision) => waiting[0]?.(decision);
  await page.route(url, async (route) => ((await decided) === 'abort' ? route.abort() : route.continue()));
  return { letGo: () => decide('continue'), drop: () => decide('abort') };
}
