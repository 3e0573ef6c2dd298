import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { openTerminal, type Terminal } from '../helpers/terminal.ts'

let place: ClawPlace
let terminal: Terminal | undefined
afterEach(async () => {
  await terminal?.close()
  terminal = undefined
  place.remove()
})

const OFF = { CLOSED_CLAW_SANDBOX: 'off' }
interface Listed {
  readonly run_id: string
  readonly status: string
  readonly held: boolean
}

async function result<T>(args: readonly string[]): Promise<T> {
  return JSON.parse((await place.run([...args, '--json'], { env: OFF })).stdout).result as T
}

async function until(status: string): Promise<Listed> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [run] = await result<Listed[]>(['runs'])
    if (run?.status === status) return run
  }
  throw new Error(`no run became ${status}`)
}

test('a run of the menu outlives its terminal, holds none, and waits for its answer from anywhere', { timeout: 90_000 }, async () => {
  place = clawPlace()
  terminal = openTerminal([], { cwd: place.workspace, env: { ...place.env, ...OFF } })
  await terminal.shows('Runs')
  terminal.type('run the command `echo said-much-later`')
  terminal.press('enter')
  await terminal.shows('waiting', 30_000)
  terminal.hangup()
  await terminal.ended
  const waiting = await until('waiting')
  expect(waiting.held).toBe(true)
  const [approval] = await result<{ approval_id: string; run_id: string }[]>(['approvals'])
  expect(approval?.run_id).toBe(waiting.run_id)
  expect(ownersOf(waiting.run_id)).toEqual([{ terminal: 0, leads: true }])
  expect((await place.run(['approve', approval?.approval_id ?? ''])).code).toBe(0)
  const done = await until('completed')
  expect(await result(['runlog', done.run_id])).toMatchObject(expect.arrayContaining([expect.objectContaining({ type: 'run.ended' })]))
})

/** The processes that carry the run out: the number of their terminal (0: none), and whether they lead a session. */
function ownersOf(run_id: string): { readonly terminal: number; readonly leads: boolean }[] {
  return pids().flatMap((pid) => {
    const line = fileOf(pid, 'cmdline').split('\0')
    if (!line.includes('resume') || !line.includes(run_id)) return []
    const stat = fileOf(pid, 'stat')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return [{ terminal: Number(fields[4]), leads: fields[3] === pid }]
  })
}

function pids(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
}

function fileOf(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
