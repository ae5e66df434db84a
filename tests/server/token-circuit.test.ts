import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSessionToken } from '../../src/devstore/shopify/oauth.ts';
import type { AssessCustomer } from '../../src/server/domain/assess-customer.ts';
import { createProcessAccessRequest } from '../../src/server/domain/process-access-request.ts';
import { createCustomerAccounts } from '../../src/server/shopify/customer-accounts.ts';
import { createInstalledShops } from '../../src/server/shopify/installed-shops.ts';
import { promised } from '../support/promised.ts';
import { eventually, SHOP } from '../support/service-under-test.ts';
import { silentLog } from '../support/silent-log.ts';
import {
  APP,
  HOUR,
  localInstall,
  tokenProcess,
  type LocalInstall,
  type TokenProcess,
} from '../support/token-process.ts';
import { DONE, MINUTE, setUpProcessing } from './processing-support.ts';

const processing = setUpProcessing();
const { database } = processing;
const SECOND = 1_000;

let local: LocalInstall;
let processes: readonly TokenProcess[];
/** Calls of the token endpoint while it is away, how many of them at the same time, and what they wait for. */
let away: { calls: number; atOnce: number; most: number; answer: () => Promise<Response> } | undefined;
let logged: string[];

/** A gateway that nobody stands behind. */
const down = async () => new Response('<h1>Down</h1>', { status: 503 });

/** The token endpoint of the local shop, or one that is away. */
const endpoint: typeof fetch = async (input, init) => {
  if (away === undefined) return local.fetch(input, init);
  away.calls += 1;
  away.atOnce += 1;
  away.most = Math.max(away.most, away.atOnce);
  try {
    return await away.answer();
  } finally {
    away.atOnce -= 1;
  }
};

beforeEach(async () => {
  const { clock } = processing;
  const note = (event: string, fields?: object) => void logged.push(JSON.stringify({ event, ...fields }));
  const log = { info: note, warn: note, error: note };
  logged = [];
  away = undefined;
  local = localInstall(clock);
  const options = { databaseUrl: database.url, clock, fetch: endpoint, log };
  processes = [tokenProcess(options), tokenProcess(options)];
  expect(await connect()).toBe('connected');
});
afterEach(async () => {
  await Promise.all(processes.map((process) => process.end()));
  await database.query('TRUNCATE shop');
});

/** One process or the other. */
function oneOf(number: number): TokenProcess {
  const found = processes[number % processes.length];
  if (found === undefined) throw new Error('two processes were expected');
  return found;
}

const connect = () => oneOf(0).connect(createSessionToken(local.shop, APP));
const fresh = (number: number) => oneOf(number).tokens.fresh(SHOP);

function leave(answer = down): NonNullable<typeof away> {
  away = { calls: 0, atOnce: 0, most: 0, answer };
  return away;
}

/** Two hours later, five renewals have failed in a row. */
async function open(): Promise<NonNullable<typeof away>> {
  processing.clock.advance(2 * HOUR);
  const outage = leave();
  for (let call = 0; call < 5; call += 1) {
    expect(await fresh(call)).toMatchObject({ reason: 'http-error' });
  }
  return outage;
}

describe('the circuit of a shop’s token endpoint', () => {
  it('opens after five failures in a row, for all processes', async () => {
    const outage = await open();

    const held = { ok: false, reason: 'circuit-open', afterSeconds: 1 };
    expect(await fresh(0)).toEqual(held);
    expect(await fresh(1)).toEqual(held);
    expect(outage.calls).toBe(5);
    expect(await oneOf(0).gate.read()).toEqual([{ dependency: 'tokens', state: 'open', shops: 1 }]);
  });

  it('opens while the token before still lives, so that nobody waits when that ends', async () => {
    processing.clock.advance(55 * MINUTE);
    const outage = leave();
    for (let call = 0; call < 5; call += 1) {
      expect((await fresh(0)).ok).toBe(true);
      // The renewal beside it, until its failure is written down.
      await eventually(failures, (count) => count === call + 1);
    }
    await eventually(
      () => oneOf(0).gate.read(),
      ([circuit]) => circuit?.state === 'open',
    );
    expect((await fresh(0)).ok).toBe(true);
    processing.clock.advance(5 * MINUTE);
    const silence = promised<Response>();
    outage.answer = () => silence.promise;

    // One looks again; nobody waits for it.
    const looking = fresh(0);
    await eventually(
      async () => outage.atOnce,
      (count) => count === 1,
    );
    expect(await fresh(1)).toMatchObject({ reason: 'circuit-open' });
    expect(await fresh(0)).toMatchObject({ reason: 'circuit-open' });

    silence.resolve(await down());
    expect(await looking).toMatchObject({ reason: 'http-error' });
    expect(outage.calls).toBe(6);
  });

  it('closes with the first answer, a refusal too', async () => {
    await open();
    processing.clock.advance(3 * SECOND);
    away = undefined;
    local.shop.setQuirks({ appTokensRenew: false });

    expect(await fresh(0)).toEqual({ ok: false, reason: 'needs-reconnect' });
    expect(await oneOf(1).gate.read()).toEqual([]);
  });

  it('is none of the Admin API', async () => {
    await open();
    const asked = { shop: SHOP, dependency: 'admin', lane: 'self-service', cost: 10 } as const;

    expect((await oneOf(0).gate.enter(asked)).ok).toBe(true);
  });

  it('sends a merchant who opens the app away at once, and is closed by the one who finds it answering', async () => {
    const outage = await open();
    expect(await connect()).toBe('failed');
    expect(outage.calls).toBe(5);
    expect(logged.at(-1)).toBe(`{"event":"shop-not-connected","shop":"${SHOP}","code":"circuit-open"}`);

    processing.clock.advance(3 * SECOND);
    away = undefined;
    expect(await connect()).toBe('connected');
    expect((await fresh(1)).ok).toBe(true);
  });

  it('waits as long as Retry-After says', async () => {
    processing.clock.advance(2 * HOUR);
    const outage = leave(async () => new Response('', { status: 429, headers: { 'Retry-After': '40' } }));

    expect(await fresh(0)).toEqual({ ok: false, reason: 'throttled', afterSeconds: 40 });
    processing.clock.advance(10 * SECOND);
    expect(await fresh(1)).toEqual({ ok: false, reason: 'throttled', afterSeconds: 30 });
    expect(outage.calls).toBe(1);
  });
});

