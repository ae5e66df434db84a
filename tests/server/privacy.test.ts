import { describe, expect, it } from 'vitest';
import { TABLES_OF_SHOPS } from '../../src/server/db/shop-tables.ts';
import { useDatabase } from '../support/database.ts';
import { ADA, GID, compliance, usePrivacy } from '../support/privacy.ts';

const database = useDatabase();
const { fill, told, run, count } = usePrivacy(database);

describe('a customer’s wish to know what is kept', () => {
  it('becomes an export with all of it, readable, for the merchant to print', async () => {
    await fill();
    await told('customers/data_request', { ...compliance(ADA), data_request: { id: 9 } });

    const { out: listed = '' } = await run('privacy');
    const reference = /^([2-9A-Z]{5}-[2-9A-Z]{5}) .*export \1$/.exec(listed)?.[1] ?? '';
    const { out = '{}' } = await run('export', reference);
    const { tables } = JSON.parse(out) as { tables: Record<string, Record<string, unknown>[]> };

    expect(tables['access_request']).toMatchObject([
      { typed: { email: 'ada@example.com', buyerIp: '203.0.113.7' }, reason: 'enabled', customer_id: GID },
    ]);
    const typed = tables['mailbox_request']?.map((row) => row['typed'] as { newEmail: string });
    expect(typed?.map(({ newEmail }) => newEmail).toSorted()).toEqual(['ada@example.com', 'ada@new.example']);
    expect(tables['mailbox_request_event']?.map(({ what }) => what)).toEqual([
      'received',
      'matched',
      'notice-prepared',
      'waiting',
    ]);
    expect(tables['customer_history']).toMatchObject([{ customer_id: GID }]);
    expect(tables['block_entry']).toHaveLength(2);
    expect(out).not.toContain('grace');
    // Who named Ada's address as their new one is somebody else: their address, order and postcode stay theirs.
    const ofAnother = tables['mailbox_request']?.find(
      (row) => (row['typed'] as { newEmail: string }).newEmail === 'ada@example.com',
    );
    expect(Object.keys(ofAnother ?? {}).toSorted()).toEqual(['received_at', 'state', 'typed']);
    expect(ofAnother?.['typed']).toEqual({ newEmail: 'ada@example.com' });
    expect(out).not.toContain('eve@');
  });

  it('is stored sealed', async () => {
    await fill();
    await told('customers/data_request', compliance(ADA));

    const rows = await database.query<{ row: string }>('SELECT p::text AS row FROM privacy_request AS p');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/ada@|203\.0\.113/i);
    const hex = rows[0]?.row ?? '';
    expect(Buffer.from(/\\\\x([0-9a-f]+)/.exec(hex)?.[1] ?? '', 'hex').toString()).not.toContain('ada@');
  });

  it('about somebody of whom nothing is kept is an export with nothing in it', async () => {
    await told('customers/data_request', compliance({ id: 77, email: 'nobody@example.com' }));

    expect((await run('privacy')).out).toContain('(0 rows)');
  });
});

describe('a customer’s wish to be forgotten', () => {
  it('deletes everything about them, in every table, and nothing about anybody else', async () => {
    await fill();
    await told('customers/data_request', compliance(ADA));
    await told('customers/redact', { ...compliance(ADA), orders_to_redact: [] });

    await told('customers/data_request', compliance(ADA));
    const [latest] = await database.query<{ counts: Record<string, number> }>(
      "SELECT counts FROM privacy_request WHERE kind = 'export' ORDER BY id DESC",
    );
    const left = Object.entries(latest?.counts ?? {}).filter(([, rows]) => rows > 0);
    expect(left).toEqual([]);
    expect(await count("privacy_request WHERE kind = 'export'")).toBe(1);
    for (const table of Object.keys(TABLES_OF_SHOPS).filter((name) => name !== 'privacy_request')) {
      const rows = await database.query<{ row: string }>(`SELECT t::text AS row FROM ${table} AS t`);
      expect(`${table}: ${JSON.stringify(rows)}`).not.toContain(String(ADA.id));
    }
    expect(await count('access_request')).toBe(1);
    expect(await count('mailbox_request')).toBe(1);
    expect(await count('block_entry')).toBe(1);
    expect(await count('customer_history')).toBe(1);
  });

  it('works by the address alone, and by the id alone', async () => {
    await fill();
    await told('customers/redact', compliance({ email: ADA.email }));
    expect(await count('access_request')).toBe(1);
    expect(await count('mailbox_request')).toBe(1);

    await told('customers/redact', compliance({ id: ADA.id }));
    expect(await count('customer_history')).toBe(1);
    expect(await count('block_entry')).toBe(1);
  });

  it('leaves a note of how much it was, and not of whom', async () => {
    await fill();
    await told('customers/redact', compliance(ADA));

    expect((await run('privacy')).out).toMatch(/a customer was erased \(\d+ rows\)/);
    const [row] = await database.query<{ row: string }>('SELECT p::text AS row FROM privacy_request AS p');
    expect(row?.row).not.toMatch(/ada@|Customer|[0-9a-f]{64}/);
  });

  it('keeps the audit log of what staff decided, which has nothing of the customer in it', async () => {
    await fill();
    const before = await count('mailbox_request_event');
    await told('customers/redact', compliance(ADA));

    expect(await count('mailbox_request_event')).toBe(before);
    const rows = await database.query<{ row: string }>(
      'SELECT e::text AS row FROM mailbox_request_event AS e',
    );
    expect(JSON.stringify(rows)).not.toMatch(/@|Customer/);
  });
});
