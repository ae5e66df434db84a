import { describe, expect, it, vi } from 'vitest';
import { applyFault, ConnectionCut } from '../../../src/devstore/faults/apply-fault.ts';
import { createFaults } from '../../../src/devstore/faults/faults.ts';
import { FAULT_TARGETS, type Fault, type FaultTarget } from '../../../src/devstore/shopify/types.ts';

const fine = async () => new Response('fine');

describe('faults', () => {
  it('leave everything alone at first', () => {
    const faults = createFaults();
    expect(faults.current()).toEqual({});
    for (const target of FAULT_TARGETS) expect(faults.next(target)).toBeUndefined();
  });

  it('last until they are healed', () => {
    const faults = createFaults();
    faults.set('cdn', { kind: 'refuse' });
    expect([faults.next('cdn'), faults.next('cdn')]).toEqual([{ kind: 'refuse' }, { kind: 'refuse' }]);
    expect(faults.next('app-proxy')).toBeUndefined();
    faults.set('cdn', undefined);
    expect(faults.next('cdn')).toBeUndefined();
  });

  it('happen as often as they say', () => {
    const faults = createFaults();
    faults.set('cdn', { kind: 'refuse', times: 2 });
    expect(faults.next('cdn')?.kind).toBe('refuse');
    expect(faults.current()).toEqual({ cdn: { kind: 'refuse', times: 1 } });
    expect(faults.next('cdn')?.kind).toBe('refuse');
    expect(faults.next('cdn')).toBeUndefined();
    expect(faults.current()).toEqual({});
  });

  it('tell watchers when somebody sets or clears them, until these have enough', () => {
    const faults = createFaults();
    const listener = vi.fn<() => void>();
    const end = faults.watch(listener);
    faults.set('cdn', { kind: 'refuse', times: 1 });
    faults.next('cdn');
    faults.clear();
    expect(listener).toHaveBeenCalledTimes(2);
    end();
    faults.set('cdn', { kind: 'refuse' });
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['cdn', { kind: 'throttle' }, /cdn can only have/],
    ['database', { kind: 'status', status: 500 }, /database can only have/],
    ['cdn', { kind: 'status', status: 99 }, /200 to 599/],
    ['cdn', { kind: 'status', status: 500.5 }, /200 to 599/],
    ['cdn', { kind: 'delay', ms: -1 }, /milliseconds/],
    ['cdn', { kind: 'delay', ms: 2 ** 31 }, /24 days/],
    ['cdn', { kind: 'refuse', times: 0 }, /at least once/],
  ] satisfies [FaultTarget, Fault, RegExp][])('cannot be %s %j', (target, fault, message) => {
    const faults = createFaults();
    expect(() => faults.set(target, fault)).toThrow(message);
    expect(faults.current()).toEqual({});
  });
});

describe('applying a fault', () => {
  it('answers properly when there is none', async () => {
    expect(await (await applyFault(undefined, fine)).text()).toBe('fine');
  });

  it.each([200, 404, 500, 503])('answers with status %d and a page instead', async (status) => {
    const respond = vi.fn(fine);
    const response = await applyFault({ kind: 'status', status }, respond);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(respond).not.toHaveBeenCalled();
  });

  it('answers 204 without a body, as it must', async () => {
    const response = await applyFault({ kind: 'status', status: 204 }, fine);
    expect([response.status, response.body]).toEqual([204, null]);
  });

  it('cuts the connection without having answered', async () => {
    const respond = vi.fn(fine);
    await expect(applyFault({ kind: 'refuse' }, respond)).rejects.toBeInstanceOf(ConnectionCut);
    expect(respond).not.toHaveBeenCalled();
  });

  it('answers late, and only then does what it does', async () => {
    vi.useFakeTimers();
    try {
      const respond = vi.fn(fine);
      const answer = applyFault({ kind: 'delay', ms: 3_000 }, respond);
      await vi.advanceTimersByTimeAsync(2_999);
      expect(respond).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect(await (await answer).text()).toBe('fine');
    } finally {
      vi.useRealTimers();
    }
  });

  it('throttles what knows how to be throttled, and nothing else', async () => {
    const response = await applyFault({ kind: 'throttle' }, fine, () => new Response('throttled'));
    expect(await response.text()).toBe('throttled');
    await expect(applyFault({ kind: 'throttle' }, fine)).rejects.toThrow(RangeError);
  });
});
