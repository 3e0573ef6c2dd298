import type { Destination } from '../../../src/view/menu/destination.ts'
import { charKey } from '../../../src/view/menu/key.ts'
import { menuFrame } from '../../../src/view/menu/menu-frame.ts'
import type { MenuEffect, MenuMessage, MenuState } from '../../../src/view/menu/menu-state.ts'
import { openMenu, reduceMenu } from '../../../src/view/menu/reduce-menu.ts'
import { plainText } from '../../../src/view/menu/span.ts'
import type { ApprovalRow } from '../../../src/view/rows.ts'
import { APPROVAL_FACTS } from '../../helpers/approval-facts.ts'

export const ROW: ApprovalRow = {
  approval_id: 'a0a1a2a3a4a5',
  run_id: 'b0b1b2b3b4b5',
  subtask_id: 's1',
  agent_id: 'x',
  kind: 'tool',
  args: { tool: 'terminal', args: { cmd: 'make it so' } },
  args_hash: 'a'.repeat(64),
  summary: 'terminal: x',
  why: 'a rule says so',
  claim: 'harmless',
  options: [],
  facts: APPROVAL_FACTS,
  status: 'pending',
  scope: null,
  decided_by: null,
  note: null,
  answer: null,
  created_at: 0,
  expires_at: 86_400_000,
  decided_at: null,
}

/** A menu in memory: a clock that is set, frames that are drawn, effects that are kept. */
export interface Hand {
  press(...keys: readonly string[]): void
  send(message: MenuMessage): void
  data(data: unknown): void
  draw(): void
  wait(ms: number): void
  resize(columns: number, rows: number): void
  text(): string
  place(): Destination
  /** What was asked of the world since the last call, except for looking. */
  asked(): unknown[]
  /** How often it looked so far. */
  looks(): number
}

export function handOn(destination: Destination, columns = 80, rows = 30): Hand {
  const facts = { engine: 'rules', running: null, waiting: null }
  let effects: MenuEffect[] = []
  let looks = 1
  let state: MenuState = openMenu(destination, { columns, rows, now: 0, facts }).state
  const send = (message: MenuMessage): void => {
    const step = reduceMenu(state, message)
    state = step.state
    effects = [...effects, ...step.effects.filter(({ effect }) => !isLook(effect))]
    looks += step.effects.filter(({ effect }) => isLook(effect)).length
  }
  const draw = (): void => send({ type: 'shown', shown: menuFrame(state).shown })
  return {
    send,
    draw,
    press: (...keys) => {
      for (const key of keys) {
        send({ type: 'key', key: [...key].length === 1 ? charKey(key) : { name: key, text: '' } })
        draw()
      }
    },
    data: (data) => {
      send({ type: 'data', screen: state.stack.at(-1)?.id ?? 0, data })
      draw()
    },
    wait: (ms) => {
      state = { ...state, now: state.now + ms }
    },
    resize: (toColumns, toRows) => {
      send({ type: 'resized', columns: toColumns, rows: toRows })
      draw()
    },
    text: () => menuFrame(state).lines.map(plainText).join('\n'),
    place: () => state.stack.at(-1)?.screen.destination ?? { to: 'home' },
    looks: () => looks,
    asked: () => {
      const asked = effects.map(({ effect }) => effect)
      effects = []
      return asked
    },
  }
}

/** An approval as it stands before a person: drawn, and long enough there for keys to count. */
export function dialogWith(more: Partial<ApprovalRow> = {}, columns = 80, rows = 40): Hand {
  const hand = handOn({ to: 'approval', approval_id: ROW.approval_id }, columns, rows)
  hand.data({ type: 'row', row: { ...ROW, ...more } })
  hand.wait(400)
  return hand
}

function isLook(effect: unknown): boolean {
  return (effect as { readonly do: string }).do === 'look'
}
