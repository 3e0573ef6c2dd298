import { afterEach, expect, test } from 'vitest'
import { read, type Scene, scene, subtask } from '../coordinator/scene.ts'
import type { Script } from '../helpers/scripted-openai.ts'
import { openTerminal, type Terminal } from '../helpers/terminal.ts'

let open: Scene | undefined
let terminal: Terminal | undefined
afterEach(async () => {
  await terminal?.close()
  terminal = undefined
  await open?.close()
})

const FILES = { 's1.txt': 'one\n', 's2.txt': 'two\n' }
const PLAN = { when: { schema: 'plan' }, reply: { json: { reason: 'r', execution: [subtask('s1')] } } }
const SLOW = { text: 'a long answer that comes in pieces', piece: 1, piece_delay_ms: 400 }

/** The menu on a run that a process of its own carries out. */
async function onRun(
  script: Script,
  options: { readonly detach?: boolean; readonly columns?: number; readonly rows?: number } = {},
): Promise<string> {
  open = await scene(script, { files: FILES })
  const { place, env } = open
  const ran = await place.run(
    ['run', 'Read s1.txt, then read s2.txt', '--json', '--no-input', ...(options.detach === true ? ['--detach'] : [])],
    { env },
  )
  const id: string = JSON.parse(ran.stdout).run_id
  terminal = openTerminal([], {
    cwd: place.workspace,
    env: { ...place.env, ...env },
    columns: options.columns ?? 100,
    rows: options.rows ?? 30,
  })
  await terminal.shows('Home')
  await terminal.raw()
  terminal.type(`:run ${id.slice(0, 6)}\r`)
  await terminal.shows(`Run ${id.slice(0, 8)}`)
  return id
}

const screen = (): Terminal => terminal as Terminal

test('a run of another process is followed live, and stopped after the question', { timeout: 90_000 }, async () => {
  const id = await onRun([PLAN, { reply: SLOW }], {
    detach: true,
  })
  await screen().shows(/● running +\S+ +writes: \d+ characters/)
  screen().press('3')
  await screen().shows('following')
  screen().press('s')
  await screen().shows('Stop the run?')
  screen().press('down', 'enter')
  await screen().shows(/■ cancelled/)
  expect(await open?.result(['runs'])).toMatchObject([{ run_id: id, status: 'cancelled' }])
})

test('what it waits for is answered from its screen, and it goes on', { timeout: 90_000 }, async () => {
  await onRun([
    PLAN,
    { when: { turn: 0 }, reply: { tool_calls: [{ name: 'ask_user', args: { question: 'Which one?' } }] } },
    { reply: 'That one.' },
  ])
  await screen().shows('question  Which one?')
  screen().press('a')
  await screen().shows('Write an answer')
  // A dialog takes no keys in its first moment.
  await new Promise((resolve) => setTimeout(resolve, 600))
  screen().press('1')
  await screen().shows('Your answer')
  screen().type('the first')
  await screen().shows('the first')
  screen().press('enter')
  await screen().shows(/its run has parked/)
  screen().press('escape')
  await screen().shows('That one.')
  await screen().shows(/✓ completed/)
})

test('an ended run is forked from one of its steps, and the fork is shown', { timeout: 90_000 }, async () => {
  const id = await onRun([PLAN, { when: { turn: 0 }, reply: { tool_calls: [read('s1.txt')] } }, { reply: 'One.' }])
  await screen().shows(/✓ completed/)
  screen().press('2')
  await screen().shows('s1.2 file_io read s1.txt')
  screen().press('/')
  screen().type('s1.2')
  screen().press('enter', 'enter')
  await screen().shows('decision')
  screen().press('o')
  await screen().shows('Write the whole result')
  screen().press('enter')
  await screen().shows(/ in \/\S+\.json/)
  expect(open?.file(`result-${id}-s1.2.json`)).toContain('one\\n')
  screen().press('f')
  await screen().shows('Fork from s1.2')
  screen().press('down', 'enter')
  await screen().shows(/Run \w{8} > Run \w{8}/)
  await screen().shows(/✓ completed/)
})

test('it can be used on 40 by 10', { timeout: 90_000 }, async () => {
  await onRun([PLAN, { reply: 'Done at once.' }], { columns: 40, rows: 10 })
  await screen().shows(/✓ completed/)
  screen().press('end')
  await screen().shows('Done at once.')
  screen().press('2', 'enter')
  await screen().shows('state')
  expect(screen().screen()).toHaveLength(10)
})
