import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWelcomeBack } from '../../../scripts/build-welcome-back.ts';
import { WEBHOOK_TOPICS } from '../../../src/server/domain/webhook-ports.ts';
import { APP_HOME } from '../../../src/server/http/pages/app-home.ts';
import { API_VERSION } from '../../../src/server/shopify/graphql.ts';

const ROOT = join(import.meta.dirname, '../../..');
const COMPLIANCE = ['customers/data_request', 'customers/redact', 'shop/redact'];

type Table = Record<string, unknown>;
let text: string;
let toml: Record<string, Table>;
let subscriptions: Table[];

/** As much of TOML as the file has: tables, lists of tables, and values that JSON writes the same way. */
function parse(source: string): { tables: Record<string, Table>; lists: Record<string, Table[]> } {
  const tables: Record<string, Table> = { '': {} };
  const lists: Record<string, Table[]> = {};
  let current: Table = tables[''] ?? {};
  for (const line of source.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, list, table, key, value = ''] =
      /^(?:\[\[(.+)\]\]|\[(.+)\]|(\w+) = (.+))$/.exec(line) ?? expect.fail(`not understood: ${line}`);
    if (list !== undefined) (lists[list] ??= []).push((current = {}));
    else if (table !== undefined) tables[table] = current = {};
    else if (key !== undefined) current[key] = JSON.parse(value) as unknown;
  }
  return { tables, lists };
}

beforeAll(async () => {
  text = await readFile(join(ROOT, 'shopify.app.toml'), 'utf8');
  const read = parse(text);
  toml = read.tables;
  subscriptions = read.lists['webhooks.subscriptions'] ?? [];
});

const listOf = (table: Table | undefined, key: string) => (table?.[key] ?? []) as readonly string[];

describe('the app as Shopify knows it', () => {
  it('is installed by Shopify itself, with the scopes that the calls need, in order and once each', () => {
    const scopes = String(toml['access_scopes']?.['scopes']).split(',');

    expect(toml['access_scopes']?.['use_legacy_install_flow']).toBe(false);
    expect(scopes).toEqual([...new Set(scopes)].toSorted());
    expect(scopes).toEqual([
      'customer_read_customers',
      'customer_read_orders',
      'read_customers',
      'read_orders',
      'unauthenticated_write_customers',
      'write_app_proxy',
      'write_customers',
    ]);
  });

  it('is told of everything that the server listens to, once each, and of nothing else', () => {
    const topics = subscriptions.flatMap((each) => listOf(each, 'topics'));
    const compliance = subscriptions.flatMap((each) => listOf(each, 'compliance_topics'));

    expect(compliance.toSorted()).toEqual(COMPLIANCE);
    expect([...topics, ...compliance].toSorted()).toEqual([...WEBHOOK_TOPICS].toSorted());
    expect(toml['webhooks']?.['api_version']).toBe(API_VERSION);
  });

  it('is told nothing of a customer but who it is and in which state', () => {
    const ofCustomers = subscriptions.filter((each) =>
      listOf(each, 'topics').some((topic) => topic.startsWith('customers/')),
    );

    expect(ofCustomers).not.toEqual([]);
    for (const each of ofCustomers) {
      const fields = listOf(each, 'include_fields');
      expect(fields).toContain('id');
      expect(['id', 'state', 'updated_at']).toEqual(expect.arrayContaining([...fields]));
    }
  });

  it('has one server, with addresses that the server answers', () => {
    const home = new URL(String(toml['']?.['application_url']));
    const uris = [...new Set(subscriptions.map((each) => String(each['uri'])))];

    expect(home.protocol).toBe('https:');
    expect(home.pathname).toBe(APP_HOME.page);
    expect(uris).toEqual([`${home.origin}/webhooks`]);
    expect(toml['app_proxy']?.['url']).toBe(`${home.origin}/proxy`);
    expect(toml['']?.['embedded']).toBe(true);
  });

  it('has a proxy path as Shopify allows it, which is the one that the blocks start out with', async () => {
    const { prefix, subpath } = toml['app_proxy'] ?? {};
    const block = await readFile(join(ROOT, 'extensions/account-access/blocks/way-in.liquid'), 'utf8');

    expect(['a', 'apps', 'community', 'tools']).toContain(prefix);
    expect(subpath).toMatch(/^(?!admin$|services$|password$|login$)[\w-]{1,30}$/);
    expect(block).toContain(`"default": "/${String(prefix)}/${String(subpath)}"`);
  });

  it('is nobody’s yet: the client id is filled in by who links it', () => {
    expect(toml['']?.['client_id']).toBe('');
  });
});

describe('Shopify’s own CLI', () => {
  let folder: string;
  beforeAll(async () => {
    // Below the project, whose packages the bundle of the customer account extension is made of.
    await mkdir(join(ROOT, '.cache'), { recursive: true });
    folder = await mkdtemp(join(ROOT, '.cache/app-'));
    await cp(join(ROOT, 'extensions'), join(folder, 'extensions'), { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "name": "app", "version": "1.0.0" }');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** What it can check without an account: the shape of the file, and the extension. */
  async function build(config: string): Promise<string> {
    const linked = config.replace('client_id = ""', `client_id = "${'0'.repeat(32)}"`);
    await writeFile(join(folder, 'shopify.app.toml'), linked);
    const { PATH = '' } = process.env;
    const env = { PATH, HOME: folder, CI: '1', SHOPIFY_CLI_NO_ANALYTICS: '1', NO_COLOR: '1' };
    const cli = join(ROOT, 'node_modules/@shopify/cli/bin/run.js');
    const said = await promisify(execFile)(process.execPath, [cli, 'app', 'build'], { cwd: folder, env });
    return said.stdout + said.stderr;
  }

  it('builds the app, and a block for customer accounts as light as our own check finds it', async () => {
    expect(await build(text)).toContain('built!');

    const script = await readFile(join(folder, 'extensions/welcome-back/dist/welcome-back.js'));
    const weighed = gzipSync(await buildWelcomeBack()).length;
    expect(gzipSync(script).length).toBeLessThan(20_000);
    // The CLI has an esbuild of its own, whose version differs.
    expect(Math.abs(gzipSync(script).length - weighed)).toBeLessThan(200);
  }, 60_000);

  it('would refuse a file that is wrong', async () => {
    await expect(build(text.replace('shop/redact', 'shop/forget'))).rejects.toThrow(/compliance_topics/);
  }, 60_000);
});
