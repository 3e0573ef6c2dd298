import type { Frame } from '../view/menu/layout/lay-out-frame.ts'
import { menuFrame } from '../view/menu/menu-frame.ts'
import type { MenuEffect, MenuMessage, MenuState, MenuStep } from '../view/menu/menu-state.ts'
import { reduceMenu } from '../view/menu/reduce-menu.ts'

export interface MenuLoop {
  send(message: MenuMessage): void
}

export interface LoopPorts {
  readonly draw: (frame: Frame) => void
  readonly perform: (effect: MenuEffect) => void
  readonly close: (screen: number) => void
  readonly terminal: (wish: NonNullable<MenuStep['terminal']>) => void
}

/** At most so many frames a second. */
const FRAME_MS = 1000 / 30

/** State, reducer, frame: every message gives the next state, and what was sent within a moment is drawn once. */
export function startLoop(first: MenuStep, ports: LoopPorts): MenuLoop {
  let state: MenuState = first.state
  let drawnAt = 0
  let planned = false

  function carryOut(step: MenuStep): void {
    state = step.state
    for (const screen of step.closed) ports.close(screen)
    for (const effect of step.effects) ports.perform(effect)
    if (step.terminal !== null) ports.terminal(step.terminal)
  }

  function draw(): void {
    planned = false
    drawnAt = performance.now()
    const frame = menuFrame(state)
    ports.draw(frame)
    // The screens learn what was really shown of them, and may have more to say.
    if (JSON.stringify(frame.shown) !== JSON.stringify(state.shown)) send({ type: 'shown', shown: frame.shown })
  }

  function send(message: MenuMessage): void {
    // A key is judged by the moment at which it came (an approval takes none at first), not by the last tick.
    carryOut(reduceMenu({ ...state, now: Date.now() }, message))
    if (planned) return
    planned = true
    setTimeout(draw, Math.max(0, drawnAt + FRAME_MS - performance.now()))
  }

  carryOut(first)
  draw()
  return { send }
}
