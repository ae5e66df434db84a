import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const SECRET = 'bench-secret-not-a-real-one';
export const SHOP = 'bench.myshopify.com';
export const PREFIX = '/apps/account-access';
export const ADDRESS_KEY = Buffer.alloc(32, 1);

const MAIN = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url));

export interface ServiceProcess {
  readonly pid: number | undefined;
  /** Ends it as the machine would in an outage: at once, without a word. */
  killHard(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `main.ts` in a process of its own as the image does, with limits that do not limit. */
export function startProcess(
  role: 'server' | 'worker',
  options: {
    readonly databaseUrl: string;
    readonly port: number;
    readonly shopifyOrigin?: string;
    readonly environment?: Readonly<Record<string, string>>;
  },
): ServiceProcess {
  const child = spawn(process.execPath, ['--max-semi-space-size=32', MAIN, role], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      SHOPIFY_API_SECRET: SECRET,
      SHOP_DOMAIN: SHOP,
      SHOPIFY_ADMIN_TOKEN: 'admin-token',
      SHOPIFY_STOREFRONT_TOKEN: 'storefront-token',
      SHOPIFY_ORIGIN: options.shopifyOrigin ?? 'http://127.0.0.1:9',
      DATABASE_URL: options.databaseUrl,
      ADDRESS_KEY: ADDRESS_KEY.toString('base64'),
      HOST: '127.0.0.1',
      PORT: String(options.port),
      LIMIT_ADDRESS_PER_HOUR: '1000000000',
      LIMIT_IP_PER_10_MINUTES: '1000000000',
      LIMIT_SHOP_PER_HOUR: '1000000000',
      PROOF_NETWORK_ADDRESSES: '1000000000',
      PROOF_SHOP_PER_HOUR: '1000000000',
      LOG_LEVEL: 'error',
      ...options.environment,
    },
  });
  return { pid: child.pid, killHard: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** Waits until the server takes requests. @throws Error after twenty seconds */
export async function untilReady(port: number): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (response?.status === 200) return;
    if (performance.now() > deadline) throw new Error('the server did not become ready');
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
