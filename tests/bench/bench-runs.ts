import { read, type Scene, scene, subtask } from '../coordinator/scene.ts'
import { measure } from './measure.ts'
import type { Row } from './row.ts'

const PARTS = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8']

/** What a run takes when the model answers at once: from the run row to the end, as its document says. */
export async function benchRuns(repetitions: number): Promise<Row[]> {
  const one = await scene(
    [
      { when: { turn: 0 }, reply: { tool_calls: [read('s1.txt')] } },
      { when: { turn: 1 }, reply: 'It says hello.' },
    ],
    { files: { 's1.txt': 'hello\n' } },
  )
  const eight = await scene(
    [
      { when: { schema: 'plan' }, reply: { json: { reason: 'parts', execution: PARTS.map((id) => subtask(id)) } } },
      { when: { schema: 'synthesis' }, reply: { json: { answer: 'All are read.', verdicts: [] } } },
      ...PARTS.map((id) => ({ when: { task: `/${id}\\.txt/`, turn: 0 }, reply: { tool_calls: [read(`${id}.txt`)] } })),
      ...PARTS.map((id) => ({ when: { task: `/${id}\\.txt/`, turn: 1 }, reply: `read ${id}` })),
    ],
    { files: Object.fromEntries(PARTS.map((id) => [`${id}.txt`, `text of ${id}\n`])), env: { CLOSED_CLAW_MAX_SUBTASKS_PER_PHASE: '8' } },
  )
  const least = await measure(
    [
      { name: 'one', run: () => duration(one, 'What does the text file s1.txt of this folder say?') },
      { name: 'eight', run: () => duration(eight, 'Read each of the eight files of this folder, then say what they have in common.') },
    ],
    repetitions,
  )
  await one.close()
  await eight.close()
  const row = (what: string, name: string, budget: number): Row => ({ what, value: least[name] ?? Number.NaN, unit: 'ms', budget })
  return [row('a run with an instant model, 1 subtask', 'one', 150), row('a run with an instant model, 8 subtasks', 'eight', 500)]
}

async function duration(open: Scene, task: string): Promise<number> {
  const { document } = await open.claw(['run', task])
  if (!document.ok || document.duration_ms === null) throw new Error(`The run ended with ${JSON.stringify(document.error)}`)
  return document.duration_ms
}
