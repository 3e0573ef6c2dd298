const FRESH_MS = 5_000

interface Found {
  readonly at: number
  readonly paths: Promise<readonly string[]>
}

/** The workspace's paths: read when first asked for, and again in the background when some seconds old. */
export function createPathFinder(list: () => Promise<readonly string[]>): () => Promise<readonly string[]> {
  let known: Found | undefined
  let reading: Promise<readonly string[]> | undefined
  function read(): Promise<readonly string[]> {
    reading ??= list()
      .then((paths) => {
        known = { at: performance.now(), paths: Promise.resolve(paths) }
        return paths
      })
      .finally(() => {
        reading = undefined
      })
    return reading
  }
  return () => {
    if (known === undefined) return read()
    if (performance.now() - known.at > FRESH_MS) read().catch(() => undefined)
    return known.paths
  }
}
