import { visibleLine, visibleText } from '../kernel/visible-text.ts'
import { formatAge, formatBytes, formatDuration, plural } from './format.ts'
import type { AgentDetail, PinState } from './rows.ts'

/** Everything about one agent. */
export function agentText(agent: AgentDetail, now: number): string {
  const facts: readonly (readonly [string, string])[] = [
    ['agent', `${agent.agent_id} (${agent.name})`],
    ['status', agent.problem === null ? agent.status : `${agent.status}: ${agent.problem}`],
    ['does', agent.description],
    ['from', `${agent.source.replace('_', ' ')}: ${agent.folder}`],
    ['tags', agent.tags.join(', ') || '-'],
    ['tools', agent.tools.join(', ') || 'none'],
    ['skills', agent.skills.join(', ') || 'none'],
    ['record', recordText(agent, now)],
    ['memory', memoryText(agent)],
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

function recordText({ metrics }: AgentDetail, now: number): string {
  if (metrics === null || metrics.runs === 0) return 'not used yet'
  const rate = Math.round((100 * metrics.successes) / metrics.runs)
  const last = metrics.last_used_at === null ? '' : `, last ${formatAge(metrics.last_used_at, now)}`
  return `${plural(metrics.runs, 'run')}, ${rate} % well, ${formatDuration(metrics.total_ms / metrics.runs)} each${last}`
}

function memoryText({ memory }: AgentDetail): string {
  if (memory === null) return 'empty'
  const { facts, procedures, episodes, bytes } = memory
  return `${plural(facts, 'fact')}, ${plural(procedures, 'procedure')}, ${plural(episodes, 'episode')}, ${formatBytes(bytes)}`
}
