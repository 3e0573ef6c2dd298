const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const

/** A signal ends the menu as a person would, with 128 and its number. Returns the end of it. */
export function onSignals(leave: (code: number) => void): () => void {
  const handlers = Object.entries(SIGNALS).map(([signal, number]) => [signal, () => leave(128 + number)] as const)
  for (const [signal, handler] of handlers) process.on(signal, handler)
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler)
  }
}
