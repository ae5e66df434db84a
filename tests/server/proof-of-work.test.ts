import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorBody } from '../../src/contracts/error-codes.ts';
import { parseChallenge, type WorkChallenge, type WorkProof } from '../../src/contracts/proof-of-work.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { solve } from '../support/proof-solver.ts';
import { silentLog } from '../support/silent-log.ts';
import {
  eventually,
  formPost,
  jsonPost,
  movableClock,
  testConfig,
  type MovableClock,
} from '../support/service-under-test.ts';

const database = useDatabase();
const ADDRESSES = 3;
const IP = '192.0.2.1';
let clock: MovableClock;
let service: Service;

beforeEach(async () => {
  clock = movableClock();
  service = await started({});
});
afterEach(async () => {
  await service.stop();
  await database.query('TRUNCATE rate_limit, shop_hour, used_proof, access_request');
});

async function started(more: Readonly<Record<string, string>>): Promise<Service> {
  const config = testConfig(database.url, {
    PROOF_OF_WORK: 'on',
    PROOF_NETWORK_ADDRESSES: String(ADDRESSES),
    ...more,
  });
  const running = createService({ config, clock, log: silentLog, roles: ['server'] });
  await running.start();
  return running;
}

interface Asked {
  readonly email?: string;
  readonly ip?: string;
  readonly proof?: unknown;
}

const ask = ({ email = 'ada@example.com', ip = IP, proof }: Asked) =>
  service.handle(jsonPost({ email, proof }, { now: clock.now(), ip }));
const kept = async () => (await database.query('SELECT 1 FROM access_request')).length;

/** Makes a network one that asks for many addresses, which nobody else asked for. */
async function makeSuspicious(ip = IP): Promise<void> {
  for (let number = 0; number <= ADDRESSES; number += 1) {
    made += 1;
    await ask({ email: `list${made}@example.com`, ip });
  }
}
let made = 0;

async function challengeFor(asked: Asked): Promise<WorkChallenge> {
  const { error }: ErrorBody = await (await ask(asked)).json();
  expect(error.code).toBe('proof_required');
  const challenge = parseChallenge(error.challenge);
  if (challenge === undefined) throw new Error('no challenge');
  return challenge;
}

describe('a network that asked for many addresses', () => {
  it('is asked for work, and told when none may be asked for any more', async () => {
    await makeSuspicious();
    const before = await kept();
    const response = await ask({});

    expect(response.status).toBe(429);
    expect(response.headers.get('Retry-After')).toBe('570');
    expect(await response.json()).toEqual({
      v: 1,
      error: { code: 'proof_required', retryAfterSeconds: 570, challenge: expect.any(Object) },
    });
    expect(await kept()).toBe(before);
  });

  it('gets its request kept, once, with the work done', async () => {
    await makeSuspicious();
    const before = await kept();
    const proof = solve(await challengeFor({}));
    const response = await ask({ proof });

    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ v: 1, state: 'check-inbox' });
    expect(await kept()).toBe(before + 1);
    expect((await ask({ proof })).status).toBe(429);
    expect(await kept()).toBe(before + 1);
  });

  it('cannot use one proof many times at once', async () => {
    await makeSuspicious();
    const proof = solve(await challengeFor({}));
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await ask({ proof })).status));

    expect(statuses.filter((status) => status === 202)).toHaveLength(1);
  });

  it('cannot use it again with a second process', async () => {
    await makeSuspicious();
    const proof = solve(await challengeFor({}));
    await ask({ proof });
    const first = service;
    service = await started({});
    await first.stop();

    expect((await ask({ proof })).status).toBe(429);
  });

  it('is not asked when it only repeats for a few addresses', async () => {
    for (const email of ['a@example.com', 'b@example.com', 'a@example.com', 'b@example.com']) {
      expect((await ask({ email })).status).toBe(202);
    }
  });

  it('cannot outrun the counting by asking for all of them at once', async () => {
    const all = Array.from({ length: 20 }, (_, number) => ask({ email: `list${number}@example.com` }));
    const statuses = (await Promise.all(all)).map(({ status }) => status);

    expect(statuses.filter((status) => status === 202).length).toBeLessThanOrEqual(2 * ADDRESSES);
  });

  it('is asked no more when its ten minutes are over, and others are not asked at all', async () => {
    await makeSuspicious();
    expect((await ask({ ip: '192.0.2.2' })).status).toBe(202);

    clock.advance(570_000);

    expect((await ask({ email: 'grace@example.com' })).status).toBe(202);
  });

  it('is told to wait, without scripts: the page of those over a limit', async () => {
    await makeSuspicious();
    const post = formPost({ email: 'ada@example.com' }, { now: clock.now(), ip: IP });
    const response = await service.handle(post);

    expect(response.status).toBe(200);
    expect(await response.text()).toContain('in 10 minutes');
  });

  it('gets no challenge, and so no way past it, over its limit', async () => {
    await service.stop();
    service = await started({ LIMIT_IP_PER_10_MINUTES: '4' });
    await makeSuspicious();

    expect(await (await ask({})).json()).toEqual({
      v: 1,
      error: { code: 'rate_limited', retryAfterSeconds: 570 },
    });
  });

  it('is asked nothing where it is turned off', async () => {
    await service.stop();
    service = await started({ PROOF_OF_WORK: 'off' });
    await makeSuspicious();

    expect((await ask({})).status).toBe(202);
  });
});

