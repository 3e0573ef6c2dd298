import { visibleLine, visibleText } from '../kernel/visible-text.ts'
import { agentRecordLines } from './agent-record-text.ts'
import { genomeLines } from './evolution-text.ts'
import { formatBytes, plural } from './format.ts'
import type { AgentDetail, PinState } from './rows.ts'

const SHOWN_TASKS = 3
const TASK_CHARACTERS = 60

/** Everything about one agent. */
export function agentText(agent: AgentDetail, now: number): string {
  const facts: readonly (readonly [string, string])[] = [
    ['agent', `${agent.agent_id} (${agent.name})`],
    ['status', statusText(agent)],
    ['does', agent.description],
    ['from', `${agent.source.replace('_', ' ')}: ${agent.folder}`],
    ['tags', agent.tags.join(', ') || '-'],
    ['tools', agent.tools.join(', ') || 'none'],
    ['skills', agent.skills.join(', ') || 'none'],
    ...agentRecordLines(agent.metrics, agent.recent, now),
    ...genomeLines(agent.evolution ?? { genomes: [] }, now).map((line, index) => [index === 0 ? 'evolved' : '', line] as const),
    ['memory', memoryText(agent)],
    ['learned', learnedText(agent.learned)],
    ['digest', agent.digest ?? '-'],
    ['pin', pinText(agent.pin, `claw agent accept ${agent.agent_id}`)],
    ...agent.shadows.map((folder) => ['hides', folder] as const),
    ...(agent.embedding?.vectors ?? []).map((vector) => ['vector', `${vector.kind} "${vector.text}": ${vector.vector.join(' ')}`] as const),
  ]
  const head = facts.map(([label, text]) => `${label.padEnd(8)}${visibleLine(text)}`).join('\n')
  const parts = [head]
  if (agent.manifest !== null) parts.push(`manifest.json\n${JSON.stringify(agent.manifest, null, 2)}`)
  if (agent.skill_text !== null) parts.push(`skill.md\n${agent.skill_text.trim()}`)
  return visibleText(parts.join('\n\n'))
}

/** How a thing stands to what it was when it was first seen. */
export function pinText({ state, trust, what }: PinState, accept: string): string {
  const by = trust === null ? '' : ` (${TRUST_WORDS[trust]})`
  if (state === 'asks') return `changed, asked for before it runs: ${what.join('; ')}; ${accept}`
  if (state === 'applies') return `changed, taken at the next run: ${what.join('; ')}${by}`
  if (state === 'new') return 'not seen by a run yet; the first one pins it'
  return state === 'same' ? `as it was pinned${by}` : state
}

const TRUST_WORDS = { made: 'made by claw', found: 'found here, not accepted: its text counts as untrusted', accepted: 'accepted' } as const

/** A degraded one is found last, and is restored by a success, an edit or by hand. */
function statusText({ agent_id, status, problem, metrics }: AgentDetail): string {
  if (problem !== null) return `${status}: ${problem}`
  if (status !== 'degraded') return status
  return `degraded: ${metrics?.degraded_reason ?? 'it failed'}; a success or an edit restores it, or: claw agent enable ${agent_id}`
}

function learnedText(tasks: readonly string[]): string {
  if (tasks.length === 0) return 'no task yet'
  const newest = tasks.slice(-SHOWN_TASKS).map((task) => (task.length > TASK_CHARACTERS ? `${task.slice(0, TASK_CHARACTERS)}…` : task))
  return `${plural(tasks.length, 'task')} that it is found by, the newest: ${newest.reverse().join('; ')}`
}

function memoryText({ memory, memory_problem }: AgentDetail): string {
  if (memory_problem !== null) return memory_problem
  if (memory === null) return 'empty'
  const { facts, procedures, episodes, pinned, bytes } = memory
  const kept = pinned === 0 ? '' : ` (${pinned} pinned)`
  return `${plural(facts, 'fact')}, ${plural(procedures, 'procedure')}, ${plural(episodes, 'episode')}${kept}, ${formatBytes(bytes)}`
}
