import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openCluster, PROJECT_ROOT, type Cluster } from '../../src/devstore/postgres.ts';

const HOME = join(PROJECT_ROOT, '.latchkey');
const NAME = /^test-postgres-(\d+)$/;

/** A cluster for one run of tests; takes away what runs that were killed have left behind. */
export async function openTestCluster(): Promise<Cluster> {
  mkdirSync(HOME, { recursive: true });
  for (const folder of readdirSync(HOME)) {
    const owner = NAME.exec(folder)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const leftover = await openCluster({ dataDir: join(HOME, folder), disposable: true });
    await leftover.remove();
  }
  return openCluster({ dataDir: join(HOME, `test-postgres-${process.pid}`), disposable: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
