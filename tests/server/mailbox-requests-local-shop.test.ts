import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAdminApi } from '../../src/devstore/shopify/admin-api.ts';
import { PEOPLE } from '../../src/devstore/shopify/seed.ts';
import { createLocalShop, type ControlledShop } from '../../src/devstore/shopify/shop.ts';
import { openReview } from '../../src/server/cli/open-review.ts';
import { runReview } from '../../src/server/cli/review.ts';
import { createService, type Service } from '../../src/server/service.ts';
import { useDatabase } from '../support/database.ts';
import { silentLog } from '../support/silent-log.ts';
import { eventually, movableClock, testConfig } from '../support/service-under-test.ts';
import { mailboxPost } from '../support/mailbox-requests.ts';

const database = useDatabase();
const clock = movableClock();
const NEW = 'oliver@new.example';
let shop: ControlledShop;
let service: Service;
let callShop: typeof fetch;

beforeAll(async () => {
  shop = createLocalShop({ clock });
  const adminApi = createAdminApi(shop, { accessToken: 'admin-token-for-tests' });
  callShop = (input, init) => adminApi(new Request(input, init));
  service = createService({
    config: testConfig(database.url),
    clock,
    log: silentLog,
    roles: ['server', 'worker'],
    fetch: callShop,
  });
  await service.start();
});
afterAll(() => service.stop());

const run = (...argv: readonly string[]) =>
  runReview(argv, 'kim', async (use) => {
    const tool = await openReview(testConfig(database.url), { clock, log: silentLog, fetch: callShop });
    return use(tool).finally(() => tool.close());
  });

it('gets a shopper in at the local shop, which runs Shopify’s own schemas', async () => {
  const fields = {
    orderNumber: '1001',
    postcode: 'sw1a1aa',
    oldEmail: PEOPLE.migrated.email,
    newEmail: NEW,
  };
  const { reference } = (await (await service.handle(mailboxPost(fields))).json()) as { reference: string };
  const listed = await eventually(
    () => run('list'),
    ({ out = '' }) => out.includes('waiting until'),
  );
  expect(listed.out).toContain('all matches');

  expect(await run('approve', reference, '--now', '--reason', 'Called back')).toMatchObject({ exitCode: 0 });

  await eventually(
    async () => shop.mails.map(({ to, kind }) => `${kind} ${to}`),
    (mails) => mails.includes(`account-invite ${NEW}`),
  );
  expect(shop.findByEmail(NEW)?.id).toBe(PEOPLE.migrated.id);
  expect(shop.findByEmail(PEOPLE.migrated.email)).toBeUndefined();
});
