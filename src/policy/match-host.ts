/** `pattern` is `host`, `host:port` or `*.domain`; `target` is `host:port`. Case does not matter. */
export function matchesHost(pattern: string, target: string): boolean {
  const wanted = splitHost(pattern.toLowerCase())
  const actual = splitHost(target.toLowerCase())
  if (wanted.port !== null && wanted.port !== actual.port) return false
  if (wanted.host.startsWith('*.')) return actual.host.endsWith(wanted.host.slice(1))
  return wanted.host === actual.host
}

/** Whether a rule opens this very private address: it has to name host and port. */
export function namesHostAndPort(pattern: string, target: string): boolean {
  const { host, port } = splitHost(pattern)
  return port !== null && !host.includes('*') && matchesHost(pattern, target)
}

function splitHost(text: string): { host: string; port: string | null } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(text)
  return { host: (match?.[1] ?? text).replace(/^\[|\]$/g, '').replace(/\.$/, ''), port: match?.[2] ?? null }
}
