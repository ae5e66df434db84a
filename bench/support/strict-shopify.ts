import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** How the shop answers for a while. `hangs`: says nothing for half a minute, whether or not it did what was asked. */
export type Mood = 'well' | 'fails' | 'unavailable' | 'throttled' | 'hangs';

type Accounts = 'CLASSIC' | 'NEW_CUSTOMER_ACCOUNTS';

export interface StrictShopify {
  readonly origin: string;
  mood: Mood;
  /** Which kind of accounts the shop has. On codes it refuses mails with links, as documented of invites. */
  accounts: Accounts;
  /** What the app's metafields say of it, and since when in milliseconds of the monotonic clock. */
  readonly mirror: { readonly version: string | undefined; readonly at: number };
  /** What the last look-up of each address said of the shop. */
  readonly told: ReadonlyMap<string, Accounts>;
  /** Addresses that a mail was asked for while the shop was on codes, with what their last look-up had said. */
  readonly useless: readonly { readonly address: string; readonly told: Accounts | undefined }[];
  /** How many mails each address got; one that was never answered counts when it was carried out. */
  readonly mails: ReadonlyMap<string, number>;
  /** When invites were carried out, in milliseconds of the monotonic clock. */
  readonly invitesAt: readonly number[];
  close(): Promise<void>;
}

const STATES = [undefined, 'DISABLED', 'INVITED', 'ENABLED'] as const;
const ANSWER_MS = 15;
const HANG_MS = 30_000;
/** The Admin API's points, as a shop on the smallest plan has them; what a mutation and a look-up cost. */
const POINTS = { most: 2_000, perSecond: 100, mutation: 10, lookUp: 1 };
const NOT_LEGACY = 'This only works when legacy customer accounts are enabled on the shop.';

/**
 * A shop that misbehaves on command. Every fourth address is unknown, the others are never activated, invited or
 * active; an invite makes its customer INVITED. While it fails or hangs, every other mutation is carried out all
 * the same, as one cannot know of a real one.
 */
