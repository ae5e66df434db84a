import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen, type Listener } from '../../src/devstore/listen.ts';
import { createOAuth, createSessionToken } from '../../src/devstore/shopify/oauth.ts';
import { useDatabase } from '../support/database.ts';
import { eventually, movableClock, SHOP, type MovableClock } from '../support/service-under-test.ts';
import { APP, HOUR, KEY, localInstall, tokenProcess, type LocalInstall } from '../support/token-process.ts';

const CHILD = join(import.meta.dirname, 'token-child.ts');
const database = useDatabase();
let clock: MovableClock;
let local: LocalInstall;
let listener: Listener;
let arrivals: number;
/** Holds the first answer of Shopify back until the test lets it go. */
let letGo: () => void;
let children: ChildProcess[];

beforeEach(async () => {
  clock = movableClock();
  local = localInstall(clock);
  const answer = createOAuth(local.shop, APP);
  arrivals = 0;
  children = [];
  const firstAnswer = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  listener = await listen(async (request) => {
    arrivals += 1;
    const isFirst = arrivals === 1;
    const response = await answer(request);
    if (isFirst) await firstAnswer;
    return response;
  }, 0);
  const here = tokenProcess({ databaseUrl: database.url, clock, fetch: local.fetch });
  await here.connect(createSessionToken(local.shop, APP));
  await here.end();
  clock.advance(2 * HOUR);
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  letGo();
  await listener.close();
  await database.query('TRUNCATE shop');
});

interface TokenChild {
  readonly process: ChildProcess;
  /** Lets it ask for the token. @returns the token, or undefined when the process ended without one */
  ask(): Promise<string | undefined>;
}

async function start(): Promise<TokenChild> {
  const settings = [database.url, listener.origin, SHOP, APP.apiKey, APP.apiSecret, String(clock.now())];
  const child = spawn(process.execPath, [CHILD, ...settings, KEY.toString('base64')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect(await lines.next()).toMatchObject({ value: 'ready' });
  return {
    process: child,
    async ask() {
      child.stdin.write('go\n');
      const line = await lines.next();
      return line.done === true ? undefined : line.value;
    },
  };
}

const renewalUnderWay = () =>
  eventually(
    async () => arrivals,
    (count) => count === 1,
  );

describe('three processes that find an expired token', () => {
  it('have Shopify renew it once, and all use what came of it', async () => {
    const started = await Promise.all([start(), start(), start()]);
    const asked = started.map((child) => child.ask());
    await renewalUnderWay();
    letGo();

    const tokens = await Promise.all(asked);

    expect(new Set(tokens).size).toBe(1);
    expect(local.shop.appTokens.accepts(tokens[0] ?? '')).toBe(true);
    expect(arrivals).toBe(1);
  }, 30_000);

  it('go on when the one that renews is killed after Shopify did, before it could store anything', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    const died = first.ask();
    await renewalUnderWay();
    const waiting = second.ask();
    const gone = once(first.process, 'exit');
    first.process.kill('SIGKILL');
    await gone;

    const token = await waiting;

    expect(await died).toBeUndefined();
    expect(local.shop.appTokens.accepts(token ?? '')).toBe(true);
    expect(arrivals).toBe(2);
    expect(await database.query('SELECT state FROM shop')).toEqual([{ state: 'installed' }]);
  }, 30_000);
});
