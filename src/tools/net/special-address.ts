import ipaddr from 'ipaddr.js'

// What ipaddr.js counts as ordinary or does not know. Documentation, IETF protocols, relays, benchmarks.
const FURTHER_V4 = ['192.0.0.0/24', '192.88.99.0/24', '198.18.0.0/15', '240.0.0.0/4'].map(cidr)
const FURTHER_V6 = ['2001::/23', '3fff::/20'].map(cidr)
// The only range of IPv6 that is given out to the public internet.
const GLOBAL_V6 = cidr('2000::/3')

function cidr(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  return ipaddr.parseCIDR(text)
}

/** Why an address may not be reached (its range), or undefined for an address of the public internet. Anything unreadable is special. */
export function specialRange(text: string): string | undefined {
  const plain = text.replace(/^\[|\]$/g, '')
  if (!ipaddr.isValid(plain)) return 'unreadable'
  const address = ipaddr.parse(plain)
  if (address instanceof ipaddr.IPv4) return rangeOfV4(address)
  return rangeOfV6(address)
}

function rangeOfV4(address: ipaddr.IPv4): string | undefined {
  const range = address.range()
  if (range !== 'unicast') return range
  return FURTHER_V4.some((block) => address.match(block)) ? 'reserved' : undefined
}

/** Addresses that carry an IPv4 address inside are refused as a whole: a gateway on the way could unpack a private one. */
function rangeOfV6(address: ipaddr.IPv6): string | undefined {
  if (address.zoneId) return 'linkLocal'
  if (address.isIPv4MappedAddress()) return rangeOfV4(address.toIPv4Address())
  const range = address.range()
  if (range !== 'unicast') return range
  return !address.match(GLOBAL_V6) || FURTHER_V6.some((block) => address.match(block)) ? 'reserved' : undefined
}
