import type { CliHost } from './host.ts'

/** Does something that Ctrl-C or SIGTERM stops. */
export async function untilSignal<T>(host: Pick<CliHost, 'onSignal'>, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const off = host.onSignal(() => stop.abort())
  try {
    return await act(stop.signal)
  } finally {
    off()
  }
}
