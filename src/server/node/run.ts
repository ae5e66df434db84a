import type { Config } from '../config.ts';
import { createLog } from '../logger.ts';
import { createService, type Role } from '../service.ts';
import { createAdmin } from '../telemetry/admin.ts';
import { loadTelemetry } from '../telemetry/telemetry.ts';
import { systemClock } from './system-clock.ts';
import { listen } from './listen.ts';
import { onShutdown } from './shutdown.ts';

const ROLES: Readonly<Record<string, readonly Role[]>> = {
  server: ['server'],
  worker: ['worker'],
  all: ['server', 'worker'],
};

/**
 * Runs this process until it is told to stop.
 *
 * @param role `server`, `worker` or `all`
 * @throws RangeError for any other role; Error when a port is taken
 */
export async function run(config: Config, role: string): Promise<void> {
  const roles = Object.hasOwn(ROLES, role) ? ROLES[role] : undefined;
  if (roles === undefined) throw new RangeError(`Role ${role} is none of ${Object.keys(ROLES).join(', ')}`);
  const log = createLog(config.logLevel);
  const telemetry = await loadTelemetry(config.telemetry, systemClock);
  const service = createService({ config, clock: systemClock, log, roles, telemetry });

  // Listening first: while the database is away, shoppers are told so instead of being left waiting.
  const listener = roles.includes('server') ? await listen(service.handle, config) : undefined;
  if (listener !== undefined) log.info('listening', { port: listener.port });
  const { metricsHost: host, metricsPort: port } = config.telemetry;
  const admin =
    port === 'off'
      ? undefined
      : await listen(createAdmin({ telemetry, isReady: service.isReady }), { host, port });
  if (admin !== undefined) log.info('admin-listening', { port: admin.port });

  // 8 s for requests under way and 20 s for jobs, which have stopped being taken by then, within the 30 s that most
  // platforms give a process.
  onShutdown(async () => {
    service.drain();
    await listener?.close();
    await service.stop();
    await admin?.close();
    await telemetry.stop();
  });
  await service.start();
}
