/** Which network addresses belong to this machine, its network, or to nobody: a public page must not lead us there. */
import { BlockList, isIP } from 'node:net';

// Networks of IPv4 that the public internet does not reach (IANA special-purpose registry, RFC 6890), as [network, bits].
const privateV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], // this network; connects to this machine on Linux
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local, and the metadata services of clouds
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15], // benchmarking
  ['224.0.0.0', 3], // multicast, reserved, broadcast
];

const privateV6: readonly (readonly [string, number])[] = [
  ['::', 127], // unspecified and loopback
  ['64:ff9b:1::', 48], // local-use NAT64
  ['100::', 64], // discard
  ['2001::', 23], // Teredo and other protocol assignments
  ['fc00::', 7], // unique local
  ['fe80::', 9], // link-local, and the former site-local
  ['ff00::', 8], // multicast
];

const blocked = blockList();

function blockList(): BlockList {
  const list = new BlockList();
  for (const [network, bits] of privateV6) list.addSubnet(network, bits, 'ipv6');
  for (const [network, bits] of privateV4) {
    list.addSubnet(network, bits, 'ipv4');
    // The same networks inside IPv6: mapped (::ffff:0:0/96), compatible (::/96), NAT64 (RFC 6052) and 6to4 (RFC 3056).
    list.addSubnet(`::ffff:${network}`, 96 + bits, 'ipv6');
    list.addSubnet(`::${network}`, 96 + bits, 'ipv6');
    list.addSubnet(`64:ff9b::${network}`, 96 + bits, 'ipv6');
    list.addSubnet(`2002:${hexPairs(network)}::`, 16 + bits, 'ipv6');
  }
  return list;
}

function hexPairs(v4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = v4.split('.').map(Number);
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

/** True for an IP address (no brackets; a zone as in fe80::1%eth0 is fine) outside the public internet. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.split('%', 1)[0] ?? '';
  const version = isIP(bare);
  return version !== 0 && blocked.check(bare, version === 4 ? 'ipv4' : 'ipv6');
}

/**
 * What a URL's hostname says by itself: whether it leads to this machine or network, or null where only DNS knows.
 * The URL parser has already turned decimal, octal, hexadecimal and short forms of IPv4 into the dotted one.
 */
export function privateByName(hostname: string): boolean | null {
  const name = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(name)) return isPrivateAddress(name);
  return name === 'localhost' || name.endsWith('.localhost') ? true : null;
}
