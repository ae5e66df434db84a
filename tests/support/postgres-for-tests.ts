import type { TestProject } from 'vitest/node';
import { openTestCluster } from './test-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server to make databases on; `DATABASE_URL` of an outside server, or a cluster of this run's own. */
    postgresUrl: string;
  }
}

/** One PostgreSQL for the whole run; every test file clones a database of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outside = process.env['TEST_DATABASE_URL'];
  if (outside !== undefined) {
    project.provide('postgresUrl', outside);
    return async () => undefined;
  }
  const cluster = await openTestCluster();
  project.provide('postgresUrl', cluster.url('postgres'));
  return () => cluster.remove();
}
