import { afterEach, expect, it } from 'vitest';
import { startLocalStack, type LocalStack } from '../../src/devstore/start.ts';
import { useDatabase } from '../support/database.ts';

const database = useDatabase();
let stack: LocalStack | undefined;
afterEach(() => stack?.stop());

it('a browser in the local shop is told whose mailbox a domain is, by the shop’s own resolver', async () => {
  const ports = { storefront: 0, cdn: 0, mailbox: 0, app: 0 };
  stack = await startLocalStack({ databaseUrl: database.url, ports });
  const { storefront } = stack.shop.origins;
  const ask = async (domain: string) => {
    const response = await fetch(`${storefront}/apps/account-access/mailboxes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ domain, locale: 'nb' }),
    });
    return [response.status, await response.json()];
  };

  expect(await ask('skole.example')).toEqual([200, { v: 1, mailbox: { kind: 'filter', name: 'Mimecast' } }]);
  expect(await ask('borte.example')).toEqual([200, { v: 1, mailbox: { kind: 'no-mail' } }]);
  expect(await ask('made-up.example')).toEqual([200, { v: 1, mailbox: { kind: 'unknown' } }]);
});
