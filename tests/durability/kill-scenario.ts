import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ClawPlace, type ClawRun, clawPlace } from '../helpers/claw-place.ts'
import type { Rule } from '../helpers/scripted-openai.ts'
import { type ScriptedOpenAiProcess, spawnScriptedOpenAi } from '../helpers/scripted-openai-process.ts'

/**
 * One task with every kind of effect: a read, a file write and an append (told apart by their hashes) and a shell command (opaque). Each
 * effect leaves its key in a file, and the model server writes each request into a log: the two oracles, both outside of claw.
 */
const RULES: readonly Rule[] = [
  { when: { turn: 0 }, reply: { tool_calls: [{ name: 'file_io', args: { op: 'read', path: 'input.txt' } }] } },
  {
    when: { turn: 1 },
    reply: { tool_calls: [{ name: 'file_io', args: { op: 'append', path: 'oracle-append.txt', content: 'append\n' } }] },
  },
  // Slow enough to be stopped while claw waits for it, in the middle of nothing that holds a lock.
  { when: { turn: 2 }, reply: { tool_calls: [{ name: 'terminal', args: { cmd: 'echo shell >> oracle-shell.txt' } }], delay_ms: 150 } },
  { when: { turn: 3 }, reply: { tool_calls: [{ name: 'file_io', args: { op: 'write', path: 'oracle-write.txt', content: 'write\n' } }] } },
  { when: { turn: 4 }, reply: 'All four are done.' },
]
const TURNS = 5

export interface KillScenario {
  readonly place: ClawPlace
  readonly server: ScriptedOpenAiProcess
  readonly env: Readonly<Record<string, string>>
  start(crashpoint?: string): Promise<ClawRun>
  stop(): Promise<void>
}

export async function killScenario(): Promise<KillScenario> {
  const place = clawPlace({ 'input.txt': 'hello\n' })
  const server = await spawnScriptedOpenAi(place.root, RULES)
  const env = { OPENAI_API_KEY: 'sk-test-0000000000000000', OPENAI_BASE_URL: `${server.url}`, CLOSED_CLAW_RULES_FIRST: 'off' }
  return {
    place,
    server,
    env,
    start: (crashpoint) =>
      place.run(['run', 'Do the four things, please', '--agent', 'terminal-master', '--json', '--no-input'], {
        env: { ...env, ...(crashpoint ? { CLOSED_CLAW_CRASHPOINT: crashpoint } : {}) },
      }),
    stop: async () => {
      await server.stop()
      place.remove()
    },
  }
}

export interface Recovery {
  readonly last: ClawRun
  readonly resumes: number
  readonly parked: number
}

/** Resumes until the run has ended; a person looks into the oracle and says what became of a shell command in doubt. */
export async function recover(scenario: KillScenario, env: Readonly<Record<string, string>> = {}): Promise<Recovery | undefined> {
  const run_id = await onlyRun(scenario)
  if (run_id === undefined) return undefined
  let parked = 0
  for (let resumes = 1; resumes <= 6; resumes += 1) {
    const args = ['resume', run_id, '--json', '--no-input']
    const doubtful = parked > 0 ? ['--in-doubt', lines(scenario, 'oracle-shell.txt') > 0 ? 'done' : 'retry'] : []
    const last = await scenario.place.run([...args, ...doubtful], { env: { ...scenario.env, ...env } })
    if (last.code === 6) parked += 1
    else if (last.signal === null) return { last, resumes, parked }
  }
  throw new Error(`run ${run_id} does not end`)
}

export async function onlyRun(scenario: KillScenario): Promise<string | undefined> {
  const listed = await scenario.place.run(['runs', '--json'], { env: scenario.env })
  const document = JSON.parse(listed.stdout) as { result: { run_id: string }[] }
  return document.result[0]?.run_id
}

export function lines(scenario: KillScenario, file: string): number {
  const path = join(scenario.place.workspace, file)
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0
}

/** How often each turn of the conversation was asked of the model. */
export function modelCalls(scenario: KillScenario): number[] {
  const counts = Array<number>(TURNS).fill(0)
  for (const request of scenario.server.requests()) {
    const messages = (request.body['messages'] ?? []) as { role: string }[]
    const turn = messages.filter((message) => message.role === 'assistant').length
    counts[turn] = (counts[turn] ?? 0) + 1
  }
  return counts
}
