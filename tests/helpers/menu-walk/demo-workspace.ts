import { type ClawPlace, clawPlace } from '../claw-place.ts'

const FILES: Readonly<Record<string, string>> = {
  'README.md': '# Weather\n\nReads the stations and draws a chart.\n',
  'src/read-stations.ts': `${'export const station = (id: string) => fetch(id)\n'.repeat(40)}// TODO: time out\n`,
  'src/draw-chart.ts': 'export const chart = (points: number[]) => points.join()\n'.repeat(25),
  'src/main.ts': "import { chart } from './draw-chart.ts'\n// TODO: read the arguments\nconsole.log(chart([1, 2, 3]))\n",
  'stations.csv': 'station,rain_mm\nHamburg,61\nLisbon,14\nBergen,203\n',
}

const TASKS = {
  count: 'How many TypeScript files are here, and which five are the largest?',
  sum: 'What is the sum of the column rain_mm in stations.csv?',
  failed: 'compose a symphony about grief',
  todos: 'list the TODO comments in src',
  granted: 'run the command `git fetch origin`',
  plan: 'list the TODO comments in src',
  waiting: 'run the command `git push origin main`',
} as const

const OPTIONS: Partial<Readonly<Record<keyof typeof TASKS, readonly string[]>>> = { plan: ['--approve-plan'] }

export type DemoTask = keyof typeof TASKS

export interface DemoWorkspace {
  readonly place: ClawPlace
  readonly runIds: Readonly<Record<DemoTask, string>>
}

/** A small project in which runs have ended well and badly, and one waits for an answer. */
export async function demoWorkspace(root?: string): Promise<DemoWorkspace> {
  const place = clawPlace(FILES, root)
  const runIds = { count: '', sum: '', failed: '', todos: '', granted: '', plan: '', waiting: '' }
  for (const name of Object.keys(TASKS) as DemoTask[]) runIds[name] = await runId(place, TASKS[name], OPTIONS[name] ?? [])
  await allowAlways(place, runIds.granted)
  return { place, runIds }
}

async function runId(place: ClawPlace, task: string, options: readonly string[]): Promise<string> {
  const { stdout } = await place.run(['run', task, ...options, '--no-input', '--json'], { env: { CLOSED_CLAW_LOCAL_SERVERS: 'none' } })
  return (JSON.parse(stdout) as { readonly run_id: string }).run_id
}

/** Its approval, for always: so there is a grant. */
async function allowAlways(place: ClawPlace, run_id: string): Promise<void> {
  const { stdout } = await place.run(['approvals', '--json'])
  const { result } = JSON.parse(stdout) as { readonly result: readonly { readonly approval_id: string; readonly run_id: string }[] }
  const waiting = result.find((row) => row.run_id === run_id)
  if (waiting !== undefined) await place.run(['approve', waiting.approval_id, '--scope', 'always'])
  await place.run(['resume', run_id, '--no-input'])
}