export async function startStrictShopify(points: Partial<typeof POINTS> = {}): Promise<StrictShopify> {
  const { most, perSecond, mutation, lookUp } = { ...POINTS, ...points };
  const mails = new Map<string, number>();
  const told = new Map<string, Accounts>();
  const useless: { address: string; told: Accounts | undefined }[] = [];
  let accounts: Accounts = 'CLASSIC';
  let mirror: StrictShopify['mirror'] = { version: undefined, at: 0 };
  const invitesAt: number[] = [];
  const invited = new Set<string>();
  const bucket = { points: most, at: performance.now() };
  let mood: Mood = 'well';
  let turn = 0;

  /** Takes points where there are enough. @returns whether there were, and what Shopify says of them */
  function spend(cost: number) {
    const now = performance.now();
    const restored = ((now - bucket.at) / 1000) * perSecond;
    bucket.points = Math.min(most, bucket.points + restored);
    bucket.at = now;
    const isEnough = bucket.points >= cost;
    if (isEnough) bucket.points -= cost;
    const throttleStatus = {
      maximumAvailable: most,
      currentlyAvailable: Math.floor(bucket.points),
      restoreRate: perSecond,
    };
    return {
      isEnough,
      extensions: {
        cost: { requestedQueryCost: cost, actualQueryCost: isEnough ? cost : null, throttleStatus },
      },
    };
  }

  const state = (address: string) =>
    invited.has(address) ? 'INVITED' : STATES[Number(/\d+/.exec(address)?.[0] ?? 0) % STATES.length];

  /** Notes a mail that nobody could use any more. */
  function isUseless(address: string): boolean {
    if (accounts === 'CLASSIC') return false;
    useless.push({ address, told: told.get(address) });
    return true;
  }

  /** Does what is asked. @returns the data of the answer */
  function carryOut(query: string, variables: Readonly<Record<string, string>>): unknown {
    const shop = { customerAccountsV2: { customerAccountsVersion: accounts } };
    if (query.includes('metafieldsSet')) {
      const fields: { key: string; value: string }[] = JSON.parse(JSON.stringify(variables['metafields']));
      mirror = { version: fields.find(({ key }) => key === 'version')?.value, at: performance.now() };
      return { metafieldsSet: { userErrors: [] } };
    }
    if (query.includes('currentAppInstallation')) {
      const { version } = mirror;
      const value = (is: string | undefined) => (is === undefined ? null : { value: is });
      const codes = value(version && String(version === 'NEW_CUSTOMER_ACCOUNTS'));
      const id = 'gid://shopify/AppInstallation/1';
      return { shop, currentAppInstallation: { id, codes, version: value(version) } };
    }
    if (query.includes('customerByIdentifier')) {
      const address = variables['emailAddress'] ?? '';
      const id = `gid://shopify/Customer/${address}`;
      const found = state(address);
      told.set(address, accounts);
      return {
        shop,
        customerByIdentifier: found === undefined ? null : { id, state: found, tags: [] },
      };
    }
    if (query.includes('customerRecover')) {
      const address = variables['email'] ?? '';
      if (isUseless(address)) return { customerRecover: { customerUserErrors: [{ code: 'INVALID' }] } };
      mails.set(address, (mails.get(address) ?? 0) + 1);
      return { customerRecover: { customerUserErrors: [] } };
    }
    // Whatever else is asked is no mail.
    if (!query.includes('customerSendAccountInviteEmail')) return {};
    const address = (variables['customerId'] ?? '').replace('gid://shopify/Customer/', '');
    if (isUseless(address)) {
      const userErrors = [{ field: null, message: NOT_LEGACY, code: 'INVALID' }];
      return { customerSendAccountInviteEmail: { customer: null, userErrors } };
    }
    invitesAt.push(performance.now());
    invited.add(address);
    mails.set(address, (mails.get(address) ?? 0) + 1);
    return { customerSendAccountInviteEmail: { customer: null, userErrors: [] } };
  }

  function answer(
    query: string,
    variables: Readonly<Record<string, string>>,
    response: ServerResponse,
  ): void {
    const json = (body: unknown, status = 200, headers = {}) =>
      response
        .writeHead(status, { 'Content-Type': 'application/json', ...headers })
        .end(JSON.stringify(body));
    const now = mood;
    if (now === 'unavailable') {
      json({ errors: 'Service unavailable' }, 503);
      return;
    }
    turn += 1;
    if (now === 'throttled') {
      if (turn % 2 === 0) {
        json({ errors: 'Too many requests' }, 429, { 'Retry-After': '1.0' });
        return;
      }
      // Other apps, say, have used them up.
      bucket.points = 0;
    }
    // The Storefront API counts no points.
    const isAdmin = !query.includes('customerRecover');
    const { isEnough, extensions } = spend(
      isAdmin ? (query.trimStart().startsWith('mutation') ? mutation : lookUp) : 0,
    );
    if (!isEnough || now === 'throttled') {
      json({ errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions });
      return;
    }
    const isLost = now !== 'well';
    const data = isLost && turn % 2 === 0 ? undefined : carryOut(query, variables);
    if (now === 'fails') json({ errors: 'Internal server error' }, turn % 3 === 0 ? 502 : 500);
    else
      setTimeout(
        () => json({ data, ...(isAdmin ? { extensions } : {}) }),
        now === 'hangs' ? HANG_MS : ANSWER_MS,
      );
  }

  const server = createServer((request, response) => {
    const reply = async () => {
      const body: { query: string; variables: Record<string, string> } = JSON.parse(await text(request));
      answer(body.query, body.variables, response);
    };
    reply().catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');

  return {
    origin: `http://127.0.0.1:${address.port}`,
    get mood() {
      return mood;
    },
    set mood(next) {
      mood = next;
    },
    get accounts() {
      return accounts;
    },
    set accounts(next) {
      accounts = next;
    },
    get mirror() {
      return mirror;
    },
    told,
    useless,
    mails,
    invitesAt,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
