import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

/** What one run of Lighthouse says of a page, as far as it concerns us. */
export interface Audit {
  /** 0 to 100. */
  readonly score: number;
  readonly layoutShift: number;
  /** The part of it that moved an element of ours. */
  readonly ourLayoutShift: number;
  /** Milliseconds. */
  readonly blockingTime: number;
  /** What tasks of our scripts lasted beyond the 50 ms that block nobody, in milliseconds. */
  readonly ourBlockingTime: number;
  /** As the local shop sends them, which packs nothing: headers and all. */
  readonly bytes: {
    readonly html: number;
    readonly scripts: number;
    readonly styles: number;
    readonly all: number;
    /** All bodies as a server that packs would send them. */
    readonly gzipped: number;
  };
}

interface Item {
  readonly url?: string;
  readonly duration?: number;
  readonly score?: number;
  readonly resourceType?: string;
  readonly transferSize?: number;
  readonly node?: { readonly path?: string; readonly snippet?: string };
}

/** https://github.com/GoogleChrome/lighthouse/blob/main/docs/understanding-results.md */
interface Report {
  readonly runtimeError?: { readonly message: string };
  readonly categories: { readonly performance: { readonly score: number | null } };
  readonly audits: Readonly<
    Record<
      string,
      { readonly numericValue?: number; readonly details?: { readonly items?: readonly Item[] } }
    >
  >;
}

const BLOCKS_NOBODY_MS = 50;

/**
 * Opens the page once in a fresh browser, as Lighthouse's slow phone does.
 *
 * @param chromium path of the browser
 * @throws Error when the page could not be judged
 */
export async function audit(url: string, chromium: string): Promise<Audit> {
  const words = [
    url,
    '--quiet',
    '--only-categories=performance',
    '--output=json',
    '--output-path=stdout',
    '--no-enable-error-reporting',
    '--chrome-flags=--headless --no-sandbox',
  ];
  const { stdout } = await promisify(execFile)('lighthouse', words, {
    env: { ...process.env, CHROME_PATH: chromium },
    maxBuffer: 64_000_000,
  });
  const report: Report = JSON.parse(stdout);
  const { score } = report.categories.performance;
  if (report.runtimeError !== undefined || score === null) {
    throw new Error(`Lighthouse could not judge the page: ${report.runtimeError?.message ?? 'no score'}`);
  }
  const value = (name: string) => report.audits[name]?.numericValue ?? Number.NaN;
  const items = (name: string) => report.audits[name]?.details?.items ?? [];
  const sent = (type?: string) =>
    sum(
      items('network-requests')
        .filter(({ resourceType }) => type === undefined || resourceType === type)
        .map(({ transferSize = 0 }) => transferSize),
    );
  const urls = items('network-requests').flatMap(({ url: requested }) => requested ?? []);
  return {
    score: Math.round(score * 100),
    layoutShift: value('cumulative-layout-shift'),
    ourLayoutShift: sum(
      items('layout-shifts')
        .filter(({ node }) => isOurs(node))
        .map(({ score: part = 0 }) => part),
    ),
    blockingTime: value('total-blocking-time'),
    ourBlockingTime: sum(
      items('long-tasks')
        .filter(({ url: script = '' }) => script.includes('/extensions/'))
        .map(({ duration = 0 }) => Math.max(0, duration - BLOCKS_NOBODY_MS)),
    ),
    bytes: {
      html: sent('Document'),
      scripts: sent('Script'),
      styles: sent('Stylesheet'),
      all: sent(),
      gzipped: sum(await Promise.all(urls.map(gzippedSize))),
    },
  };
}

async function gzippedSize(url: string): Promise<number> {
  const response = await fetch(url);
  return gzipSync(await response.arrayBuffer(), { level: 9 }).length;
}

function isOurs(node: Item['node']): boolean {
  return /LATCHKEY-|latchkey-/.test(`${node?.path} ${node?.snippet}`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
