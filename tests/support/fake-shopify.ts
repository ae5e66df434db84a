import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** A call as it arrived. */
export interface ShopifyCall {
  readonly api: 'admin' | 'storefront';
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage['headers'];
}

export type Answer =
  | { readonly json: unknown; readonly status?: number }
  | { readonly text: string; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Takes the request and hangs up. */
  | 'cut';

/** Answers one kind of operation; returning undefined makes the call an unexpected one. */
export type Handler = (call: ShopifyCall) => Answer | undefined;

export interface FakeShopify {
  readonly origin: string;
  readonly calls: readonly ShopifyCall[];
  /** Calls that no handler was there for. A test ends with {@link FakeShopify.verify}. */
  on(operation: string, handler: Handler): void;
  callsOf(operation: string): readonly ShopifyCall[];
  /** @throws Error naming calls that nobody expected; then forgets all calls and handlers */
  verify(): void;
  close(): Promise<void>;
}

const PATHS: Readonly<Record<string, ShopifyCall['api']>> = {
  '/admin/api/2026-10/graphql.json': 'admin',
  '/api/2026-10/graphql.json': 'storefront',
};

/** The two GraphQL endpoints of a shop, doing only what a test tells them to. */
export async function startFakeShopify(): Promise<FakeShopify> {
  let handlers = new Map<string, Handler>();
  let calls: ShopifyCall[] = [];
  let unexpected: string[] = [];

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const api = PATHS[request.url ?? ''];
    const body = readOperation(await text(request));
    const operation = /(?:query|mutation)\s+(\w+)/.exec(body.query)?.[1] ?? 'none';
    if (api === undefined) {
      unexpected.push(`${operation} at ${request.url}`);
      response.writeHead(404).end();
      return;
    }
    const call = { api, operation, variables: body.variables, headers: request.headers };
    calls.push(call);
    const given = handlers.get(operation)?.(call);
    if (given === undefined) {
      unexpected.push(operation);
      response.writeHead(500).end();
    } else if (given === 'cut') {
      response.destroy();
    } else if ('text' in given) {
      response.writeHead(given.status, { 'Content-Type': 'text/html', ...given.headers }).end(given.text);
    } else {
      response.writeHead(given.status ?? 200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(given.json));
    }
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');

  return {
    origin: `http://127.0.0.1:${address.port}`,
    get calls() {
      return calls;
    },
    on: (operation, handler) => handlers.set(operation, handler),
    callsOf: (operation) => calls.filter((call) => call.operation === operation),
    verify() {
      const surprises = unexpected;
      handlers = new Map();
      calls = [];
      unexpected = [];
      if (surprises.length > 0) throw new Error(`Unexpected calls to Shopify: ${surprises.join(', ')}`);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function readOperation(json: string): { query: string; variables: Readonly<Record<string, unknown>> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a body of another shape fails the test
  return JSON.parse(json) as ReturnType<typeof readOperation>;
}

export interface FakeCustomer {
  readonly id: string;
  readonly state: string;
  readonly tags?: readonly string[];
}

/** The answer to a look-up, as recorded from a development store: no match is null. */
export function lookUpAnswer(customer: FakeCustomer | null, version = 'CLASSIC'): Answer {
  return {
    json: {
      data: {
        shop: { customerAccountsV2: { customerAccountsVersion: version } },
        customerByIdentifier: customer === null ? null : { tags: [], ...customer },
      },
    },
  };
}

export function inviteAnswer(customer: FakeCustomer | null, message?: string): Answer {
  const userErrors = message === undefined ? [] : [{ field: ['customerId'], message, code: null }];
  return { json: { data: { customerSendAccountInviteEmail: { customer, userErrors } } } };
}

export function recoverAnswer(code?: string): Answer {
  const customerUserErrors = code === undefined ? [] : [{ code, field: ['email'], message: 'as recorded' }];
  return { json: { data: { customerRecover: { customerUserErrors } } } };
}

/** HTTP 200 all the same, as Shopify does. */
export const THROTTLED: Answer = {
  json: {
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: {
      cost: {
        requestedQueryCost: 10,
        actualQueryCost: null,
        throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 0, restoreRate: 100 },
      },
    },
  },
};
