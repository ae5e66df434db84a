import type { BrowserContext, Frame, Page, Request } from '@playwright/test';

interface Traffic {
  readonly inFlight: Set<Request>;
  /** How many requests there have been so far. */
  begun: number;
}

const watched = new WeakMap<BrowserContext, Traffic>();

/** Counts what pages of the context ask for from now on, so that `quiet` knows what is still on its way. */
export function watchTraffic(context: BrowserContext): void {
  const traffic: Traffic = { inFlight: new Set(), begun: 0 };
  watched.set(context, traffic);
  context.on('request', (request) => {
    traffic.begun += 1;
    traffic.inFlight.add(request);
  });
  const landed = (request: Request) => traffic.inFlight.delete(request);
  context.on('requestfinished', landed).on('requestfailed', landed);
  context.on('response', (response) => {
    const next = response.request();
    const frame = next.isNavigationRequest() ? frameOf(next) : undefined;
    if (frame === undefined) return;
    // Of what a page that is being left still waits for, the browser does not always say that it gave up.
    for (const each of traffic.inFlight) if (each !== next && frameOf(each) === frame) landed(each);
  });
}

/** @returns undefined where there is none, as for a page that is only being made */
function frameOf(request: Request): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}

const ENDS_WITHIN_MS = 10_000;

/**
 * Resolves once the page has loaded and nothing is on its way to it, and what the last answer set off has had its
 * turn without asking for more. Playwright's `networkidle` answers the same by half a second of silence, which is
 * most of the time of a short test.
 *
 * The page's own timers are not asked: a test may have stopped them (`page.clock`).
 *
 * @throws Error for a page of a context that nobody watches, and where it does not get quiet
 */
export async function quiet(page: Page): Promise<void> {
  const traffic = watched.get(page.context());
  if (traffic === undefined) throw new Error('Nobody watches the requests of this page’s context.');
  await page.waitForLoadState('load');
  const until = performance.now() + ENDS_WITHIN_MS;
  for (let silentTurns = 0; silentTurns < SILENT_TURNS;) {
    const before = traffic.begun;
    await turn(page);
    silentTurns = traffic.inFlight.size === 0 && traffic.begun === before ? silentTurns + 1 : 0;
    if (performance.now() > until)
      throw new Error(`Still on its way: ${[...traffic.inFlight].map((each) => each.url()).join(' ')}`);
  }
}

/** An answer is read in one turn, what it leads to is fetched in the next. */
const SILENT_TURNS = 2;

/**
 * Two frames, as Playwright counts them in a world of its own that `page.clock` does not stop, and a task of the page.
 * Of a page that is just being left there is nothing to wait for.
 */
async function turn(page: Page): Promise<void> {
  const root = await page.$(':root');
  await root?.waitForElementState('stable', { timeout: ENDS_WITHIN_MS }).catch(() => undefined);
  await root?.dispose();
}
