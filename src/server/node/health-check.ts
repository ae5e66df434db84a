/**
 * `node src/server/node/health-check.ts`: ends with 0 when the process beside it is alive. For containers, which have
 * neither curl nor another way to ask; METRICS_PORT has to be set.
 */
const PATIENCE_MS = 4_000;

const url = `http://127.0.0.1:${process.env['METRICS_PORT'] ?? '9464'}/healthz`;
const isAlive = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(isAlive ? 0 : 1);
