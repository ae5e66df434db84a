import { expect, it, vi } from 'vitest';
import {
  AT_ONCE,
  createLookUpMailDomain,
  GIVE_UP_MS,
  KEPT_WITHIN_MS,
} from '../../../src/server/domain/look-up-mail-domain.ts';
import type {
  KnownMailDomains,
  MailRoute,
  MailRoutes,
} from '../../../src/server/domain/mail-domain-ports.ts';
import { handTimer } from '../../support/hand-timer.ts';
import { promised } from '../../support/promised.ts';

const NOW = Date.UTC(2026, 10, 22);
const DAYS = 86_400_000;
const MINUTES = 60_000;
const GOOGLE: MailRoute = {
  kind: 'mail-servers',
  records: [{ priority: 1, exchange: 'aspmx.l.google.com' }],
};
const FOUND = { kind: 'provider', id: 'google-workspace' } as const;
const UNKNOWN = { kind: 'unknown' } as const;
const never = () => new Promise<never>(() => undefined);

function setUp() {
  const routes = { find: vi.fn<MailRoutes['find']>(async () => GOOGLE) };
  const known = {
    find: vi.fn<KnownMailDomains['find']>(async () => undefined),
    keep: vi.fn<KnownMailDomains['keep']>(async () => undefined),
  };
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const timer = handTimer();
  const lookUp = createLookUpMailDomain({ routes, known, clock: { now: () => NOW }, timer, log });
  return { routes, known, log, timer, lookUp };
}

/** Lets everything run that waits for nothing but its turn. */
const turns = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

it('answers from what was kept without asking DNS', async () => {
  const { known, routes, lookUp, timer } = setUp();
  known.find.mockResolvedValue({ kind: 'no-mail' });

  expect(await lookUp('ingen.example')).toEqual({ kind: 'no-mail' });
  expect(known.find).toHaveBeenCalledWith('ingen.example', NOW);
  expect(routes.find).not.toHaveBeenCalled();
  expect(timer.waiting).toBe(0);
});

it('asks DNS about a domain that nothing was kept of, and keeps the answer', async () => {
  const { known, lookUp, timer } = setUp();

  expect(await lookUp('firma.example')).toEqual(FOUND);
  expect(known.keep).toHaveBeenCalledExactlyOnceWith('firma.example', FOUND, NOW, NOW + 7 * DAYS);
  expect(timer.waiting).toBe(0);
});

it('asks DNS once for all who ask for the same domain at once', async () => {
  const { routes, lookUp } = setUp();

  expect(await Promise.all([lookUp('firma.example'), lookUp('firma.example')])).toEqual([FOUND, FOUND]);
  expect(routes.find).toHaveBeenCalledTimes(1);

  await lookUp('firma.example');
  expect(routes.find).toHaveBeenCalledTimes(2);
});

it('does without a database that fails', async () => {
  const { known, lookUp, log } = setUp();
  known.find.mockRejectedValue(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
  known.keep.mockRejectedValue(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));

  expect(await lookUp('firma.example')).toEqual(FOUND);
  await turns();
  expect(log.warn.mock.calls).toEqual([
    ['mail-domains-not-kept', { code: 'ECONNREFUSED' }],
    ['mail-domains-not-kept', { code: 'ECONNREFUSED' }],
  ]);
});

it('waits for a slow database no longer than is worth it, and ignores what it says later', async () => {
  const { known, routes, lookUp, timer } = setUp();
  const late = promised<undefined>();
  known.find.mockReturnValue(late.promise);
  const asked = lookUp('firma.example');

  timer.advance(KEPT_WITHIN_MS - 1);
  await turns();
  expect(routes.find).not.toHaveBeenCalled();

  timer.advance(1);
  expect(await asked).toEqual(FOUND);
  late.reject(new Error('too late to matter'));
  await turns();
});

it('does not wait until an answer is kept', async () => {
  const { known, lookUp } = setUp();
  known.keep.mockImplementation(never);

  expect(await lookUp('firma.example')).toEqual(FOUND);
});

it('keeps for five minutes that DNS failed, and logs the code alone', async () => {
  const { known, routes, lookUp, log } = setUp();
  routes.find.mockRejectedValue(
    Object.assign(new Error('queryMx ESERVFAIL syk.example'), { code: 'ESERVFAIL' }),
  );

  expect(await lookUp('syk.example')).toEqual(UNKNOWN);
  expect(known.keep).toHaveBeenCalledExactlyOnceWith('syk.example', UNKNOWN, NOW, NOW + 5 * MINUTES);
  expect(log.warn.mock.calls).toEqual([['dns-problem', { code: 'ESERVFAIL' }]]);
});

it('gives up a look-up that hangs, and keeps that for five minutes', async () => {
  const { known, routes, lookUp, timer } = setUp();
  routes.find.mockImplementation(never);
  const asked = lookUp('tregt.example');
  await turns();

  timer.advance(GIVE_UP_MS - 1);
  await turns();
  expect(known.keep).not.toHaveBeenCalled();

  timer.advance(1);
  expect(await asked).toEqual(UNKNOWN);
  expect(known.keep).toHaveBeenCalledExactlyOnceWith('tregt.example', UNKNOWN, NOW, NOW + 5 * MINUTES);
});

it('looks so many domains up at once and no more, and still answers what was kept', async () => {
  const { known, routes, lookUp, timer } = setUp();
  routes.find.mockImplementation(never);
  const hanging = Array.from({ length: AT_ONCE }, (_, index) => lookUp(`tregt${index}.example`));
  await turns();
  expect(routes.find).toHaveBeenCalledTimes(AT_ONCE);

  expect(await lookUp('firma.example')).toEqual(UNKNOWN);
  expect(routes.find).toHaveBeenCalledTimes(AT_ONCE);
  expect(known.keep).not.toHaveBeenCalled();
  known.find.mockResolvedValueOnce(FOUND);
  expect(await lookUp('firma.example')).toEqual(FOUND);

  timer.advance(GIVE_UP_MS);
  expect(await Promise.all(hanging)).toEqual(hanging.map(() => UNKNOWN));
  routes.find.mockResolvedValue(GOOGLE);
  expect(await lookUp('firma.example')).toEqual(FOUND);
});
