import { createInterface } from 'node:readline'
import type { MenuMessage, MenuState, MenuStep } from '../view/menu/menu-state.ts'
import { openMenu, reduceMenu } from '../view/menu/reduce-menu.ts'
import { answerLine } from '../view/menu/told/answer-line.ts'
import { NOTHING_TOLD, nextTold } from '../view/menu/told/next-told.ts'
import { tellMenu } from '../view/menu/told/tell-menu.ts'
import type { MenuHost } from './desk.ts'
import { createEffectRunner } from './effect-runner.ts'
import { firstFacts, watchFacts } from './header-facts.ts'

export interface AccessibleOptions {
  readonly host: MenuHost
  readonly stdin: NodeJS.ReadableStream
  /** One line, appended. */
  readonly say: (line: string) => void
}

/** So wide and so high that nothing is cut: the terminal wraps. */
const ENDLESS = 10_000
const SETTLE_MS = 300
const TICK_MS = 1000

/** The menu in lines that are only appended, with numbered choices: the same screens and reducers, no cursor movement. Ends with the input. */
export async function startAccessibleMenu({ host, stdin, say }: AccessibleOptions): Promise<number> {
  let end: (code: number) => void = () => undefined
  const ended = new Promise<number>((resolve) => {
    end = resolve
  })
  const first = openMenu({ to: 'home', first: 'places' }, { columns: ENDLESS, rows: ENDLESS, now: Date.now(), facts: firstFacts(host) })
  const runner = createEffectRunner({ host, send, withTerminal: (work) => work() })
  const speaker = createSpeaker(say, (shown) => send({ type: 'shown', shown }))
  let state: MenuState = first.state
  carryOut(first)

  function send(message: MenuMessage): void {
    carryOut(reduceMenu({ ...state, now: Date.now() }, message))
  }

  function carryOut(step: MenuStep): void {
    const { notice } = step.state
    if (notice !== null && notice !== state.notice) say(`${notice.as === 'bad' ? 'error' : 'note'}: ${notice.text}`)
    state = step.state
    for (const screen of step.closed) runner.close(screen)
    for (const effect of step.effects) runner.run(effect)
    if (step.terminal === 'quit') end(0)
    speaker.settle(state)
  }

  function typed(line: string): void {
    const answer = answerLine(speaker.told(), line)
    if (answer.type === 'quit') end(0)
    if (answer.type === 'again') speaker.again(state)
    if (answer.type === 'send') for (const message of answer.messages) send(message)
    if (answer.type === 'send' && answer.row) say(`chosen: ${tellMenu(state).chosen}`)
    if (answer.type === 'unknown') say(answer.say)
  }

  const lines = createInterface({ input: stdin, terminal: false })
  lines.on('line', typed)
  lines.on('close', () => end(0))
  const ticks = setInterval(() => send({ type: 'tick', now: Date.now() }), TICK_MS)
  const stopFacts = watchFacts(host, (facts) => send({ type: 'facts', facts }))
  const code = await ended
  clearInterval(ticks)
  speaker.close()
  stopFacts()
  for (const { id } of state.stack) runner.close(id)
  lines.close()
  return code
}

/** Says what is new a moment after the last change, so that what comes together is told together. */
function createSpeaker(say: (line: string) => void, onShown: (shown: MenuState['shown']) => void) {
  let told = NOTHING_TOLD
  let timer: NodeJS.Timeout | undefined
  let latest: MenuState | undefined
  function tell(): void {
    timer = undefined
    if (latest === undefined) return
    const now = tellMenu(latest)
    const shown = JSON.stringify(now.shown) !== JSON.stringify(told.shown)
    for (const line of nextTold(told, now)) say(line)
    told = now
    if (shown) onShown(told.shown)
  }
  return {
    told: () => told,
    settle: (state: MenuState) => {
      latest = state
      timer ??= setTimeout(tell, SETTLE_MS)
    },
    again: (state: MenuState) => {
      told = { ...NOTHING_TOLD, shown: told.shown }
      latest = state
      tell()
    },
    close: () => clearTimeout(timer),
  }
}
