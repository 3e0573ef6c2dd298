/** Holds progress lines back while a question stands on the screen, and lets one question be asked at a time. */
export interface ProgressGate {
  line(text: string): void
  /** Whether a question stands there. */
  isOpen(): boolean
  /** Runs `ask` alone; lines that come meanwhile are shown after it. */
  alone<T>(ask: () => Promise<T>): Promise<T>
}

export function createProgressGate(show: (line: string) => void): ProgressGate {
  const held: string[] = []
  let open = 0
  let last: Promise<unknown> = Promise.resolve()
  const release = (): void => {
    open -= 1
    if (open === 0) for (const line of held.splice(0)) show(line)
  }
  return {
    line: (text) => {
      if (open > 0) held.push(text)
      else show(text)
    },
    isOpen: () => open > 0,
    alone: (ask) => {
      open += 1
      const turn = last.then(ask).finally(release)
      last = turn.catch(() => undefined)
      return turn
    },
  }
}
