import { describe, expect, it } from 'vitest';
import { createShiftedClock } from '../../../src/devstore/controls/clock.ts';
import { createControls } from '../../../src/devstore/controls/controls.ts';
import { createControlsPage } from '../../../src/devstore/controls/page.ts';
import { QUIRK_LIST } from '../../../src/devstore/controls/quirk-list.ts';
import { PEOPLE } from '../../../src/devstore/shopify/seed.ts';
import { DEFAULT_QUIRKS, FAULT_TARGETS } from '../../../src/devstore/shopify/types.ts';
import { DAY, isAlive, NOON, openShop } from './support.ts';

function open() {
  const { shop, clock } = openShop();
  const controls = createControls(shop, clock);
  const handle = createControlsPage(controls);
  const send = (init: RequestInit = {}, path = '/controls') =>
    handle(new Request(`http://127.0.0.1:4402${path}`, init));
  const postJson = (body: unknown) =>
    send({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const postForm = (fields: Record<string, string> | string[][]) =>
    send({ method: 'POST', body: new URLSearchParams(fields) });
  const state = async () => (await send({}, '/controls.json')).json();
  return { shop, clock, controls, send, postJson, postForm, state };
}

describe('the clock', () => {
  it('follows its base and can be moved, put and put back', () => {
    let real = NOON;
    const clock = createShiftedClock({ now: () => real });
    clock.advance(31 * DAY);
    real += 1_000;
    expect(clock.now()).toBe(NOON + 31 * DAY + 1_000);
    clock.set(NOON - DAY);
    real += 1_000;
    expect(clock.now()).toBe(NOON - DAY + 1_000);
    clock.reset();
    expect(clock.now()).toBe(real);
  });

  it('is the system’s when nothing else is said', () => {
    const before = Date.now();
    const now = createShiftedClock().now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });
});

describe('from a test', () => {
  it('switches quirks, faults, time and accounts, and puts all back', () => {
    const { controls, shop, clock } = open();
    controls.setQuirks({ theme: 'vintage' });
    controls.setFault('cdn', { kind: 'refuse' });
    clock.advance(31 * DAY);
    expect(isAlive(shop, 'activation', PEOPLE.invited.email)).toBe(false);
    expect(controls.invite(PEOPLE.migrated.id)).toBeNull();
    expect(controls.setCustomerState(PEOPLE.migrated.id, 'ENABLED')).toBe(true);
    expect(controls.setCustomerState(1, 'ENABLED')).toBe(false);
    expect(shop.accounts.find(PEOPLE.migrated.id)?.state).toBe('ENABLED');

    controls.reset();
    expect(shop.quirks).toEqual(DEFAULT_QUIRKS);
    expect(shop.faults.current()).toEqual({});
    expect(clock.now()).toBe(NOON);
    expect(shop.accounts.find(PEOPLE.migrated.id)?.state).toBe('DISABLED');
    expect(isAlive(shop, 'activation', PEOPLE.invited.email)).toBe(true);
  });
});

describe('as JSON', () => {
  it('tells the state of everything', async () => {
    const { shop, state } = open();
    expect(await state()).toEqual({
      now: new Date(NOON).toISOString(),
      quirks: DEFAULT_QUIRKS,
      faults: {},
      customers: shop.customers.map(({ id, email, locale, state: is, tags }) => ({
        id,
        email,
        locale,
        state: is,
        tags,
      })),
      mails: shop.mails.length,
    });
  });

  it('makes several changes at once', async () => {
    const { postJson, shop, clock } = open();
    const response = await postJson({
      quirks: { captcha: true, inviteLimit: null, blockSettings: { 'way-in': { heading: 'Hi' } } },
      faults: { 'admin-api': { kind: 'throttle', times: 3 } },
      advanceMs: 60_000,
      invite: PEOPLE.migrated.id,
      customerState: { customerId: PEOPLE.enabled.id, state: 'DISABLED' },
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      inviteProblem: null,
      now: new Date(NOON + 60_000).toISOString(),
    });
    expect(shop.quirks).toMatchObject({
      captcha: true,
      inviteLimit: null,
      blockSettings: { 'way-in': { heading: 'Hi' } },
    });
    expect(shop.faults.current()).toEqual({ 'admin-api': { kind: 'throttle', times: 3 } });
    expect(clock.now()).toBe(NOON + 60_000);
    expect(shop.accounts.find(PEOPLE.migrated.id)?.state).toBe('INVITED');
    expect(shop.accounts.find(PEOPLE.enabled.id)?.state).toBe('DISABLED');
  });

  it('heals with null and resets before it changes', async () => {
    const { postJson, shop } = open();
    await postJson({ quirks: { captcha: true }, faults: { cdn: { kind: 'refuse' } } });
    await postJson({ faults: { cdn: null } });
    expect(shop.faults.current()).toEqual({});
    await postJson({ reset: true, quirks: { theme: 'vintage' } });
    expect(shop.quirks).toEqual({ ...DEFAULT_QUIRKS, theme: 'vintage' });
  });

  it('passes on what Shopify complains of', async () => {
    const response = await open().postJson({ invite: PEOPLE.enabled.id });
    expect(await response.json()).toMatchObject({ inviteProblem: 'Account already enabled' });
  });

  it.each([
    ['body', []],
    ['body', null],
    ['quirk', { quirk: {} }],
    ['quirks', { quirks: [] }],
    ['quirks.colour', { quirks: { colour: 'red' } }],
    ['quirks.toString', { quirks: { toString: true } }],
    ['quirks.captcha', { quirks: { captcha: 'true' } }],
    ['quirks.theme', { quirks: { captcha: true, theme: 'dawn' } }],
    ['quirks.proxyPath', { quirks: { proxyPath: '/elsewhere/x' } }],
    ['quirks.proxyPath', { quirks: { proxyPath: '/apps/x?y' } }],
    ['quirks.adminRestoreRate', { quirks: { adminRestoreRate: 0 } }],
    ['quirks.inviteLimit', { quirks: { inviteLimit: { count: 1 } } }],
    ['quirks.inviteLimit', { quirks: { inviteLimit: { count: -1, windowMs: 1 } } }],
    ['quirks.blockSettings', { quirks: { blockSettings: { block: 1 } } }],
    ['faults', { faults: 'all' }],
    ['faults.moon', { faults: { moon: null } }],
    ['faults.cdn', { faults: { cdn: { kind: 'throttle' } } }],
    ['faults.cdn', { faults: { cdn: { kind: 'explode' } } }],
    ['faults.cdn', { faults: { cdn: { kind: 'constructor' } } }],
    ['faults.cdn', { faults: { cdn: { kind: 'delay' } } }],
    ['faults.cdn', { faults: { cdn: { kind: 'delay', ms: '5' } } }],
    ['faults.cdn', { faults: { cdn: { kind: 'refuse', ms: 5 } } }],
    ['faults.cdn', { faults: { cdn: 'refuse' } }],
    ['faults.database', { faults: { database: { kind: 'status', status: 500 } } }],
    ['advanceMs', { quirks: { captcha: true }, advanceMs: 'soon' }],
    ['advanceMs', { advanceMs: 1.5 }],
    ['advanceMs', { advanceMs: 1e15 }],
    ['reset', { reset: 'yes' }],
    ['invite', { invite: 1 }],
    ['invite', { invite: 'nobody' }],
    ['customerState.customerId', { customerState: { customerId: 1, state: 'ENABLED' } }],
    ['customerState.customerId', { customerState: null }],
    ['customerState.state', { customerState: { customerId: PEOPLE.enabled.id, state: 'GONE' } }],
  ])('names %s and changes nothing when it gets %j', async (field, body) => {
    const { postJson, state } = open();
    const before = await state();
    const response = await postJson(body);
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({ error: { field, message: expect.any(String) } });
    expect(await state()).toEqual(before);
  });

  it('names the body when it is no JSON', async () => {
    const { send } = open();
    const response = await send({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: { field: 'body' } });
  });
});

describe('as a page', () => {
  /** What a browser would post from a form of this page, untouched. */
  const untouched = (page: string, button: string) => {
    const form = page.split('<form').find((part) => part.includes(`<button>${button}</button>`)) ?? '';
    const fields: string[][] = [];
    for (const [tag] of form.matchAll(
      /<(input|textarea|select)\b[^>]*>[^]*?(?=<\/(div|fieldset|form)|<input|<label)/g,
    )) {
      const name = /name="([^"]*)"/.exec(tag)?.[1] ?? '';
      if (tag.startsWith('<select')) {
        const options = [...tag.matchAll(/<option value="([^"]*)"([^>]*)/g)];
        fields.push([
          name,
          (options.find(([, , rest]) => rest?.includes('selected')) ?? options[0])?.[1] ?? '',
        ]);
      } else if (tag.startsWith('<textarea')) {
        fields.push([name, />([^<]*)</.exec(tag)?.[1]?.replaceAll('&quot;', '"') ?? '']);
      } else if (!tag.includes('type="checkbox"') || /\schecked/.test(tag)) {
        fields.push([name, /value="([^"]*)"/.exec(tag)?.[1] ?? '']);
      }
    }
    return fields;
  };

  it('has a labelled field for every quirk and every dependency', async () => {
    const page = await (await open().send()).text();
    for (const name of Object.keys(QUIRK_LIST)) expect(page).toMatch(new RegExp(`name="quirks\\.${name}`));
    for (const target of FAULT_TARGETS) expect(page).toContain(`name="faults.${target}.kind"`);
    const labelled = new Set([...page.matchAll(/<label for="([^"]*)"/g)].map(([, id]) => id));
    const visible = [...page.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].filter(
      ([tag]) => !tag.includes('hidden'),
    );
    for (const [tag] of visible) expect(labelled).toContain(/\bid="([^"]*)"/.exec(tag)?.[1]);
    expect(page).not.toContain('<script');
  });

  it('shows what is set, and changes nothing when it is saved untouched', async () => {
    const { controls, send, postForm, state } = open();
    controls.setQuirks({
      theme: 'vintage',
      captcha: true,
      inviteLimit: null,
      appMetafields: { app: { on: true } },
    });
    controls.setFault('cdn', { kind: 'delay', ms: 700, times: 2 });
    const before = await state();
    const page = await (await send()).text();
    const sent = new Set(untouched(page, 'Save quirks').map(([name = '']) => name.split('.')[1]));
    expect(sent).toEqual(new Set(Object.keys(QUIRK_LIST)));
    expect((await postForm(untouched(page, 'Save quirks'))).status).toBe(303);
    expect((await postForm(untouched(page, 'Save troubles'))).status).toBe(303);
    expect(await state()).toEqual(before);
  });

  it('saves what a person changes', async () => {
    const { postForm, shop } = open();
    const response = await postForm([
      ['quirks.captcha', 'false'],
      ['quirks.captcha', 'true'],
      ['quirks.embedEnabled', 'false'],
      ['quirks.deadActivationLink', 'not-found'],
      ['quirks.inviteLimit', ''],
      ['quirks.inviteLimit.count', '2'],
      ['quirks.inviteLimit.minutes', '0.5'],
      ['quirks.adminRestoreRate', '7'],
    ]);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/controls']);
    expect(shop.quirks).toEqual({
      ...DEFAULT_QUIRKS,
      captcha: true,
      embedEnabled: false,
      deadActivationLink: 'not-found',
      inviteLimit: { count: 2, windowMs: 30_000 },
      adminRestoreRate: 7,
    });
  });

  it('breaks and heals dependencies', async () => {
    const { postForm, shop } = open();
    await postForm({
      'faults.cdn.kind': 'status',
      'faults.cdn.ms': '2000',
      'faults.cdn.status': '500',
      'faults.cdn.times': '',
      'faults.database.kind': 'delay',
      'faults.database.ms': '50',
      'faults.database.times': '3',
    });
    expect(shop.faults.current()).toEqual({
      cdn: { kind: 'status', status: 500 },
      database: { kind: 'delay', ms: 50, times: 3 },
    });
    await postForm({ 'faults.cdn.kind': '', 'faults.cdn.status': '500' });
    expect(shop.faults.current()).toEqual({ database: { kind: 'delay', ms: 50, times: 3 } });
  });

  it('moves the clock, invites, sets states and starts over', async () => {
    const { postForm, shop, clock } = open();
    await postForm({ advanceMs: String(31 * DAY) });
    expect(clock.now()).toBe(NOON + 31 * DAY);
    await postForm({ invite: String(PEOPLE.migrated.id) });
    expect(shop.accounts.find(PEOPLE.migrated.id)?.state).toBe('INVITED');
    await postForm({
      'customerState.customerId': String(PEOPLE.migrated.id),
      'customerState.state': 'DECLINED',
    });
    expect(shop.accounts.find(PEOPLE.migrated.id)?.state).toBe('DECLINED');
    await postForm({ reset: 'true' });
    expect(clock.now()).toBe(NOON);
    expect(shop.accounts.find(PEOPLE.migrated.id)?.state).toBe('DISABLED');
  });

  it('says what Shopify complains of', async () => {
    const page = await (await open().postForm({ invite: String(PEOPLE.enabled.id) })).text();
    expect(page).toContain('Shopify says: Account already enabled');
  });

  it.each([
    [{ 'quirks.proxyPath': '"><script>' }, 'Path of the app proxy'],
    [{ 'quirks.blockSettings': 'not json' }, 'quirks.blockSettings'],
    [
      { 'quirks.inviteLimit': '', 'quirks.inviteLimit.count': '5', 'quirks.inviteLimit.minutes': '' },
      'quirks.inviteLimit',
    ],
    [{ 'faults.cdn.kind': 'status', 'faults.cdn.status': '1000' }, 'faults.cdn'],
    [{ advanceMs: 'soon' }, 'advanceMs'],
    [{ advanceMs: '' }, 'advanceMs'],
    [{ colour: 'red' }, 'colour'],
  ] as [Record<string, string>, string][])(
    'names what is wrong with %j and changes nothing',
    async (fields, named) => {
      const { postForm, state } = open();
      const before = await state();
      const response = await postForm(fields);
      expect(response.status).toBe(422);
      const page = await response.text();
      expect(page).toMatch(/role="alert"/);
      expect(page).toContain(named);
      expect(page).not.toContain('<script');
      expect(await state()).toEqual(before);
    },
  );

  it('takes no post from the page of another site', async () => {
    const { send, shop } = open();
    const response = await send({
      method: 'POST',
      body: new URLSearchParams({ 'quirks.theme': 'vintage' }),
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(response.status).toBe(403);
    expect(shop.quirks.theme).toBe('plain');
  });
});
