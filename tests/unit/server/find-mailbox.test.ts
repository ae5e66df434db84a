import { expect, it, vi } from 'vitest';
import { MAILBOX_ANSWER_WITHIN_MS } from '../../../src/contracts/inbox-help/mailbox.ts';
import { packProvider } from '../../../src/contracts/mail-providers/pack.ts';
import { MAIL_PROVIDERS, providerOfDomain } from '../../../src/contracts/mail-providers/providers.ts';
import { createFindMailbox } from '../../../src/server/domain/find-mailbox.ts';
import type { LookUpMailDomain } from '../../../src/server/domain/look-up-mail-domain.ts';
import { handTimer } from '../../support/hand-timer.ts';
import { promised } from '../../support/promised.ts';
import { movableClock } from '../../support/service-under-test.ts';

function setUp({ ipPer10Minutes = 60, shopPer10Minutes = 6_000 } = {}) {
  const lookUp = vi.fn<LookUpMailDomain>(async () => ({ kind: 'gateway', id: 'mimecast' }));
  const timer = handTimer();
  const clock = movableClock();
  const find = createFindMailbox({ lookUp, clock, timer, ipPer10Minutes, shopPer10Minutes });
  const ask = (domain: string, from: { readonly buyerIp?: string; readonly shop?: string } = {}) =>
    find({ domain, locale: 'nb', shop: 'one.myshopify.com', buyerIp: '203.0.113.7', ...from });
  return { lookUp, timer, clock, ask };
}
const answered = (mailbox: unknown) => ({ kind: 'answered', answer: { v: 1, mailbox } });

it('knows the domains of the provider data, rare ones too, without looking anything up', async () => {
  const { lookUp, ask } = setUp({ ipPer10Minutes: 1_000 });
  const rare = MAIL_PROVIDERS.flatMap(({ domains }) =>
    domains.flatMap(({ rare: isRare, value }) => (isRare ? value : [])),
  );
  expect(rare.length).toBeGreaterThan(0);

  for (const domain of ['gmail.com', ...rare.slice(0, 20)]) {
    const provider = providerOfDomain(domain);
    expect(await ask(domain)).toEqual(
      answered({ kind: 'provider', provider: provider && packProvider(provider, 'nb') }),
    );
  }
  expect(lookUp).not.toHaveBeenCalled();
});

it('looks other domains up', async () => {
  const { lookUp, timer, ask } = setUp();

  expect(await ask('skole.example')).toEqual(answered({ kind: 'filter', name: 'Mimecast' }));
  expect(lookUp).toHaveBeenCalledExactlyOnceWith('skole.example');
  expect(timer.waiting).toBe(0);
});

it('answers that it does not know when a look-up takes longer than a second', async () => {
  const { lookUp, timer, ask } = setUp();
  const found = promised<{ kind: 'no-mail' }>();
  lookUp.mockReturnValue(found.promise);
  const settled = vi.fn();
  const asked = ask('tregt.example').then((answer) => {
    settled();
    return answer;
  });

  timer.advance(MAILBOX_ANSWER_WITHIN_MS - 1);
  await Promise.resolve();
  expect(settled).not.toHaveBeenCalled();

  timer.advance(1);
  expect(await asked).toEqual(answered({ kind: 'unknown' }));
});

it('counts the second from each question, not from the first one for a domain', async () => {
  const { lookUp, timer, ask } = setUp();
  const found = promised<{ kind: 'no-mail' }>();
  lookUp.mockReturnValue(found.promise);
  const first = ask('tregt.example');
  timer.advance(600);
  const second = ask('tregt.example');
  timer.advance(400);
  found.resolve({ kind: 'no-mail' });

  expect(await first).toEqual(answered({ kind: 'unknown' }));
  expect(await second).toEqual(answered({ kind: 'no-mail' }));
});

it('answers from the data alone where look-ups are turned off', async () => {
  const limits = { ipPer10Minutes: 60, shopPer10Minutes: 60 };
  const find = createFindMailbox({
    lookUp: undefined,
    clock: movableClock(),
    timer: handTimer(),
    ...limits,
  });
  const asked = { locale: 'en', shop: 'one.myshopify.com', buyerIp: undefined };

  expect(await find({ ...asked, domain: 'firma.example' })).toEqual(answered({ kind: 'unknown' }));
  expect(await find({ ...asked, domain: 'gmail.com' })).toMatchObject(
    answered({ kind: 'provider', provider: expect.any(String) }),
  );
});

it('turns away a network that asks too often, until its ten minutes are over', async () => {
  const { lookUp, clock, ask } = setUp({ ipPer10Minutes: 2 });
  await ask('one.example');
  await ask('two.example');

  expect(await ask('three.example')).toEqual({ kind: 'limited', retryAfterSeconds: 570 });
  expect(await ask('gmail.com')).toMatchObject({ kind: 'limited' });
  expect(lookUp).toHaveBeenCalledTimes(2);
  expect(await ask('three.example', { buyerIp: '192.0.2.1' })).toMatchObject({ kind: 'answered' });

  clock.advance(570_000);
  expect(await ask('three.example')).toMatchObject({ kind: 'answered' });
});

it('turns away a shop that asks too often from everywhere, and no other shop', async () => {
  const { ask } = setUp({ shopPer10Minutes: 2 });
  await ask('one.example', { buyerIp: '192.0.2.1' });
  await ask('two.example', { buyerIp: '192.0.2.2' });

  const third = { buyerIp: '192.0.2.3' };
  expect(await ask('three.example', third)).toEqual({ kind: 'limited', retryAfterSeconds: 570 });
  expect(await ask('three.example', { ...third, shop: 'two.myshopify.com' })).toMatchObject({
    kind: 'answered',
  });
});
