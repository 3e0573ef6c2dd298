import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/protocol/events.ts'
import { charKey } from '../../../src/view/menu/key.ts'
import { menuFrame } from '../../../src/view/menu/menu-frame.ts'
import type { MenuMessage, MenuState, MenuStep } from '../../../src/view/menu/menu-state.ts'
import { openMenu, reduceMenu } from '../../../src/view/menu/reduce-menu.ts'
import { plainText } from '../../../src/view/menu/span.ts'
import { textWidth } from '../../../src/view/text-width.ts'
import { answers, approval, asks, decides, eventMaker, finishes, plan, planned, RUN_ID, STARTED, wants } from '../trace/events.ts'

const FACTS = { engine: 'openai m1', running: 1, waiting: null }
const S1 = { subtask_id: 's1', attempt: 1 }
const START = Date.parse('2026-01-02T03:04:05.000Z')

function eventsOfRun(): RunEvent[] {
  const event = eventMaker()
  return [
    event('run.started', STARTED),
    event('plan.created', plan(planned('s1'), planned('s2', ['s1']))),
    event('subtask.started', { agent_id: 'reader', resumed: false }, S1),
    event('model.requested', asks('1'), S1),
    event('model.finished', answers('1'), S1),
    event('tool.requested', wants('2'), S1),
    event('tool.decided', decides('2'), S1),
    event('tool.finished', finishes('2'), S1),
  ]
}

const ended = (seq: number, status: 'completed' | 'waiting' | 'interrupted', code: string | null = null): RunEvent => ({
  ...eventMaker()('run.ended', {
    status,
    exit_code: 0,
    result: status === 'completed' ? 'All read.' : null,
    error: code === null ? null : { code, message: `stopped by ${code}`, fix: 'claw resume' },
    duration_ms: 900,
  }),
  seq,
})

class Menu {
  state: MenuState
  readonly effects: unknown[] = []

  constructor(events: readonly RunEvent[], columns = 80, rows = 24) {
    const first = openMenu({ to: 'run', run_id: RUN_ID }, { columns, rows, now: START + 20_000, facts: FACTS })
    this.state = first.state
    this.take(first)
    this.send({ type: 'data', screen: 1, data: { type: 'events', events } })
  }

  take({ state, effects }: MenuStep): void {
    this.state = state
    this.effects.push(...effects.map(({ effect }) => effect))
  }

  send(message: MenuMessage): this {
    this.take(reduceMenu(this.state, message))
    this.take(reduceMenu(this.state, { type: 'shown', shown: menuFrame(this.state).shown }))
    return this
  }

  press(...names: readonly string[]): this {
    for (const name of names) this.send({ type: 'key', key: [...name].length === 1 ? charKey(name) : { name, text: '' } })
    return this
  }

  get text(): string {
    return menuFrame(this.state).lines.map(plainText).join('\n')
  }
}

