import type { WireEndpoint } from '../wire/provider-wire.ts'

/** The key as a header: in an address it would stand in the logs of every server in between. */
export function keyHeader({ apiKey }: Pick<WireEndpoint, 'apiKey'>): Readonly<Record<string, string>> {
  return apiKey === null ? {} : { 'x-goog-api-key': apiKey }
}
