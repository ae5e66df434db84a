/** `npm start`: PostgreSQL, server, worker and local shop in one go, until Ctrl-C. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase, openCluster, PROJECT_ROOT } from '../src/devstore/postgres.ts';
import { JOURNEYS } from '../src/devstore/journeys.ts';
import { startLocalStack, type LocalStack } from '../src/devstore/start.ts';
import { buildExtension } from './build-extension.ts';

const home = claimDataFolder();
const undo: (() => Promise<void> | void)[] = [() => rmSync(join(home, 'owner'), { force: true })];

let leaving: Promise<never> | undefined;
// A terminal's Ctrl-C reaches us twice, once by way of the process that started us: the second is the same wish.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0));
process.on('disconnect', () => void leave(0));

const starting = begin();

async function begin(): Promise<void> {
  try {
    const stack = await start();
    if (leaving === undefined) console.log(screen(stack));
  } catch (error) {
    if (leaving === undefined) console.error(error instanceof Error ? error.message : error);
    void leave(1);
  }
}

/** Undoes everything in reverse, once, and only after a start that is under way has come to its end. */
function leave(code: number): Promise<never> {
  leaving ??= (async () => {
    await starting;
    for (const step of undo.toReversed()) await step();
    process.exit(code);
  })();
  return leaving;
}

async function start(): Promise<LocalStack> {
  await buildExtension();
  const databaseUrl = process.env['DATABASE_URL'] ?? (await ownDatabase());
  const stack = await startLocalStack({
    databaseUrl,
    environment: { LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error' },
  });
  undo.push(() => stack.stop());
  return stack;
}

async function ownDatabase(): Promise<string> {
  const cluster = await openCluster({ dataDir: join(home, 'postgres') });
  undo.push(() => cluster.stop());
  return createDatabase(cluster, 'latchkey');
}

/**
 * A folder for this start's data that no other start is using. The mark of a start that was killed is
 * recognised by its process being gone, and its folder used again.
 */
function claimDataFolder(): string {
  for (let number = 1; ; number += 1) {
    const folder = join(PROJECT_ROOT, '.latchkey', number === 1 ? 'start' : `start-${number}`);
    mkdirSync(folder, { recursive: true });
    const mark = join(folder, 'owner');
    if (existsSync(mark) && !isOwned(mark)) rmSync(mark, { force: true });
    try {
      writeFileSync(mark, String(process.pid), { flag: 'wx' });
      return folder;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

function isOwned(mark: string): boolean {
  try {
    const pid = Number(readFileSync(mark, 'utf8'));
    process.kill(pid, 0);
    // After a reboot the number may belong to some other program; where the system can tell, ask it.
    return isOurs(pid);
  } catch {
    return false;
  }
}

function isOurs(pid: number): boolean {
  if (process.platform !== 'linux') return true;
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('scripts/start.ts');
}

function screen({ shop, moved }: LocalStack): string {
  const { storefront, mailbox, accounts } = shop.origins;
  const journeys = JOURNEYS.map(
    ({ title }, index) => `  ${String(index + 1).padStart(2)}  ${mailbox}/journeys/${index + 1}  ${title}`,
  );
  return [
    '',
    ...moved,
    `  Storefront  ${storefront}/account/login`,
    `  Accounts    ${accounts}/ (customer accounts, once the shop is on codes)`,
    `  Mailbox     ${mailbox}/`,
    `  Controls    ${mailbox}/controls`,
    `  Editor      ${mailbox}/editor`,
    `  Data        ${home}`,
    '',
    '  Journeys (each link sets the shop up and takes you to where the shopper starts)',
    ...journeys,
    '',
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}
