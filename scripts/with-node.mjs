// Runs a script of the project under a Node that is new enough, with the project's packages in place.
// Plain JavaScript on purpose: this is the one file that must run on whatever Node a machine has.
//
//   node scripts/with-node.mjs <script.ts> [arguments]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const runtime = join(root, 'scripts', 'runtime');

/** jsdom asks for the most; see "engines" in package.json. */
const OLDEST = [22, 22, 2];

function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

function isNewEnough(version) {
  const parts = version.replace(/^v/, '').split('.').map(Number);
  for (const [index, least] of OLDEST.entries()) {
    if (parts[index] !== least) return parts[index] > least;
  }
  return true;
}

/** The npm that started us, or the one beside this Node; run by file so that it runs under the Node we choose. */
function npmCli() {
  const started = process.env.npm_execpath;
  if (started !== undefined && /npm-cli\.js$/.test(started)) return started;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, 'npm');
    if (existsSync(candidate) && realpathSync(candidate).endsWith('npm-cli.js'))
      return realpathSync(candidate);
  }
  return fail('npm was not found on PATH. It comes with Node: https://nodejs.org');
}

function npm(node, folder, words) {
  const path = [dirname(node), process.env.PATH].join(delimiter);
  // npm hands its own settings down by environment; a nested npm must read them for its own folder.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|command|execpath|config_local_prefix|config_prefix)/.test(name),
  );
  const env = { ...Object.fromEntries(inherited), PATH: path };
  const result = spawnSync(node, [npmCli(), ...words], {
    cwd: folder,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return result.status === 0;
}

/** This Node if it will do, else one from the npm registry, checked against its own lockfile. */
function findNode() {
  if (isNewEnough(process.version)) return process.execPath;
  const node = join(runtime, 'node_modules', '.bin', 'node');
  if (!existsSync(node)) {
    process.stderr.write(
      `Node ${process.version} is older than ${OLDEST.join('.')}: fetching a newer one for this project …\n`,
    );
    npm(process.execPath, runtime, ['ci', '--ignore-scripts', '--loglevel=error']);
  }
  if (existsSync(node)) return realpathSync(node);
  return fail(
    `Latchkey needs Node ${OLDEST.join('.')} or newer; this is ${process.version}, and no newer one could be fetched.\n` +
      'Install one from https://nodejs.org and run the command again.',
  );
}

/** Installs the packages unless those of this very lockfile are there already. */
function ensurePackages(node) {
  const stamp = join(root, 'node_modules', '.latchkey-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('Installing packages …\n');
  rmSync(stamp, { force: true });
  if (!npm(node, root, ['ci', '--loglevel=error']))
    fail('The packages could not be installed; npm says why above.');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

const [script, ...words] = process.argv.slice(2);
if (script === undefined) fail('Usage: node scripts/with-node.mjs <script> [arguments]');

const node = findNode();
ensurePackages(node);

const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
const child = spawn(node, [join(root, script), ...words], {
  cwd: root,
  env: { ...process.env, PATH: path },
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});

// The child decides when it is done: it hears the signals (twice, where a terminal sends them to the whole
// group), and the closing of the channel when this process is killed outright.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
const parent = process.ppid;
const orphaned = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500);
orphaned.unref();

child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 1 : 130);
  clearInterval(orphaned);
});
