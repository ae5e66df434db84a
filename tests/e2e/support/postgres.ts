import { join } from 'node:path';
import { openCluster, PROJECT_ROOT } from '../../../src/devstore/postgres.ts';

/** One PostgreSQL for the whole run; every worker of Playwright makes a database of its own on it. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = join(PROJECT_ROOT, '.latchkey', `test-postgres-${process.pid}`);
  const cluster = await openCluster({ dataDir, disposable: true });
  process.env['E2E_POSTGRES_URL'] = cluster.url('postgres');
  return () => cluster.remove();
}
