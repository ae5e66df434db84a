import { ACCOUNTS_METAFIELDS, type AccountsVersion } from '../../contracts/accounts.ts';
import { ok, refused, type Result } from '../../contracts/result.ts';
import type { AccountsAtShopify, ReadAccounts } from '../domain/accounts-ports.ts';
import type { Gate } from '../domain/gate-ports.ts';
import type { ShopifyProblem } from '../domain/ports.ts';
import { callAdmin } from './admin-graphql.ts';
import { problemOfErrors } from './graphql.ts';
import { MIRROR_ACCOUNTS, type MirrorAccountsData } from './operations/mirror-accounts.ts';
import { READ_ACCOUNTS, type ReadAccountsData } from './operations/read-accounts.ts';
import type { Shops } from './shops.ts';

/** Which accounts a shop has, and the metafields that tell Liquid. */
export function createAccountsAtShopify(deps: {
  readonly shops: Pick<Shops, 'access'>;
  readonly fetch: typeof globalThis.fetch;
  /** Everything passes unless given. */
  readonly gate?: Gate | undefined;
}): AccountsAtShopify {
  const { shops, fetch, gate } = deps;
  return {
    async read(domain, lane) {
      const shop = await shops.access(domain);
      if (!shop.ok) return shop;
      const asked = { ...ACCOUNTS_METAFIELDS };
      const answer = await callAdmin<ReadAccountsData>(fetch, shop.value, READ_ACCOUNTS, asked, {
        gate,
        lane,
      });
      if (answer.kind === 'failed')
        return { ok: false, reason: answer.problem, afterSeconds: answer.afterSeconds };
      if (answer.kind === 'errors') return refused(problemOfErrors(answer.errors).problem);
      return readAnswer(answer.data);
    },

    async mirror(domain, installationId, version, lane) {
      const shop = await shops.access(domain);
      if (!shop.ok) return { problem: shop.reason, afterSeconds: shop.afterSeconds };
      const metafields = metafieldsOf(installationId, version);
      const answer = await callAdmin<MirrorAccountsData>(
        fetch,
        shop.value,
        MIRROR_ACCOUNTS,
        { metafields },
        { gate, lane },
      );
      if (answer.kind === 'failed') return { problem: answer.problem, afterSeconds: answer.afterSeconds };
      if (answer.kind === 'errors') return { problem: problemOfErrors(answer.errors).problem };
      // Without its list of problems nothing is known to have gone well.
      return answer.data.metafieldsSet?.userErrors?.length === 0 ? undefined : { problem: 'graphql-error' };
    },
  };
}

/** Both belong together: `available_if` takes a boolean and nothing else, and Liquid is clearer with a name. */
function metafieldsOf(ownerId: string, version: AccountsVersion) {
  const { namespace, codes, version: versionKey } = ACCOUNTS_METAFIELDS;
  return [
    { ownerId, namespace, key: codes, type: 'boolean', value: codesOf(version) },
    { ownerId, namespace, key: versionKey, type: 'single_line_text_field', value: version },
  ];
}

function codesOf(version: AccountsVersion): string {
  return String(version === 'NEW_CUSTOMER_ACCOUNTS');
}

/** Nothing is taken for granted of an answer: what is missing or unheard of is asked for again. */
function readAnswer({
  shop,
  currentAppInstallation: installation,
}: ReadAccountsData): Result<ReadAccounts, ShopifyProblem> {
  const version = versionIn(shop?.customerAccountsV2?.customerAccountsVersion);
  if (version === undefined || typeof installation?.id !== 'string') return refused('state-unknown');
  const told = versionIn(installation.version?.value);
  const agree = told !== undefined && installation.codes?.value === codesOf(told);
  return ok({ version, installationId: installation.id, mirrored: agree ? told : undefined });
}

function versionIn(text: string | undefined): AccountsVersion | undefined {
  return text === 'CLASSIC' || text === 'NEW_CUSTOMER_ACCOUNTS' ? text : undefined;
}
