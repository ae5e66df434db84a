import { describe, expect, it } from 'vitest';
import { TABLES_OF_CUSTOMERS } from '../../src/server/db/personal-data.ts';
import { COUNTS_OF_SHOPS, TABLES_OF_SHOPS } from '../../src/server/db/shop-tables.ts';
import { useDatabase } from '../support/database.ts';
import { ADA, GID, compliance, usePrivacy } from '../support/privacy.ts';
import { SHOP } from '../support/service-under-test.ts';
import { readProjectFile } from '../support/source-files.ts';

const database = useDatabase();
const { fill, told } = usePrivacy(database);

describe('every table', () => {
  const tables = () =>
    database.query<{ name: string; columns: string[] }>(
      `SELECT table_name AS name, array_agg(column_name::text) AS columns FROM information_schema.columns
        WHERE table_schema = 'public' GROUP BY table_name ORDER BY table_name`,
    );
  /** Nothing in them belongs to a shop: whoever adds one here has looked. */
  const OF_NO_SHOP = ['mail_domain', 'schema_migration', 'used_proof'];
  /**
   * What may be about a customer. Not about one although they look so: hashes of networks and addresses that are gone
   * after an hour, of domains, of shops, and the audit log, which a test above reads.
   */
  const PERSONAL = /customer|address|email|phone|cipher|hash|typed|notice|export|whose|^key$/;
  const OF_NO_CUSTOMER = ['ledger_rebuild', 'mail_domain', 'mail_pace', 'rate_limit'];

  it('is one that a leaving shop empties, or one that is known to have nothing of a shop', async () => {
    const names = (await tables()).map(({ name }) => name);

    expect(names).toEqual(
      [...Object.keys(TABLES_OF_SHOPS), ...Object.keys(COUNTS_OF_SHOPS), ...OF_NO_SHOP].toSorted(),
    );
  });

  it('that names a shop is one that a leaving shop empties', async () => {
    const naming = (await tables()).filter(({ columns }) =>
      columns.some((column) => /shop|domain$/.test(column)),
    );

    expect(naming.filter(({ name }) => OF_NO_SHOP.includes(name))).toEqual([]);
  });

  it('with a column that can be about a customer is erased, exported, or known to be about none', async () => {
    const personal = (await tables())
      .filter(({ columns }) => columns.some((column) => PERSONAL.test(column)))
      .map(({ name }) => name);

    expect(personal).toEqual([...TABLES_OF_CUSTOMERS, ...OF_NO_CUSTOMER].toSorted());
  });

  it('about a customer is counted in what an export shows and in what an erasure deletes', async () => {
    await fill();
    // The one delivery that remembers its customer for a while.
    await database.query(
      `INSERT INTO webhook_delivery (id, shop, delivery_id, topic, happened_at, received_at, customer_id, event)
        VALUES (gen_random_uuid(), $1, 'gone', 'customers/delete', now(), now(), $2, '{"kind":"deleted"}')`,
      [SHOP, GID],
    );
    await told('customers/data_request', compliance(ADA));
    await told('customers/redact', compliance(ADA));
    const notes = await database.query<{ kind: string; counts: Record<string, number> }>(
      'SELECT kind, counts FROM privacy_request',
    );
    const [erasure] = notes;

    // The export itself was erased: only its kind of note is left.
    expect(notes.map(({ kind }) => kind)).toEqual(['erasure']);
    expect(Object.keys(erasure?.counts ?? {}).toSorted()).toEqual(TABLES_OF_CUSTOMERS.toSorted());
    const nothing = Object.entries(erasure?.counts ?? {}).filter(([, rows]) => rows === 0);
    expect(nothing.map(([table]) => table)).toEqual([]);
  });

  it('is on the map in docs/privacy.md', async () => {
    const map = readProjectFile('docs/privacy.md');
    const missing = (await tables()).filter(({ name }) => !map.includes(`\`${name}\``));

    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});
