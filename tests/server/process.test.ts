import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { eventually, queryAt, SECRET, SHOP } from '../support/service-under-test.ts';

const MAIN = join(import.meta.dirname, '../../src/server/main.ts');
const database = useDatabase();

function env(): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    SHOPIFY_API_SECRET: SECRET,
    SHOP_DOMAIN: SHOP,
    SHOPIFY_ADMIN_TOKEN: 'admin-token-for-tests',
    SHOPIFY_STOREFRONT_TOKEN: 'storefront-token-for-tests',
    DATABASE_URL: database.url,
    ADDRESS_KEY: Buffer.alloc(32, 7).toString('base64'),
    PORT: '0',
  };
}

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(role: string, environment: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN, role], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const errors: string[] = [];
  const lines: Record<string, unknown>[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString('utf8')));
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line)));
  const ended = once(child, 'exit').then(([code]: unknown[]) => code);
  /** The fields of the first line with this event. */
  const event = async (name: string) => {
    const find = async () => lines.find((line) => line['event'] === name);
    return eventually(find, (found) => found !== undefined);
  };
  return { child, ended, event, errors };
}

describe('the process', () => {
  it('names every missing variable and ends, without a stack trace', async () => {
    const { ended, errors } = start('all', { PATH: process.env['PATH'] ?? '' });

    expect(await ended).toBe(1);
    expect(errors.join('')).toContain('SHOPIFY_API_SECRET: missing');
    expect(errors.join('')).toContain('DATABASE_URL: missing');
    expect(errors.join('')).not.toContain('    at ');
  });

  it('knows three roles', async () => {
    const { ended, errors } = start('everything', env());

    expect(await ended).toBe(1);
    expect(errors.join('')).toContain('server, worker, all');
  });

  it('takes requests over HTTP, and ends in order when told to', async () => {
    const { child, ended, event } = start('server', env());
    const port = (await event('listening'))?.['port'];
    await event('service-started');

    const response = await fetch(`http://127.0.0.1:${String(port)}/proxy/requests${queryAt(Date.now())}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.7' },
      body: JSON.stringify({ email: 'ada@example.com' }),
    });
    expect(response.status).toBe(202);
    expect(await database.query('SELECT 1 FROM access_request')).toHaveLength(1);

    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