describe('the run in the menu', () => {
  it('stands at a glance: status, capsules, plan; then its result', () => {
    const menu = new Menu(eventsOfRun())
    expect(menu.effects).toEqual([{ do: 'watch', run_id: RUN_ID }])
    expect(menu.text).toContain('● running')
    expect(menu.text).toMatch(/● running +reader +file_io read.*last event 19s ago/)
    expect(menu.text).toContain('· s2 Title of s2  pending  after s1')
    menu.send({ type: 'data', screen: 1, data: { type: 'events', events: [ended(9, 'completed')] } })
    expect(menu.text).toMatch(/✓ completed/)
    expect(menu.text).toContain('All read.')
  })

  it('a task of 100 kB hides nothing that went wrong, and is whole in the first step', () => {
    const task = `${'x'.repeat(100_000)}END`
    const begun = eventMaker()('run.started', { ...STARTED, task })
    const menu = new Menu([begun, { ...ended(9, 'interrupted', 'CANCELLED') }], 40, 20)
    expect(menu.text).toContain('error')
    expect(menu.text).toContain('99603 more characters')
    expect(menu.press('tab', 'enter', 'end').text).toContain('END')
  })

  it('shows its steps, folds them, and opens prompt, arguments and decision of one', () => {
    const menu = new Menu(eventsOfRun()).press('tab', 'j', 'j', 'j', 'j')
    expect(menu.text).toMatch(/> +✓ s1\.1 openai\/m1/)
    expect(menu.press('enter').text).toContain('prompt 1: user')
    expect(menu.press('end').text).toContain('What\nnow?')
    menu.press('n')
    expect(menu.text).toContain('"path": "a\\u{202e}2.txt"')
    expect(menu.press('pagedown').text).toContain('workspace.read')
    expect(menu.press('escape').text).toContain('[steps]')
    menu.press('left', 'left')
    expect(menu.text).toMatch(/> +\+ ● attempt 1/)
    expect(menu.text).not.toContain('s1.1')
    expect(menu.press('right').text).toContain('s1.1')
    expect(menu.press('w').text).toMatch(/█/)
    expect(menu.press('/', 'o', 'p', 'e', 'n', 'a', 'i', 'enter').text).not.toContain('s1.2')
  })

  it('draws a run of thousands of steps without making lines of all of them', () => {
    const event = eventMaker()
    const begun = [
      event('run.started', STARTED),
      event('plan.created', plan(planned('s1'))),
      event('subtask.started', { agent_id: 'reader', resumed: false }, S1),
    ]
    const steps = Array.from({ length: 5000 }, (_, n) => event('tool.requested', wants(`${n}`), S1))
    const menu = new Menu([...begun, ...steps]).press('2')
    expect(menu.press('end').text).toMatch(/> +● s1\.5000 /)
    expect(menu.press('w').text).toMatch(/> ● +s1\.5000 /)
    expect(menu.press('home', 'down', 'down', 'down', 'down').text).toMatch(/> ● +s1\.1 /)
    const began = performance.now()
    for (let frame = 0; frame < 20; frame += 1) menu.press('down')
    expect(performance.now() - began).toBeLessThan(3000)
  })

  it('follows its log, pauses when scrolled up and says so, and goes on at the end', () => {
    const event = eventMaker()
    const many = Array.from({ length: 60 }, (_, n) => event('run.note', { level: 'info', text: `note ${n}` }))
    const menu = new Menu(many).press('3')
    expect(menu.text).toContain('following')
    expect(menu.text).toContain('note 59')
    expect(menu.press('up').text).toContain('paused, F follows')
    const news = {
      type: 'data',
      screen: 1,
      data: { type: 'events', events: [event('run.note', { level: 'info', text: 'late news' })] },
    } as const
    expect(menu.send(news).text).not.toContain('late news')
    expect(menu.press('F').text).toContain('late news')
    expect(menu.press('up', 'G').text).toContain('following')
  })

  it('asks before it stops, and what does nothing now says why', () => {
    const menu = new Menu(eventsOfRun()).press('r')
    expect(menu.text).toContain('resume: it goes on already')
    menu.press('s', 'enter')
    expect(menu.effects).toHaveLength(1)
    expect(menu.press('s', 'j', 'enter').effects.at(-1)).toEqual({ do: 'stop', run_id: RUN_ID, force: false })
    expect(menu.text).toContain('stopping…')
    menu.send({ type: 'data', screen: 1, data: { type: 'idle' } }).press('K', 'j', 'enter')
    expect(menu.effects.at(-1)).toEqual({ do: 'stop', run_id: RUN_ID, force: true })
  })

  it('resumes what a limit ended with another limit, and what is in doubt with a verdict', () => {
    const limited = new Menu([...eventsOfRun(), ended(9, 'interrupted', 'RUN_BUDGET')]).press('r', 'j', 'enter')
    expect(limited.text).toContain('another limit of tokens')
    limited.press('ctrl+u', 'x', 'enter')
    expect(limited.text).toContain("'x' is no whole number above 0")
    limited.press('ctrl+u', '5', '0', '0', 'enter')
    expect(limited.effects.at(-1)).toEqual({ do: 'resume', run_id: RUN_ID, wish: { max_tokens: 500 } })
    const event = eventMaker()
    const doubt = { ...event('effect.in_doubt', { intent_id: '2', tool: 'terminal', args: { cmd: 'make' } }, S1), seq: 9 }
    const waits = { ...event('run.waiting', { reason: 'in_doubt', ids: ['s1/2'], fix: 'x' }), seq: 10 }
    const doubtful = new Menu([...eventsOfRun(), doubt, waits, ended(11, 'waiting')]).press('r')
    expect(doubtful.text).toContain('"cmd": "make"')
    expect(doubtful.press('j', 'enter').effects.at(-1)).toEqual({ do: 'resume', run_id: RUN_ID, wish: { in_doubt: 'done' } })
  })

  it('forks from the chosen step with what is changed there', () => {
    const menu = new Menu([...eventsOfRun(), ended(9, 'completed')]).press('f')
    expect(menu.text).toContain('choose the step in the steps first')
    menu.press('2', 'j', 'j', 'j', 'j', 'j', 'f')
    const asked = { do: 'fork-steps', run_id: RUN_ID, step: 's1/1/e6' }
    expect(menu.effects.at(-1)).toEqual(asked)
    // A free API call before it left no event: the journal counts it, the trace cannot.
    const steps = [{ address: 's1.3', what: 'file_io', intent_id: '2' }]
    menu.send({ type: 'data', screen: 1, data: { type: 'fork-steps', step: asked.step, steps } })
    expect(menu.text).toContain('Fork from s1.3')
    expect(menu.text).not.toContain('task=TEXT')
    menu.press('j', 'j', 'enter').send({ type: 'paste', text: 'other-model' }).press('enter')
    expect(menu.effects.at(-1)).toEqual({ do: 'fork', run_id: RUN_ID, from: 's1.3', set: ['model=other-model'] })
  })

  it('shows a run whose process was killed as interrupted, and nobody at work', () => {
    const row = { run_id: RUN_ID, status: 'interrupted', task: 'Count the files', error: null }
    const menu = new Menu(eventsOfRun()).send({ type: 'data', screen: 1, data: { type: 'row', row } })
    expect(menu.text).toContain('■ interrupted')
    expect(menu.text).toMatch(/■ stopped +reader/)
    expect(menu.press('r').effects.at(-1)).toEqual({ do: 'resume', run_id: RUN_ID, wish: {} })
  })

  it('says what it waits for, and that it was answered', () => {
    const event = eventMaker()
    const asked = { ...event('approval.requested', approval('ap1', 'h'), S1), seq: 9 }
    const menu = new Menu([...eventsOfRun(), asked, ended(10, 'waiting')])
    expect(menu.text).toContain('approval  file_io: Reader')
    expect(menu.press('r').text).toContain('has to be answered first')
    const decision = { approval_id: 'ap1', kind: 'tool', decision: 'approved', scope: 'once', by: 'user:me', note: '' } as const
    const decided = { ...event('approval.decided', decision, S1), seq: 11 }
    menu.send({ type: 'data', screen: 1, data: { type: 'events', events: [decided] } })
    expect(menu.text).toContain('answered: press r to go on')
  })

  it.each([
    [200, 50],
    [80, 24],
    [40, 10],
    [20, 5],
  ])('fits %i by %i in every view', (columns, rows) => {
    const menu = new Menu([...eventsOfRun(), ended(9, 'completed')], columns, rows)
    for (const keys of [
      [],
      ['2'],
      ['w'],
      ['enter'],
      ['escape', '3'],
      ['2', 'f'],
      ['j', 'j', 'enter'],
      ['escape', 's'],
      ['escape', 'e'],
      ['escape', '?'],
    ]) {
      menu.press(...keys)
      const { lines } = menuFrame(menu.state)
      expect(lines.length).toBeLessThanOrEqual(rows - 1)
      for (const one of lines) expect(textWidth(plainText(one)), keys.join(' ')).toBeLessThanOrEqual(columns)
    }
  })
})
