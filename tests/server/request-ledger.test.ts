import { describe, expect, it } from 'vitest';
import { LEDGER, ledgerState } from '../../src/server/domain/request-ledger.ts';
import { useDatabase } from '../support/database.ts';

const database = useDatabase();

/** The values that a check of the table allows for a column. */
async function allowed(column: string): Promise<string[]> {
  const [check] = await database.query<{ text: string }>(
    `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = 'access_request_' || $1 || '_check'`,
    [column],
  );
  return [...(check?.text ?? '').matchAll(/'([a-z-]+)'::text/g)].map(([, value = '']) => value).toSorted();
}

describe('the states of a request', () => {
  it('are those the database allows, and no other', async () => {
    const states = [...(await allowed('decision')), ...(await allowed('mail_state'))];

    expect(['undecided', ...states].filter((state) => state !== 'mail').toSorted()).toEqual(
      Object.keys(LEDGER).toSorted(),
    );
  });

  it('end wherever a mail is out or never will be, and nowhere else but where it may not be repeated', () => {
    const open = Object.entries(LEDGER).filter(([, { ends }]) => !ends);

    expect(open.map(([state]) => state).toSorted()).toEqual(['due', 'sending', 'undecided', 'unknown']);
    expect(open.filter(([, { mail }]) => mail === 'out' || mail === 'never')).toEqual([]);
  });

  it.each([
    [undefined, undefined, 'undecided'],
    ['repeat', undefined, 'repeat'],
    ['mail', 'perhaps-sent', 'perhaps-sent'],
    ['mail', 'due', 'due'],
  ] as const)('of a decision %s and a mail %s is called %s', (decision, mailState, name) => {
    expect(ledgerState({ decision, mailState })).toBe(name);
  });
});
