/**
 * Weighs what a shopper downloads, and fails above the budgets of `docs/architecture.md`.
 *
 *     node scripts/check-budgets.ts
 *
 * Gzip at level 9, as a CDN stores it; the sum over the files, because each travels compressed by itself.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { COMMON_PASSWORDS_FILE } from '../src/contracts/common-passwords.ts';
import { readmeWith } from './byte-table.ts';
import { buildExtension, type ExtensionBuild } from './build-extension.ts';
import { buildWelcomeBack } from './build-welcome-back.ts';

const ADVICE = ['password-advice.js', COMMON_PASSWORDS_FILE];

export interface Weight {
  readonly what: string;
  readonly files: readonly string[];
  readonly bytes: number;
  readonly limit: number;
}

/** Weighs a build. All figures are bytes. */
export async function weigh(build: ExtensionBuild): Promise<Weight[]> {
  const sizes = new Map(
    await Promise.all(
      build.files.map(async (name) => {
        const content = await readFile(join(build.folder, name));
        return [name, { raw: content.length, gzip: gzipSync(content, { level: 9 }).length }] as const;
      }),
    ),
  );
  const sum = (files: readonly string[], kind: 'raw' | 'gzip'): number =>
    files.reduce((total, name) => total + (sizes.get(name)?.[kind] ?? 0), 0);
  const heaviest = (beginning: string): string =>
    build.files
      .filter((name) => name.startsWith(beginning))
      .reduce((most, name) => (sum([name], 'gzip') > sum([most], 'gzip') ? name : most), '');
  const INBOX_HELP = ['inbox-help.js', heaviest('inbox-help-')];
  const CODE_HELP = ['code-help.js', heaviest('code-help-')];
  const CHECKS = ['inbox-checks.js', heaviest('inbox-checks-')];
  const journey = (entry: string): readonly string[] => ['loader.js', ...(build.modules[entry] ?? [])];
  return [
    {
      what: 'loader, raw',
      files: ['loader.js'],
      bytes: sum(['loader.js'], 'raw'),
      limit: 2_000,
    },
    ...[
      { what: 'guided activation, JavaScript, gzip', entry: 'set-password.js' },
      { what: 'way in up to its answer, JavaScript, gzip', entry: 'way-in.js' },
      { what: 'done, JavaScript, gzip', entry: 'done.js' },
    ].map(({ what, entry }) => ({
      what,
      files: journey(entry),
      bytes: sum(journey(entry), 'gzip'),
      limit: 12_000,
    })),
    {
      // Loaded after the first letter, and not needed to hand a password in: docs/decisions/0010.
      what: 'password advice, loaded on typing, with its data, gzip',
      files: ADVICE,
      bytes: sum(ADVICE, 'gzip'),
      limit: 16_000,
    },
    {
      // As with passwords: sending does not need it.
      what: 'address advice, loaded on typing, gzip',
      files: ['address-advice.js'],
      bytes: sum(['address-advice.js'], 'gzip'),
      limit: 2_000,
    },
    {
      what: 'inbox help, loaded after the answer, with the data of the heaviest language, gzip',
      files: INBOX_HELP,
      bytes: sum(INBOX_HELP, 'gzip'),
      limit: 10_000,
    },
    {
      what: 'sign-in guide, JavaScript, gzip',
      files: ['sign-in.js'],
      bytes: sum(['sign-in.js'], 'gzip'),
      limit: 2_000,
    },
    {
      what: 'help for codes, loaded when its fold is opened, with the data of the heaviest language, gzip',
      files: CODE_HELP,
      bytes: sum(CODE_HELP, 'gzip'),
      limit: 10_000,
    },
    {
      // On ordinary pages, where a merchant turned it on.
      what: 'sign-in hint, JavaScript, gzip',
      files: ['sign-in-hint.js'],
      bytes: sum(['sign-in-hint.js'], 'gzip'),
      limit: 1_000,
    },
    {
      // Nobody needs it who does not open a fold: docs/decisions/0015.
      what: 'checks, loaded when their fold is opened, the heaviest language, gzip',
      files: CHECKS,
      bytes: sum(CHECKS, 'gzip'),
      limit: 4_000,
    },
    {
      // Only under suspicion: docs/decisions/0021.
      what: 'proof of work, loaded when it is asked for, gzip',
      files: ['proof.js'],
      bytes: sum(['proof.js'], 'gzip'),
      limit: 2_000,
    },
    {
      what: 'style sheet, gzip',
      files: ['account-access.css'],
      bytes: sum(['account-access.css'], 'gzip'),
      limit: 6_000,
    },
  ];
}

/** Weighs the extension of the profile page, which is a bundle of its own, on a page of Shopify's. */
async function weighWelcomeBack(): Promise<Weight> {
  const bytes = gzipSync(await buildWelcomeBack(), { level: 9 }).length;
  const files = ['welcome-back.js'];
  return { what: 'welcome-back block in customer accounts, gzip', files, bytes, limit: 20_000 };
}

if (import.meta.main) {
  const build = await buildExtension();
  const weights = [...(await weigh(build)), await weighWelcomeBack()];
  console.table(
    weights.map(({ what, files, bytes, limit }) => ({
      what,
      files: files.length,
      bytes,
      limit,
      verdict: bytes <= limit ? 'fits' : 'TOO HEAVY',
    })),
  );
  if (weights.some(({ bytes, limit }) => bytes > limit)) process.exitCode = 1;
  const { is, due } = await readmeWith(build);
  if (is !== due) {
    console.error('README’s table of bytes is not true any more: node scripts/byte-table.ts');
    process.exitCode = 1;
  }
}
