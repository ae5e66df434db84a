/**
 * A resolver in a process of its own, as it is in life: the load generator must not keep it from answering. Says
 * Google Workspace for two thirds of all domains, and nothing at all for the others: those whose number is a
 * multiple of three.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startDnsServer, type DnsAnswer } from '../../src/devstore/dns/dns-server.ts';

export interface HangingDns {
  /** As `DNS_SERVERS` takes it. */
  readonly address: string;
  /** How many questions came so far. */
  count(): Promise<number>;
  stop(): Promise<void>;
}

const GOOGLE: DnsAnswer = { kind: 'mx', records: [{ priority: 1, exchange: 'aspmx.l.google.com' }] };
const isHanging = (domain: string) => Number(/(\d+)\.example$/.exec(domain)?.[1]) % 3 === 0;

export async function startHangingDns(): Promise<HangingDns> {
  const child = fork(fileURLToPath(import.meta.url));
  const [address]: unknown[] = await once(child, 'message');
  return {
    address: String(address),
    async count() {
      child.send('count');
      const [count]: unknown[] = await once(child, 'message');
      return Number(count);
    },
    async stop() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}

if (import.meta.main) {
  const dns = await startDnsServer((domain) => (isHanging(domain) ? { kind: 'silence' } : GOOGLE));
  process.on('message', () => process.send?.(dns.asked.length));
  process.send?.(dns.address);
}
