import { spawnSync } from 'node:child_process'
import { CLAW, clawPlace } from '../helpers/claw-place.ts'
import { measure, timed } from './measure.ts'
import type { Row } from './row.ts'

const TASK = 'How many TypeScript files are here, and which five are the largest?'

/** Whole commands, from the shell's point of view. */
export async function benchCommands(repetitions: number): Promise<Row[]> {
  const place = clawPlace({ 'a.ts': 'export const a = 1\n', 'b.ts': 'export const b = 2\n' })
  const node = (...args: string[]) => timed(() => succeed(args, place.workspace, place.env))
  await node(CLAW, 'run', TASK, '--no-input')
  const least = await measure(
    [
      { name: 'floor', run: () => node('-e', '0') },
      { name: '--help', run: () => node(CLAW, '--help') },
      { name: '--version', run: () => node(CLAW, '--version') },
      { name: 'run', run: () => node(CLAW, 'run', TASK, '--no-input') },
    ],
    repetitions,
  )
  place.remove()
  const row = (what: string, name: string, budget: number): Row => {
    return {
      what,
      value: least[name] ?? Number.NaN,
      unit: 'ms',
      floor: { name: 'node -e 0', value: least['floor'] ?? Number.NaN },
      budget,
    }
  }
  return [
    row('claw --help', '--help', 1.3),
    row('claw --version', '--version', 1.3),
    row('claw run, one step, rules engine, warm registry', 'run', 6),
  ]
}

function succeed(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): void {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`)
}
