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
  it('writes a lonely item in the turn in which it came', async () => {
    const { groups, write } = controlledWrite();
    const keep = createGroupCommit(write);

    void keep(1);
    await turn();

    expect(groups.map((group) => group.items)).toEqual([[1]]);
  });

  it('writes together what comes in one turn', async () => {
    const { groups, write } = controlledWrite();
    const keep = createGroupCommit(write);

    void keep(1);
    await Promise.resolve();
    void keep(2);
    await turn();

    expect(groups.map((group) => group.items)).toEqual([[1, 2]]);
  });

  it('writes what arrives during a write together with the next one', async () => {
    const { groups, write } = controlledWrite();
    const keep = createGroupCommit(write);

    const first = keep(1);
    await turn();
    for (const item of [2, 3, 4]) void keep(item);
    groups[0]?.finish();
    await first;
    await turn();

    expect(groups.map((group) => group.items)).toEqual([[1], [2, 3, 4]]);
  });

  it('answers nobody before the own write has ended', async () => {
    const { groups, write } = controlledWrite();
    const keep = createGroupCommit(write);
    let answered = 0;
    const asks = (item: number) => void keep(item).then(() => (answered += 1));

    asks(1);
    await turn();
    asks(2);
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
    await turn();
    const second = keep(2);

    groups[0]?.fail(new Error('disk full'));
    await expect(first).rejects.toThrow('disk full');
    groups[1]?.finish();
    await expect(second).resolves.toBeUndefined();
  });

  it('splits a crowd into groups of bounded size', async () => {
    const { groups, write } = controlledWrite();
    const keep = createGroupCommit(write, { maxGroup: 2 });
    const [first] = [1, 2, 3].map((item) => keep(item));
    await turn();

    groups[0]?.finish();
    await first;
    await turn();

    expect(groups.map((group) => group.items)).toEqual([[1, 2], [3]]);
  });

  it('refuses when too many wait', async () => {
    const { write } = controlledWrite();
    const keep = createGroupCommit(write, { maxWaiting: 1 });
    void keep(1);

    await expect(keep(2)).rejects.toBeInstanceOf(Overloaded);
  });
});
