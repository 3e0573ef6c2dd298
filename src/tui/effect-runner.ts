import { setTimeout as wait } from 'node:timers/promises'
import { ClawError } from '../kernel/claw-error.ts'
import type { MenuEffect, MenuMessage } from '../view/menu/menu-state.ts'
import type { Notice } from '../view/menu/screen.ts'
import { visibleText } from '../view/shown-text.ts'
import type { Desk, MenuHost } from './desk.ts'
import type { Performer } from './performer.ts'
import { PERFORMERS } from './performers/performers.ts'

export interface EffectRunner {
  run(effect: MenuEffect): void
  /** Stops what is still done for a screen. */
  close(screen: number): void
  /** Stops everything, and waits for what was to be kept. */
  end(): Promise<void>
}

/** A little more than a tool is given to stop. */
const END_MS = 3000

export interface RunnerPorts {
  readonly host: MenuHost
  readonly send: (message: MenuMessage) => void
  readonly withTerminal: Desk<unknown>['withTerminal']
}

/** Carries out the effects of each screen for as long as it is open; an error is shown and ends nothing. */
export function createEffectRunner({ host, send, withTerminal }: RunnerPorts): EffectRunner {
  const open = new Map<number, AbortController>()
  const kept = new Set<Promise<unknown>>()
  const controllerOf = (screen: number): AbortController => {
    const known = open.get(screen) ?? new AbortController()
    open.set(screen, known)
    return known
  }
  return {
    run: ({ screen, place, effect }) => {
      const { signal } = controllerOf(screen)
      const desk: Desk<unknown> = {
        ...host,
        signal,
        withTerminal,
        keep: async (work) => {
          kept.add(work)
          try {
            return await work
          } finally {
            kept.delete(work)
          }
        },
        tell: (data) => {
          if (!signal.aborted) send({ type: 'data', screen, data })
        },
        say: ({ text, as }) => send({ type: 'notice', notice: { text: visibleText(text), as } }),
      }
      // The screen and its performer have the same name, and so the same effects.
      const performed = PERFORMERS[place]().then((perform) => (perform as Performer<typeof place>)(effect as never, desk as never))
      performed.catch((error: unknown) => {
        if (!signal.aborted) send({ type: 'notice', notice: noticeOf(error) })
      })
    },
    close: (screen) => {
      open.get(screen)?.abort()
      open.delete(screen)
    },
    end: async () => {
      for (const controller of open.values()) controller.abort()
      await Promise.race([Promise.allSettled(kept), wait(END_MS, undefined, { ref: false })])
    },
  }
}

function noticeOf(error: unknown): Notice {
  if (error instanceof ClawError)
    return { text: visibleText([error.message, error.fix].filter((part) => part !== '').join('\n')), as: 'bad' }
  return { text: visibleText(`claw made a mistake: ${String(error)}`), as: 'bad' }
}
