import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { forbiddenBytes } from '../helpers/forbidden-bytes.ts'
import { openTerminal, type Terminal } from '../helpers/terminal.ts'

let place: ClawPlace
let terminal: Terminal | undefined
afterEach(async () => {
  await terminal?.close()
  // Runs outlive the menu.
  await until(async () => !/"status":"(running|queued)"/.test((await place.run(['runs', '--json'])).stdout))
  await until(async () => place.remove() === undefined)
})

const FILES = { 'src/a.ts': 'x\n', 'src/b c.ts': 'y\n', '.gitignore': 'hidden/\n', 'hidden/z.ts': '', '.env': 'A=1\n' }
function opened(env: Readonly<Record<string, string>> = {}, size = { columns: 80, rows: 24 }): Terminal {
  place = clawPlace(FILES)
  terminal = openTerminal([], { cwd: place.workspace, env: { ...place.env, ...env }, ...size })
  return terminal
}

it('starts a run from its line, which outlives a terminal that dies, and keeps what was written', async () => {
  const shown = opened()
  await shown.shows('What should be done?')
  shown.type('How many TypeScript files are here? sk-0123456789abcdefghij')
  await shown.shows('abcdefghij')
  shown.press('ctrl+w')
  shown.press('enter')
  await shown.shows(/Run [0-9a-f]{8}/)
  shown.hangup()
  await shown.ended
  await until(async () => (await place.run(['runs', '--json'])).stdout.includes('"completed"'))
  const file = join(place.workspace, '.closed_claw', 'menu-history.json')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(['How many TypeScript files are here? '])
  expect(statSync(file).mode & 0o777).toBe(0o600)
}, 60_000)

it('keeps no key in the history, and masks it', async () => {
  const shown = opened()
  await shown.shows('What should be done?')
  shown.paste('list files with sk-0123456789abcdefghij')
  await shown.shows('abcdefghij')
  shown.press('enter')
  const file = join(place.workspace, '.closed_claw', 'menu-history.json')
  await until(async () => readFileSync(file, 'utf8').includes('[redacted]'))
  expect(readFileSync(file, 'utf8')).not.toContain('sk-0123')
}, 30_000)

it('a history that cannot be written hides no run that was started, and leaves nothing behind', async () => {
  place = clawPlace({ ...FILES, '.closed_claw/menu-history.json/here': '' })
  terminal = openTerminal([], { cwd: place.workspace, env: place.env, columns: 100, rows: 24 })
  await terminal.shows('What should be done?')
  terminal.type('How many TypeScript files are here?')
  terminal.press('enter')
  await terminal.shows(/Run [0-9a-f]{8}/)
  await terminal.shows('not kept in the history')
  expect(readdirSync(join(place.workspace, '.closed_claw')).filter((name) => name.endsWith('.tmp'))).toEqual([])
}, 30_000)

it('completes a path of the workspace, and leaves out what is ignored or protected', async () => {
  const shown = opened({}, { columns: 40, rows: 10 })
  await shown.shows('What should be done?')
  shown.type('count the lines of @')
  await shown.shows('src/')
  expect(shown.screen().join()).not.toMatch(/hidden|\.env/)
  shown.type('b c')
  shown.press('backspace', 'backspace')
  await shown.shows('> src/b c.ts')
  shown.press('tab')
  await shown.shows('"src/b c.ts"')
  shown.press('ctrl+c')
  expect(await shown.ended).toBe(0)
  expect(forbiddenBytes(shown.bytes())).toEqual([])
}, 30_000)

it('gives the text to the editor that is named, and takes it back', async () => {
  const shown = opened({ EDITOR: `sed -i 's/one/two/'` })
  await shown.shows('What should be done?')
  shown.type('one thing')
  await shown.shows('one thing')
  shown.press('ctrl+g')
  await shown.shows('two thing')
  shown.press('ctrl+_')
  await shown.shows('one thing')
}, 30_000)

it('a run that it starts waits for the answer that it needs, from wherever that comes', async () => {
  const shown = opened()
  await shown.shows('What should be done?')
  shown.press('ctrl+o')
  await shown.shows('Options of the run')
  // From the agent down to whether the plan is asked about.
  shown.press(...Array<'tab'>(10).fill('tab'), 'y')
  await shown.shows('[x] yes')
  shown.press('ctrl+s')
  await shown.shows('approve')
  shown.type('How many TypeScript files are here?')
  shown.press('enter')
  await shown.shows(/Run [0-9a-f]{8}/)
  const waiting = async (): Promise<string> => (await place.run(['approvals', '--json'])).stdout
  await until(async () => (await waiting()).includes('approval_id'))
  const id = /"approval_id":"([^"]+)"/.exec(await waiting())?.[1] ?? ''
  expect((await place.run(['approve', id])).code).toBe(0)
  await shown.shows(/completed/)
}, 60_000)

it('an answer given in the menu sends on a run that waits in its own process, and does not call it parked', async () => {
  const shown = opened({}, { columns: 100, rows: 40 })
  await shown.shows('What should be done?')
  shown.type('run the command `git push origin main`')
  shown.press('enter')
  await shown.shows('press a to answer')
  shown.press('a')
  await shown.shows(/3 Allow once/)
  await new Promise((done) => setTimeout(done, 600))
  shown.type('3')
  await shown.shows(/approved \(once\) by/)
  expect(shown.screen().join('\n')).not.toContain('has parked')
  shown.press('escape')
  await shown.shows(/✗ failed/)
}, 60_000)

it('is told with its places first, and takes a task as a line', async () => {
  const shown = opened({ ACCESSIBLE: '1' }, { columns: 120, rows: 60 })
  await shown.shows('Type a number')
  const write = /(\d+)\. write \(Tab\)/.exec(shown.screen().join('\n'))?.[1] ?? ''
  shown.type(`${write}\r`)
  await shown.shows('Type a text')
  shown.type('How many TypeScript files are here?\r')
  await shown.shows(/Run [0-9a-f]{8}/)
}, 30_000)

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds().catch(() => false)) return
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error('it did not happen')
}
