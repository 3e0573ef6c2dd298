import { visibleLine } from '../kernel/visible-text.ts'
import type { TableOptions } from './format-table.ts'
import { PLAIN } from './paint.ts'
import { wrapText } from './text-width.ts'
import type { RunWhy } from './why-rows.ts'

const INDENT = 11
const TASK_CHARACTERS = 300

/** Labelled lines; a text that is too wide goes on below itself. */
export function factLines(facts: readonly (readonly [label: string, text: string])[], { columns, paint = PLAIN }: TableOptions): string {
  return facts
    .flatMap(([label, text]) =>
      wrapText(visibleLine(text), Math.max(20, columns - INDENT)).map((line, at) =>
        `${at === 0 ? paint.dim(label.padEnd(INDENT)) : ' '.repeat(INDENT)}${line}`.trimEnd(),
      ),
    )
    .join('\n')
}

/** What a run would do about the task, a line for each part. */
export function runFacts({ reason, parts }: RunWhy): (readonly [string, string])[] {
  const lines = parts.map(({ task, recipe_id, required_tools, agent_id }) => {
    const by = recipe_id === null ? '' : ` by the recipe ${recipe_id} with ${required_tools.join(', ') || 'no tool'}`
    return ['', `"${shortTask(task)}"${by}: ${agent_id ?? 'nobody, a new agent would be proposed'}`] as const
  })
  return [['in a run', reason], ...lines]
}

export function shortTask(task: string): string {
  return task.length <= TASK_CHARACTERS ? task : `${task.slice(0, TASK_CHARACTERS)}… (${task.length} characters)`
}
