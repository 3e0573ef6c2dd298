import type { ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunEvent } from '../../src/protocol/events.ts'
import { collect } from '../helpers/claw-place.ts'
import { type Ran, readEvents, readRun, type Scene } from './scene.ts'

export interface RunningClaw {
  readonly child: ChildProcess
  readonly ended: Promise<Ran>
  /** Waits for an event of the only run of the workspace. */
  seen(wanted: (event: RunEvent) => boolean): Promise<RunEvent>
}

/** `claw <args>` while it runs, seen through its event file. */
export function startClaw(open: Scene, args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningClaw {
  const child = open.place.start([...args, '--json', '--no-input'], { env: { ...open.env, ...env } })
  return { child, ended: collect(child).then((run) => readRun(open.place, run)), seen: (wanted) => waitFor(() => findEvent(open, wanted)) }
}

export async function waitFor<T>(look: () => T | undefined, ms = 15_000): Promise<T> {
  const deadline = Date.now() + ms
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error('it did not come')
    await new Promise((done) => setTimeout(done, 30))
  }
}

function findEvent(open: Scene, wanted: (event: RunEvent) => boolean): RunEvent | undefined {
  const dir = join(open.place.workspace, '.closed_claw', 'runs')
  const runs = existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith('.jsonl')) : []
  return runs.flatMap((name) => readEvents(open.place, name.replace('.jsonl', ''))).find(wanted)
}

/** Pids of the processes whose command line holds the text. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandLine(name).includes(text))
    .map(Number)
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

export function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}/cmdline`)
}
