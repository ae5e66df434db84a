import { openTestCluster } from '../../support/test-cluster.ts';

/** One PostgreSQL for the whole run; every worker of Playwright makes a database of its own on it. */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = await openTestCluster();
  process.env['E2E_POSTGRES_URL'] = cluster.url('postgres');
  return () => cluster.remove();
}
