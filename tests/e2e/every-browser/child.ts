import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A program that runs beside this process, and never longer. */
export interface Child {
  /** What it wrote into its file descriptor 3, once that is a line. @throws Error when it ends before */
  firstLine(): Promise<string>;
  /** Resolves once `ready` says so. @throws Error when the program ends before, or takes too long */
  until(ready: () => Promise<boolean>): Promise<void>;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 5_000;

/** @param env what the program's environment says beyond our own */
export function startChild(
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Child {
  const child = spawn(program, words, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let problem: Error | undefined;
  child.once('error', (error) => (problem = error));
  // However this process ends: nothing may stay behind that only it knows of.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));

  let written = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => (written += chunk.toString()));

  const until = async (ready: () => Promise<boolean>) => {
    const deadline = performance.now() + START_LIMIT_MS;
    while (!(await ready())) {
      if (problem !== undefined || hasEnded(child) || performance.now() > deadline) {
        throw new Error(`${program} did not start`, { cause: problem });
      }
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    }
  };

  return {
    until,
    async firstLine() {
      await until(async () => written.includes('\n'));
      return written.trim();
    },
    async stop() {
      if (child.pid === undefined || hasEnded(child)) return;
      const gone = once(child, 'exit');
      child.kill();
      const forced = setTimeout(kill, STOP_LIMIT_MS);
      await gone;
      clearTimeout(forced);
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
