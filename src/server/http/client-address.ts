import { isIP } from 'node:net';

/**
 * The shopper's address as the app proxy forwards it. Entries to the left can be made up by anyone; those
 * that proxies in front of this server appended count from the right.
 *
 * @param hops which entry from the right is the shopper; 1 is the last
 * @returns an IPv4 or IPv6 address, or undefined where there is none to trust
 */
export function clientAddress(headers: Headers, hops: number): string | undefined {
  const entry = headers.get('X-Forwarded-For')?.split(',').at(-hops)?.trim() ?? '';
  const address = entry.replace(/^\[(.*)\](:\d+)?$/, '$1');
  // An IPv4 address in an IPv6 costume is the same shopper.
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  return isIP(mapped) === 0 ? undefined : mapped;
}
