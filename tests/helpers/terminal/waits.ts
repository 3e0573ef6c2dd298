import type { Emulator } from './emulator.ts'

/** Waiting for what a screen shows: woken by each change of it, and a wait in vain shows the screen. */
export interface Waits {
  shows(text: string | RegExp, timeout?: number): Promise<void>
  showsNot(text: string | RegExp, timeout?: number): Promise<void>
  until(there: () => boolean, what: string, timeout?: number): Promise<void>
  /** Resolves when nothing was written for so many milliseconds: a picture may be taken. */
  quiet(milliseconds?: number): Promise<void>
}

export interface Waker {
  changed(): void
  ended(code: number): void
}

const TIMEOUT = 15_000
const QUIET = 40

interface Waiting {
  readonly there: () => boolean
  readonly what: string
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

export function waits(emulator: Pick<Emulator, 'screen'>): Waits & Waker {
  const waiting = new Set<Waiting>()
  const written = new Set<() => void>()
  let end: string | undefined
  const has = (text: string | RegExp): boolean => found(emulator.screen().join('\n'), text)

  function until(there: () => boolean, what: string, timeout = TIMEOUT): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => finish(() => reject(inVain(`In ${timeout} ms it was not so that ${what}`))), timeout)
      const one: Waiting = { there, what, resolve: () => finish(resolve), reject: (error) => finish(() => reject(error)) }
      const finish = (done: () => void): void => {
        clearTimeout(timer)
        waiting.delete(one)
        done()
      }
      waiting.add(one)
      look(one)
    })
  }
  function look(one: Waiting): void {
    if (one.there()) one.resolve()
    else if (end !== undefined) one.reject(inVain(`${end}, and it was never so that ${one.what}`))
  }
  function inVain(why: string): Error {
    return new Error(`${why}. The screen:\n${emulator.screen().join('\n').trimEnd()}`)
  }
  return {
    until,
    shows: (text, timeout) => until(() => has(text), `the screen shows ${String(text)}`, timeout),
    showsNot: (text, timeout) => until(() => !has(text), `the screen does not show ${String(text)}`, timeout),
    quiet: (milliseconds = QUIET) =>
      new Promise((resolve) => {
        const done = (): void => {
          written.delete(again)
          resolve()
        }
        let timer = setTimeout(done, milliseconds)
        const again = (): void => {
          clearTimeout(timer)
          timer = setTimeout(done, milliseconds)
        }
        written.add(again)
      }),
    changed: () => {
      for (const again of written) again()
      for (const one of waiting) look(one)
    },
    ended: (code) => {
      end = `The program ended with ${code}`
      for (const one of waiting) look(one)
    },
  }
}

// A RegExp that remembers where it was would skip every second look.
function found(screen: string, text: string | RegExp): boolean {
  return typeof text === 'string' ? screen.includes(text) : new RegExp(text.source, text.flags.replace(/[gy]/g, '')).test(screen)
}
