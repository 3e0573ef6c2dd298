import { lookup } from 'node:dns/promises'
import type { Lookup } from './check-target.ts'

/** Names as the machine resolves them, /etc/hosts included. */
export const systemLookup: Lookup = async (host) => {
  const found = await lookup(host, { all: true, verbatim: true })
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
}
