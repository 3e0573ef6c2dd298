import type { MenuMessage, MenuState, MenuStep } from '../view/menu/menu-state.ts'
import { openMenu, reduceMenu } from '../view/menu/reduce-menu.ts'
import { answerLine } from '../view/menu/told/answer-line.ts'
import { asksAnother } from '../view/menu/told/next-told.ts'
import { type ToldMenu, tellMenu } from '../view/menu/told/tell-menu.ts'
import type { MenuHost } from './desk.ts'
import { createEffectRunner } from './effect-runner.ts'
import { firstFacts, watchFacts } from './header-facts.ts'
import { onSignals } from './on-signals.ts'
import { createSpeaker } from './speaker.ts'
import { type HiddenReader, readTypedLines } from './typed-lines.ts'

export interface AccessibleOptions {
  readonly host: MenuHost
  readonly stdin: NodeJS.ReadStream
  /** One line, appended. */
  readonly say: (line: string) => void
  readonly readHidden: HiddenReader
}

/** Nothing is left out for want of rows; wider than most terminals, which wrap, and not so wide that what is filled up to the width is a burden. */
const HEARD = { columns: 200, rows: 10_000 }
const TICK_MS = 1000
const CHANGED = 'Nothing was done: the choices have changed since they were told.'

/** The menu in lines that are only appended, with numbered choices: the same screens and reducers, no cursor movement. Ends with the input, or by a signal: 128 and its number. */
export async function startAccessibleMenu({ host, stdin, say, readHidden }: AccessibleOptions): Promise<number> {
  let end: (code: number) => void = () => undefined
  const ended = new Promise<number>((resolve) => {
    end = resolve
  })
  const first = openMenu({ to: 'home', first: 'places' }, { ...HEARD, now: Date.now(), facts: firstFacts(host) })
  const lines = readTypedLines({ stdin, readHidden, onLine: typed, onGivenUp: givenUp, onEnd: () => end(0) })
  const runner = createEffectRunner({ host, send, withTerminal: lines.without })
  const speaker = createSpeaker(say, onTold)
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
    // What was heard is what is answered: not a request that came in its place.
    if (asksAnother(speaker.told(), tellMenu(state))) say(CHANGED)
    else answered(line)
    speaker.tell()
  }

  function answered(line: string): void {
    const answer = answerLine(speaker.told(), line)
    if (answer.type === 'quit') end(0)
    if (answer.type === 'again') speaker.again(state)
    if (answer.type === 'send') for (const message of answer.messages) send(message)
    if (answer.type === 'send' && answer.row) say(`chosen: ${tellMenu(state).chosen}`)
    if (answer.type === 'unknown') say(answer.say)
  }

  function givenUp(): void {
    send({ type: 'key', key: { name: 'escape', text: '' } })
    speaker.tell()
  }

  function onTold({ shown, asked }: ToldMenu, shownAnew: boolean): void {
    if (shownAnew) send({ type: 'shown', shown })
    lines.hide(asked?.by.is === 'text' && asked.by.hidden)
  }

  const ticks = setInterval(() => send({ type: 'tick', now: Date.now() }), TICK_MS)
  const stopFacts = watchFacts(host, (facts) => send({ type: 'facts', facts }))
  const stopSignals = onSignals(end)
  const code = await ended
  stopSignals()
  clearInterval(ticks)
  speaker.close()
  stopFacts()
  await runner.end()
  lines.close()
  return code
}
