/**
 * Runs `stop` once at the first SIGTERM or SIGINT and lets the process end by itself; a second signal, or
 * `stop` taking too long, ends it at once.
 */
export function onShutdown(stop: () => Promise<void>, patienceMs = 30_000): void {
  let stopping = false;
  const handle = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), patienceMs).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', handle);
  process.on('SIGINT', handle);
}
