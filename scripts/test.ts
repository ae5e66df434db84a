/** `npm test [-- stage …]`: what CI runs, whole or in parts. Ends with a line that counts. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { buildExtension } from './build-extension.ts';
import { ensureBrowsers } from './browsers.ts';
import { STAGES, type Stage } from './stages.ts';

interface Count {
  passed: number;
  failed: number;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STAGES.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(
    `No such stage: ${unknown.join(', ')}. There are: ${STAGES.map((stage) => stage.name).join(', ')}.`,
  );
  process.exit(2);
}
const stages = STAGES.filter((stage) => wanted.length === 0 || wanted.includes(stage.name));

mkdirSync('.cache', { recursive: true });
await buildExtension();

const total: Count = { passed: 0, failed: 0 };
const failures: string[] = [];
const settle = (stage: Stage, count: Count) => {
  total.passed += count.passed;
  total.failed += count.failed;
  if (count.failed > 0) failures.push(stage.name);
};

await Promise.all(
  stages.filter((stage) => stage.static).map(async (stage) => settle(stage, await runQuietly(stage))),
);
for (const stage of stages.filter((candidate) => !candidate.static)) settle(stage, await runLoudly(stage));

if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** Static checks run side by side; one speaks up only when it fails. */
async function runQuietly(stage: Stage): Promise<Count> {
  const { code, output } = await run(stage, 'pipe');
  console.log(`${code === 0 ? '✓' : '✗'} ${stage.name}: ${stage.says}`);
  if (code !== 0) console.log(output);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runLoudly(stage: Stage): Promise<Count> {
  console.log(`\n── ${stage.name}: ${stage.says}`);
  if (stage.report) rmSync(stage.report.file, { force: true });
  const env = stage.name === 'e2e' ? await ensureBrowsers() : {};
  const { code } = await run(stage, 'inherit', env);
  const count = readCount(stage);
  // A runner that dies half-way has failed, whatever it had counted by then.
  return code === 0 || count.failed > 0 ? count : { ...count, failed: count.failed + 1 };
}

function run(stage: Stage, stdio: 'pipe' | 'inherit', env = {}): Promise<{ code: number; output: string }> {
  const [program = '', ...words] = stage.command;
  const child = spawn(program, words, { stdio: ['ignore', stdio, stdio], env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function readCount({ report }: Stage): Count {
  if (report === undefined) return { passed: 0, failed: 0 };
  try {
    const found = JSON.parse(readFileSync(report.file, 'utf8'));
    return report.kind === 'vitest'
      ? { passed: found.numPassedTests, failed: found.numFailedTests }
      : { passed: found.stats.expected + found.stats.flaky, failed: found.stats.unexpected };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
