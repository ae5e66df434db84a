import { describe, expect, it } from 'vitest';
import { createGroupCommit, Overloaded } from '../../../src/server/db/group-commit.ts';

/** A write that ends when the test says so. */
function controlledWrite() {
  const groups: { items: readonly number[]; finish: () => void; fail: (error: unknown) => void }[] = [];
  const write = (items: readonly number[]) =>
    new Promise<void>((resolve, reject) => {
      groups.push({ items, finish: resolve, fail: reject });
    });
  return { groups, write };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a group commit', () => {
  it('writes a lonely item at once', () => {
    const { groups, write } = controlledWrite();
    const keep = createGroupCommit(write);

    void keep(1);

    expect(groups.map((group) => group.items)).toEqual([[1]]);
  });

  it('writes what arrives during a write together with the next one', async () => {
    const { groups, write } = controlledWrite();
    const keep = createGroupCommit(write);

    const all = [1, 2, 3, 4].map((item) => keep(item));
    groups[0]?.finish();
    await all[0];

    expect(groups.map((group) => group.items)).toEqual([[1], [2, 3, 4]]);
  });

  it('answers nobody before the own write has ended', async () => {
    const { groups, write } = controlledWrite();
    const keep = createGroupCommit(write);
    let answered = 0;
    for (const item of [1, 2]) void keep(item).then(() => (answered += 1));

    await turn();
    expect(answered).toBe(0);
    groups[0]?.finish();
    await turn();
    expect(answered).toBe(1);
  });

  it('fails those of a failed write, and only those', async () => {
    const { groups, write } = controlledWrite();
    const keep = createGroupCommit(write);
    const first = keep(1);
    const second = keep(2);

    groups[0]?.fail(new Error('disk full'));
    await expect(first).rejects.toThrow('disk full');
    groups[1]?.finish();
    await expect(second).resolves.toBeUndefined();
  });

  it('splits a crowd into groups of bounded size', async () => {
    const { groups, write } = controlledWrite();
    const keep = createGroupCommit(write, { maxGroup: 2 });
    const all = [1, 2, 3, 4].map((item) => keep(item));

    groups[0]?.finish();
    await all[0];
    groups[1]?.finish();
    await all[2];

    expect(groups.map((group) => group.items)).toEqual([[1], [2, 3], [4]]);
  });

  it('refuses when too many wait', async () => {
    const { write } = controlledWrite();
    const keep = createGroupCommit(write, { maxWaiting: 1 });
    void keep(1);
    void keep(2);

    await expect(keep(3)).rejects.toBeInstanceOf(Overloaded);
  });
});
