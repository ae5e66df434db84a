import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { PROJECT_ROOT } from '../../src/devstore/postgres.ts';

/** `npm start`, from its first line to its last. No browser needed. */
interface Start {
  readonly process: ChildProcess;
  readonly text: () => string;
  readonly folder: () => string;
  readonly origin: (name: string) => string;
}

test.describe.configure({ mode: 'serial', timeout: 60_000 });

const running = new Set<ChildProcess>();

test.afterEach(async () => {
  for (const child of running)
    if (child.exitCode === null && child.signalCode === null) await end(child, 'SIGINT');
  running.clear();
});

test('prints where everything is, and every journey can be clicked', async () => {
  const start = await launch();

  expect((await fetch(`${start.origin('Storefront')}/account/login`)).status).toBe(200);
  expect((await fetch(start.origin('Mailbox'))).status).toBe(200);
  const journeys = [...start.text().matchAll(/http:\S+\/journeys\/\d+/g)].map(([url]) => url);
  expect(journeys.length).toBeGreaterThanOrEqual(6);
  for (const url of journeys) expect((await fetch(url)).status, url).toBeLessThan(405);
});

test('leaves no process and no lock behind on Ctrl-C', async () => {
  const start = await launch();
  const postgres = postmaster(start);
  expect(isAlive(postgres)).toBe(true);

  expect(await end(start.process, 'SIGINT')).toBe(0);

  expect(isAlive(postgres)).toBe(false);
  expect(existsSync(join(start.folder(), 'owner'))).toBe(false);
  expect(existsSync(join(start.folder(), 'postgres', 'postmaster.pid'))).toBe(false);
  await expect(fetch(start.origin('Storefront'))).rejects.toThrow();
});

test('hears Ctrl-C while it is still starting', async () => {
  const child = run();
  await expect.poll(() => child.pid).toBeDefined();

  expect([0, null]).toContain(await end(child, 'SIGINT'));
});

test('starts again after being killed outright', async () => {
  const killed = await launch();
  await end(killed.process, 'SIGKILL');

  const again = await launch();

  expect(again.folder()).toBe(killed.folder());
  expect((await fetch(`${again.origin('Storefront')}/account/login`)).status).toBe(200);
  await end(again.process, 'SIGINT');
  expect(isAlive(postmaster(killed))).toBe(false);
});

test('says so when a port is taken, and uses another', async () => {
  const squatter = await occupy(4400);
  try {
    const start = await launch();

    expect(start.text()).toContain('Port 4400 is taken');
    expect(start.origin('Storefront')).not.toContain(':4400');
  } finally {
    squatter?.close();
  }
});

function run(): ChildProcess {
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  return child;
}

async function launch(): Promise<Start> {
  const child = run();
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await expect.poll(() => text, { timeout: 30_000 }).toContain('Ctrl-C stops everything');
  return {
    process: child,
    text: () => text,
    folder: () => /Data {8}(\S+)/.exec(text)?.[1] ?? '',
    origin: (name) => new URL(new RegExp(`${name}\\s+(http\\S+)`).exec(text)?.[1] ?? '').origin,
  };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}

function postmaster(start: Start): number {
  const file = join(start.folder(), 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : -1;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch {
    return false;
  }
}

/** Undefined when somebody else sits on the port already, which serves as well. */
function occupy(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
