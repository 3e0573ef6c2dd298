import { clawPlace } from '../helpers/claw-place.ts'
import { startScriptedOpenAi } from '../helpers/scripted-openai.ts'
import { measure, timed } from './measure.ts'
import type { Row } from './row.ts'

const READS = 201
const BUDGET_MS = 0.7

/** What one more journaled, policy-checked, audited read costs a real run: many reads in one message against one, wire included. */
export async function benchDesk(repetitions: number): Promise<Row[]> {
  const place = clawPlace({ 'a.txt': 'hello\n' })
  const read = { name: 'file_io', args: { op: 'read', path: 'a.txt' } }
  const run = async (reads: number): Promise<number> => {
    const server = await startScriptedOpenAi([
      { when: { turn: 0 }, reply: { tool_calls: Array.from({ length: reads }, () => read) } },
      { when: { turn: 1 }, reply: 'It says hello.' },
    ])
    const env = {
      OPENAI_API_KEY: 'sk-bench',
      OPENAI_BASE_URL: server.url,
      CLOSED_CLAW_RULES_FIRST: 'off',
      CLOSED_CLAW_MAX_TOOL_CALLS_PER_AGENT: '500',
    }
    const time = await timed(() => succeed(place.run(['run', 'What does the text file a.txt of this folder say?', '--no-input'], { env })))
    await server.close()
    return time
  }
  await run(1)
  const medians = await measure(
    [
      { name: 'one', run: () => run(1) },
      { name: 'many', run: () => run(READS) },
    ],
    repetitions,
  )
  place.remove()
  const value = ((medians['many'] ?? Number.NaN) - (medians['one'] ?? Number.NaN)) / (READS - 1)
  return [{ what: 'one journaled file_io read, wire included', value, unit: 'ms', budget: BUDGET_MS }]
}

async function succeed(run: Promise<{ readonly code: number | null; readonly stderr: string }>): Promise<void> {
  const { code, stderr } = await run
  if (code !== 0) throw new Error(`claw run ended with ${code}: ${stderr}`)
}
