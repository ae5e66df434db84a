/**
 * The network that requests of an address are counted for: an IPv4 address itself, the /64 of an IPv6 one
 * (a household owns that many), and one shared network for requests whose origin is not known.
 *
 * @param ip a valid address in any spelling
 */
export function networkOf(ip: string | undefined): string {
  if (ip === undefined) return 'none';
  return ip.includes(':') ? firstFourGroups(ip) : ip;
}

function firstFourGroups(ip: string): string {
  const [head = '', tail] = ip.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  if (tail === undefined) return shortened(left.slice(0, 4));
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return shortened([...left, ...zeros, ...right].slice(0, 4));
}

function shortened(groups: readonly string[]): string {
  return groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}
