import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach } from 'vitest';
import { eventually, SECRET, SHOP } from './service-under-test.ts';

const MAIN = join(import.meta.dirname, '../../src/server/main.ts');

export interface RunningProcess {
  readonly child: ChildProcess;
  /** The exit code, once it has ended. */
  readonly ended: Promise<unknown>;
  /** The fields of the first log line with this event, as soon as there is one. */
  readonly event: (name: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Starts processes of the real program; those that a test leaves are killed after it. Each is told only what the
 * environment here says.
 */
export function useProcesses(databaseUrl: () => string) {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  return (role: string, more: Readonly<Record<string, string>> = {}): RunningProcess => {
    const env = {
      PATH: process.env['PATH'] ?? '',
      SHOPIFY_API_SECRET: SECRET,
      SHOP_DOMAIN: SHOP,
      SHOPIFY_ADMIN_TOKEN: 'admin-token-for-tests',
      SHOPIFY_STOREFRONT_TOKEN: 'storefront-token-for-tests',
      DATABASE_URL: databaseUrl(),
      ADDRESS_KEY: Buffer.alloc(32, 7).toString('base64'),
      // Nobody is asked unless a test says whom.
      SHOPIFY_ORIGIN: 'http://127.0.0.1:9',
      MAILBOX_LOOKUP: 'off',
      LEDGER_REBUILD: 'off',
      ACCOUNTS_CHECK: 'off',
      PORT: '0',
      ...more,
    };
    const child = spawn(process.execPath, [MAIN, role], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const lines: Record<string, unknown>[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(JSON.parse(line) as Record<string, unknown>);
    });
    const ended = once(child, 'exit').then(([code]: unknown[]) => code);
    return {
      child,
      ended,
      lines,
      async event(name) {
        const find = async () => lines.find((line) => line['event'] === name);
        const found = await eventually(find, (line) => line !== undefined, 30_000);
        return found ?? {};
      },
    };
  };
}