describe('a proof', () => {
  const changed: readonly (readonly [string, (proof: WorkProof) => unknown])[] = [
    ['of no work', ({ challenge }) => ({ challenge, solution: { counter: 0, derivedKey: '00'.repeat(32) } })],
    [
      'whose key was guessed as far as it is told',
      ({ challenge }) => {
        const derivedKey = challenge.parameters.keyPrefix.padEnd(64, '0');
        return { challenge, solution: { counter: 50, derivedKey } };
      },
    ],
    ['with an easier challenge', (proof) => withParameters(proof, { keyPrefix: '00', cost: 1 })],
    ['that should last longer', (proof) => withParameters(proof, { data: { ...dataOf(proof), until: 4e9 } })],
    ['signed by nobody', (proof) => ({ ...proof, challenge: { ...proof.challenge, signature: '00' } })],
    ['that is a text', (proof) => JSON.stringify(proof)],
    ['that is empty', () => ({})],
    ['that is a list', (proof) => [proof]],
  ];

  it.each(changed)('%s is none', async (_, change) => {
    await makeSuspicious();
    const before = await kept();
    const proof = solve(await challengeFor({}));

    expect((await ask({ proof: change(proof) })).status).toBe(429);
    expect(await kept()).toBe(before);
  });

  it('is good for no other address, and for the same in capitals', async () => {
    await makeSuspicious();
    const proof = solve(await challengeFor({}));

    expect((await ask({ email: 'grace@example.com', proof })).status).toBe(429);
    expect((await ask({ email: 'ADA@example.com', proof })).status).toBe(202);
  });

  it('is good for no other network that is suspicious too', async () => {
    await makeSuspicious();
    await makeSuspicious('2001:db8:1:2::3');
    const proof = solve(await challengeFor({}));

    expect((await ask({ ip: '2001:db8:1:2::3', proof })).status).toBe(429);
  });

  it('is good within five minutes', async () => {
    await makeSuspicious();
    const [early, late] = [solve(await challengeFor({})), solve(await challengeFor({}))];
    clock.advance(299_000);
    expect((await ask({ proof: early })).status).toBe(202);
    clock.advance(1_000);

    expect((await ask({ proof: late })).status).toBe(429);
  });

  it('is forgotten when its challenge is over', async () => {
    await makeSuspicious();
    await ask({ proof: solve(await challengeFor({})) });
    clock.advance(600_000);
    await makeSuspicious();
    await ask({
      email: 'grace@example.com',
      proof: solve(await challengeFor({ email: 'grace@example.com' })),
    });

    expect(await database.query('SELECT 1 FROM used_proof')).toHaveLength(1);
  });

  it('costs its request no second count', async () => {
    await service.stop();
    service = await started({ LIMIT_ADDRESS_PER_HOUR: '2' });
    await makeSuspicious();
    const proofs = [solve(await challengeFor({})), solve(await challengeFor({}))];

    for (const proof of proofs) expect((await ask({ proof })).status).toBe(202);
  });

  it('handed in where none was asked for changes nothing', async () => {
    expect((await ask({ proof: 'x' })).status).toBe(202);
  });
});

