import type { MenuMessage } from '../view/menu/menu-state.ts'
import { openMenu } from '../view/menu/reduce-menu.ts'
import type { Paint } from '../view/paint.ts'
import type { MenuHost } from './desk.ts'
import { createEffectRunner } from './effect-runner.ts'
import { createFrameDrawer } from './frame-drawer.ts'
import { firstFacts, watchFacts } from './header-facts.ts'
import { type MenuLoop, startLoop } from './menu-loop.ts'
import { onSignals } from './on-signals.ts'
import { readKeys } from './read-keys.ts'
import { createTerminal, type TerminalStreams } from './terminal.ts'

export interface MenuOptions {
  readonly host: MenuHost
  readonly streams: TerminalStreams
  readonly paint: Paint
}

const TICK_MS = 1000

/** The interactive menu, until the person leaves it or a signal ends it: 0, or 128 and the signal. The runs that it started go on. */
export async function startMenu({ host, streams, paint }: MenuOptions): Promise<number> {
  const terminal = createTerminal(streams)
  const frames = await createFrameDrawer(terminal, paint)
  const endings: (() => void)[] = []
  let leave: (code: number) => void = () => undefined
  const left = new Promise<number>((resolve) => {
    leave = resolve
  })

  const send = (message: MenuMessage): void => loop.send(message)
  let stopKeys: () => void = () => undefined
  const listen = (): void => {
    stopKeys = readKeys(streams.stdin, { onKey: (key) => send({ type: 'key', key }), onPaste: (text) => send({ type: 'paste', text }) })
  }
  const comeBack = (): void => {
    frames.forget()
    listen()
    send({ type: 'resized', columns: terminal.columns(), rows: terminal.rows() })
    send({ type: 'back' })
  }
  const runner = createEffectRunner({
    host,
    send,
    withTerminal: async (work) => {
      stopKeys()
      terminal.leave()
      try {
        return await work()
      } finally {
        terminal.enter()
        comeBack()
      }
    },
  })

  terminal.enter()
  const around = { columns: terminal.columns(), rows: terminal.rows(), now: Date.now(), facts: firstFacts(host) }
  const loop: MenuLoop = startLoop(openMenu({ to: 'home' }, around), {
    draw: frames.draw,
    perform: runner.run,
    close: runner.close,
    terminal: (wish) => {
      if (wish === 'quit') leave(0)
      if (wish === 'redraw') frames.forget()
      if (wish !== 'suspend') return
      stopKeys()
      terminal.suspend()
    },
  })
  listen()
  endings.push(
    () => stopKeys(),
    terminal.onResize(() => {
      frames.forget()
      send({ type: 'resized', columns: terminal.columns(), rows: terminal.rows() })
    }),
    terminal.onContinue(() => {
      stopKeys()
      comeBack()
    }),
    every(TICK_MS, () => send({ type: 'tick', now: Date.now() })),
    watchFacts(host, (facts) => send({ type: 'facts', facts })),
    onSignals(leave),
  )
  const code = await left
  for (const end of endings) end()
  frames.close()
  terminal.leave()
  await runner.end()
  return code
}

function every(ms: number, act: () => void): () => void {
  const timer = setInterval(act, ms)
  return () => clearInterval(timer)
}
