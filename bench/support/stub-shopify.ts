import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

export interface StubShopify {
  readonly origin: string;
  /** How many mails each customer got, by address. */
  readonly mails: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** A shop where every fourth address is unknown, and the others are never activated, invited or active. */
const STATES = [undefined, 'DISABLED', 'INVITED', 'ENABLED'] as const;
const ANSWER_MS = 15;

interface StubCustomer {
  readonly state: string;
  readonly tags: readonly string[];
}

function byNumber(address: string): StubCustomer | undefined {
  const state = STATES[Number(/\d+/.exec(address)?.[0] ?? 0) % STATES.length];
  return state === undefined ? undefined : { state, tags: [] };
}

/**
 * Answers the three operations, a little late, and counts the mails.
 *
 * @param customerOf who has an address; undefined for nobody
 */
export async function startStubShopify(customerOf = byNumber): Promise<StubShopify> {
  const mails = new Map<string, number>();
  const count = (address: string) => mails.set(address, (mails.get(address) ?? 0) + 1);

  function answer(query: string, variables: Readonly<Record<string, string>>): unknown {
    if (query.includes('customerByIdentifier')) {
      const address = variables['emailAddress'] ?? '';
      const found = customerOf(address);
      const customer = found === undefined ? null : { id: `gid://shopify/Customer/${address}`, ...found };
      return {
        shop: { customerAccountsV2: { customerAccountsVersion: 'CLASSIC' } },
        customerByIdentifier: customer,
      };
    }
    if (query.includes('customerRecover')) {
      count(variables['email'] ?? '');
      return { customerRecover: { customerUserErrors: [] } };
    }
    count((variables['customerId'] ?? '').replace('gid://shopify/Customer/', ''));
    return { customerSendAccountInviteEmail: { customer: null, userErrors: [] } };
  }

  const server = createServer((request, response) => {
    const reply = async () => {
      const body: { query: string; variables: Record<string, string> } = JSON.parse(await text(request));
      const data = answer(body.query, body.variables);
      setTimeout(() => {
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ data }));
      }, ANSWER_MS);
    };
    reply().catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    mails,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