describe('fifty requests of a shop that cannot have a token', () => {
  it('have one of them look, while the others go and wait elsewhere', async () => {
    const outage = await open();
    const silence = promised<Response>();
    outage.answer = () => silence.promise;
    processing.clock.advance(3 * SECOND);
    let gone = 0;
    const asked = Array.from({ length: 50 }, async (_, number) => {
      const answer = await fresh(number);
      gone += 1;
      return answer;
    });

    await eventually(
      async () => gone,
      (count) => count === 49,
    );
    expect(outage).toMatchObject({ calls: 6, atOnce: 1 });

    silence.resolve(await down());
    const reasons = (await Promise.all(asked)).map((answer) => (answer.ok ? 'token' : answer.reason));
    expect(reasons.filter((reason) => reason === 'circuit-open')).toHaveLength(49);
    expect(outage.calls).toBe(6);
  });

  it('ask once each time they all come back, a whole day long, and are all mailed when it is there again', async () => {
    const mailed: string[] = [];
    const [work, other] = [processor(oneOf(0), mailed), processor(oneOf(1), mailed)];
    const ids: string[] = [];
    for (let number = 0; number < 50; number += 1) {
      ids.push(await processing.kept(`shopper-${number}@example.com`));
    }
    const run = (waiting: readonly string[]) =>
      Promise.all(waiting.map((id, number) => (number % 2 === 0 ? work(id) : other(id))));
    const outage = await open();

    for (let quarter = 0; quarter < 96; quarter += 1) {
      processing.clock.advance(15 * MINUTE);
      const before = outage.calls;
      const kinds = (await run(ids)).map(({ kind }) => kind);
      expect(outage.calls - before).toBe(1);
      // Who looked in vain uses up a retry; nobody else does.
      expect(kinds.filter((kind) => kind === 'later')).toHaveLength(49);
    }
    expect(outage.most).toBe(1);

    away = undefined;
    processing.clock.advance(MINUTE);
    const outcomes = await run(ids);
    const again = ids.filter((_, number) => outcomes[number]?.kind !== 'done');
    expect(await run(again)).toEqual(again.map(() => DONE));

    expect(new Set(mailed).size).toBe(50);
    expect(mailed).toHaveLength(50);
    expect(logged.filter((line) => line.includes('circuit-opened'))).toHaveLength(1);
    expect(logged.join('')).not.toMatch(/shpat|shprt|secret|Down|example\.com/);
  });
});

async function failures(): Promise<number> {
  const [row] = await database.query<{ failures: number }>('SELECT failures FROM shopify_gate');
  return row?.failures ?? 0;
}

/** What works on requests in a process, with customers who are all to be invited. @param mailed those who were */
function processor({ records, tokens, gate }: TokenProcess, mailed: string[]) {
  const { clock } = processing;
  const originOf = (domain: string) => `https://${domain}`;
  const shops = createInstalledShops({ records, tokens, originOf, clock });
  const shopify: typeof fetch = async (_, init) => {
    const sent = typeof init?.body === 'string' ? init.body : '{}';
    const { variables = {} } = JSON.parse(sent) as { variables?: Record<string, string> };
    const { emailAddress, customerId = '' } = variables;
    if (emailAddress === undefined) {
      mailed.push(customerId);
      return Response.json({ data: { customerSendAccountInviteEmail: { userErrors: [] } } });
    }
    const shop = { customerAccountsV2: { customerAccountsVersion: 'CLASSIC' } };
    const customer = { id: `gid://shopify/Customer/${emailAddress}`, state: 'DISABLED', tags: [] };
    return Response.json({ data: { shop, customerByIdentifier: customer } });
  };
  const assess: AssessCustomer = async () => ({
    decision: { mail: 'invite', reason: 'never-activated' },
    facts: {
      accounts: 'CLASSIC',
      approved: false,
      declinedPolicy: 'review',
      unknownHistory: 'allow-if-never-enabled',
    },
  });
  return createProcessAccessRequest({
    clock,
    log: silentLog,
    requests: processing.requests(),
    accounts: createCustomerAccounts({ shops, fetch: shopify, gate }),
    assess,
    repeatWindowMs: MINUTE,
  });
}
