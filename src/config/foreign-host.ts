/** The host of an address, or undefined for this machine. */
export function foreignHost(address: string): string | undefined {
  const { host } = new URL(address)
  return /^(?:localhost|127\.[\d.]+|\[::1\])(?::\d+)?$/.test(host) ? undefined : host
}