describe('a challenge', () => {
  it('shows neither address nor network nor shop, and is made for whatever address the same way', async () => {
    await makeSuspicious();
    const known = await challengeFor({});
    const unknown = await challengeFor({ email: 'eve@example.com' });

    // What is drawn at random may spell a name, but no address.
    expect(JSON.stringify(known)).not.toMatch(/ada@|example|192\.|latchkey-test/);
    expect(JSON.stringify(known)).toHaveLength(JSON.stringify(unknown).length);
    expect(known.parameters.cost).toBe(unknown.parameters.cost);
  });
});

describe('a shop', () => {
  const hours = async (requests: number) =>
    database.query(
      `INSERT INTO shop_hour SELECT split_part(key, ':', 3), window_ends - 3600 * n, $1
        FROM rate_limit, generate_series(1, 168) AS n WHERE key LIKE 'shop:%'`,
      [requests],
    );
  const askFromAnywhere = async (count: number, from = 0) => {
    const codes: number[] = [];
    for (let number = from; number < from + count; number += 1) {
      const asked = { email: `shopper${number}@example.com`, ip: `198.51.100.${number}` };
      codes.push((await ask(asked)).status);
    }
    return codes;
  };

  it('in a rush asks everybody for work, until the hour is over', async () => {
    await service.stop();
    service = await started({ PROOF_SHOP_PER_HOUR: '5' });
    await askFromAnywhere(1);
    // What is usual is read beside the requests, which never wait for it.
    const last = await eventually(
      async () => (await askFromAnywhere(6, 20)).at(-1),
      (status) => status === 429,
    );

    expect(last).toBe(429);
    clock.advance(3_570_000);
    expect(await askFromAnywhere(1, 40)).toEqual([202]);
  });

  it('that always has as many is in no rush', async () => {
    await askFromAnywhere(1);
    await hours(3);
    await service.stop();
    service = await started({ PROOF_SHOP_PER_HOUR: '5' });

    // Three an hour; ten times that are 30, of which one was before.
    expect(new Set(await askFromAnywhere(29, 50))).toEqual(new Set([202]));
    expect(await askFromAnywhere(1, 90)).toEqual([429]);
  });

  it('has its hours remembered for a week, under a hash', async () => {
    await askFromAnywhere(2);
    clock.advance(2 * 3_600_000);
    await askFromAnywhere(1, 60);
    const remembered = () => database.query('SELECT shop, requests FROM shop_hour');

    const rows = await eventually(remembered, (found) => found.length === 1);
    expect(rows).toEqual([{ shop: expect.stringMatching(/^[\w-]{43}$/), requests: 2 }]);
    clock.advance(169 * 3_600_000);
    await askFromAnywhere(1, 70);
    expect(
      await eventually(remembered, (found) => !found.some(({ requests }) => requests === 2)),
    ).toHaveLength(1);
  });
});

function dataOf({ challenge }: WorkProof) {
  return challenge.parameters.data;
}

function withParameters(proof: WorkProof, change: Readonly<Partial<WorkChallenge['parameters']>>): WorkProof {
  const { challenge } = proof;
  return { ...proof, challenge: { ...challenge, parameters: { ...challenge.parameters, ...change } } };
}
